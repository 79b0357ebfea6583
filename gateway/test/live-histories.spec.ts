import { setTimeout as sleep } from 'node:timers/promises';
import { randomFrom, seed } from '../../test/faults/random';
import { applied, LiveClient, type LiveEvent } from './live-client';
import { type Stack, startStack } from './stack';

const sequences = process.env['TEST_FULL'] === '1' ? 5_000 : 500;

let stack: Stack;
beforeAll(async () => { stack = await startStack({ RECONCILE_MS: '600' }); });
afterAll(() => stack.stop());

test(`[LIV-1] [T14] in ${sequences} random histories with lost and late hints and broken lines, snapshot and changes are a fresh snapshot (seed ${seed})`, async () => {
  const statusesOf = ['REQUESTED', 'ACCEPTED', 'IN_PROGRESS'];
  const kinds = new Map<string, number>();

  /** One unit, one nurse: some changes, some of whose hints are lost or late, over a line that breaks and comes back with its last number. */
  async function history(number: number): Promise<void> {
    const [unit, random] = [`history-${number}`, randomFrom(seed * 10_000 + number)];
    const below = (n: number): number => Math.floor(random() * n);
    const token = await stack.issuer.nurse(`nurse-${unit}`, { unitIds: [unit] });
    const late: Promise<void>[] = [];
    let kept: LiveEvent[] = [];
    let client = (await LiveClient.open(stack.url, token)).watchQueue(unit);
    const heard = () => [...kept, ...client.events()];
    if (below(2) === 0) await client.count(1); // else what follows happens while the first snapshot is read
    for (let step = 3 + below(15); step > 0; step -= 1) {
      const id = `${unit}/${below(5)}`;
      const ring = stack.model.put(id, stack.model.cases.has(id) && below(4) === 0 ? undefined : { unitId: unit, status: statusesOf[below(3)]!, roles: below(6) === 0 ? ['DOCTOR'] : ['NURSE', 'DOCTOR'] }, 'later');
      const fate = below(12);
      if (fate === 1) late.push(sleep(below(60)).then(ring));
      else if (fate !== 0) ring(); // one in twelve is lost
      if (below(4) === 0) await sleep(below(15));
      if (below(12) === 0) {
        kept = heard();
        await client.close();
        client = (await LiveClient.open(stack.url, token)).watchQueue(unit, { after: kept.at(-1)?.seq });
      }
    }
    await Promise.all(late);
    const now = (): string => JSON.stringify(stack.model.keys(unit, 'NURSE').caseIds.map((id) => [id, stack.model.cases.get(id)!.status]).sort());
    const shown = (): string => JSON.stringify([...applied(heard())].map(([id, card]) => [id, card['status']]).sort());
    await client.until(() => heard().length > 0 && shown() === now(), 15_000).catch((error: unknown) => {
      throw new Error(`seed ${seed}, ${unit}: ${shown()} is not ${now()}`, { cause: error });
    });
    await client.close();
    for (const [index, event] of heard().entries()) {
      const kind = event.kind ?? (index === 0 ? 'first snapshot' : 'snapshot anew');
      kinds.set(kind, (kinds.get(kind) ?? 0) + 1);
      if (event.__typename === 'QueueChange') expect(event.previousSeq).toBe(heard()[index - 1]!.seq);
    }
  }
  let begun = 0;
  await Promise.all(Array.from({ length: 25 }, async () => {
    while (begun < sequences) await history((begun += 1));
  }));
  process.stdout.write(`T14 (seed ${seed}): ${sequences} histories, ${[...kinds].map(([kind, n]) => `${kind} ${n}`).join(', ')}\n`);
  expect([...kinds.keys()].sort()).toEqual(['ADDED', 'CHANGED', 'REMOVED', 'first snapshot', 'snapshot anew']);
}, sequences * 400);
