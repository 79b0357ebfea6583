import { setTimeout as sleep } from 'node:timers/promises';
import type { Stack as StackFile } from '@vardgraf/launcher/stack-file';
import type { Stack } from '../stack';
import { World } from '../world';
import type { LiveStream } from './live-stream';
import type { Narrator } from './narrator';

/** One message as the receiver shows it. */
export interface Sent {
  kind: string;
  text: string;
  at: string;
}

/** What every chapter needs: the people, the narrator, and a look at what left the house. */
export interface Stage {
  world: World;
  stack: Stack;
  narrator: Narrator;
  receiverUrl: string;
  streams: LiveStream[];
  /** Waits until something is so. @throws Error with the sentence */
  until(sentence: string, test: () => Promise<boolean>, withinMs?: number): Promise<void>;
  /** Everything the receiver holds, as text; for a person it is the page. */
  sent(): Promise<string>;
}

/** The running platform of `npm start` as a stage. */
export function stageOf(file: StackFile, narrator: Narrator): Stage {
  const stack = {
    graphUrl: file.graphUrl, identityUrl: file.identityUrl, adminUrl: file.databaseUrl, natsUrl: file.natsUrl,
    url: (part: string) => file.processes[part]!.url, keyFile: (clientId: string) => file.partnerKeys[clientId]!,
  } as unknown as Stack;
  return {
    world: new World(stack), stack, narrator, receiverUrl: file.receiverUrl, streams: [],
    async until(sentence, test, withinMs = 15_000) {
      for (const deadline = Date.now() + withinMs; !(await test()); await sleep(100)) if (Date.now() > deadline) throw new Error(`${sentence} – not within ${withinMs / 1_000} s`);
    },
    sent: async () => JSON.stringify(await (await fetch(`${file.receiverUrl}/sent.json`)).json()),
  };
}
