import { Narrator } from '../demo/narrator';
import { play } from '../demo/play';
import { stageOf } from '../demo/stage';
import { startStack, type Stack } from '../stack';

let stack: Stack;
beforeAll(async () => {
  stack = await startStack();
}, 300_000);
afterAll(() => stack.stop());

test('[API-1] the demonstration is true: every sentence holds, from the first question to the figures', async () => {
  const lines: string[] = [];
  const narrator = new Narrator((line) => lines.push(line));
  await play(stageOf(stack, stack.url('receiver'), narrator)).catch((error: Error) => {
    throw new Error(`${lines.slice(-6).join('\n')}\n${error.message}`, { cause: error });
  });
  expect(narrator.held).toBeGreaterThan(45);
}, 300_000);
