import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import type { ItemOf } from '@vardgraf/client/connect';
import * as operations from '@vardgraf/client/generated/operations';

const manifest = JSON.parse(readFileSync(resolve(__dirname, '../../gateway/documents/manifest.json'), 'utf8')) as { operations: { name: string; body: string }[] };

test('[API-1] the client’s operations are the published ones, to the letter', () => {
  expect({ ...operations }).toEqual(Object.fromEntries(manifest.operations.map(({ name, body }) => [name, body])));
});

test('[API-1] the items of a live field have the type that its document asks for', () => {
  const told = (card: ItemOf<operations.LiveQueueSubscription>): string => `${card.id} ${card.priorityLabel} ${card.takenBy?.name ?? ''}`; // the compiler is the test
  expect(told({ id: '1', priorityLabel: 'P', takenBy: null } as never)).toBe('1 P ');
});
