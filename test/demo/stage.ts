import { setTimeout as sleep } from 'node:timers/promises';
import type { Stack } from '../stack';
import { World } from '../world';
import type { LiveList } from '../live-list';
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
  streams: LiveList[];
  /** Waits until something is so. @throws Error with the sentence */
  until(sentence: string, test: () => Promise<boolean>, withinMs?: number): Promise<void>;
  /** Everything the receiver holds, as text; for a person it is the page. */
  sent(): Promise<string>;
}

/** What the story needs of a platform that runs. */
export type Running = Pick<Stack, 'graphUrl' | 'identityUrl' | 'adminUrl' | 'url' | 'keyFile'>;

/** A running platform as a stage. */
export function stageOf(running: Running, receiverUrl: string, narrator: Narrator): Stage {
  const stack = running as Stack;
  return {
    world: new World(stack), stack, narrator, receiverUrl, streams: [],
    async until(sentence, test, withinMs = 30_000) {
      for (const deadline = Date.now() + withinMs; !(await test()); await sleep(100)) if (Date.now() > deadline) throw new Error(`${sentence} – not within ${withinMs / 1_000} s`);
    },
    sent: async () => JSON.stringify(await (await fetch(`${receiverUrl}/sent.json`)).json()),
  };
}
