import { join, relative } from 'node:path';
import { launcherEnv } from './env';
import { showScreen } from './screen';
import { removeStack } from './stack-file';
import { StartFault } from './start-fault';
import { startStack } from './start-stack';
import { Undo } from './undo';

const print = (line: string) => process.stdout.write(`${line}\n`);
const began = performance.now();
const undo = new Undo();
let ending: Promise<never> | undefined;
let dataDir: string | undefined;
let firstSignalAt = 0;

/** Stops everything once, whoever asks first: Ctrl-C (0), a fault at the start or a crash (1, with its sentence). */
function end(code: number, sentence?: string): Promise<never> {
  ending ??= (async () => {
    process.exitCode = code;
    if (sentence) process.stderr.write(`${sentence}\n`);
    await undo.all();
    if (dataDir) removeStack(dataDir);
    process.exit(code);
  })();
  return ending;
}

function onSignal(): void {
  if (!firstSignalAt) {
    firstSignalAt = Date.now();
    print('\nStopping …');
    void end(0);
  } else if (Date.now() - firstSignalAt > 1_000) process.exit(1); // a second Ctrl-C; npm sends the first one twice. The watchdog does the rest
}

async function main(): Promise<void> {
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, onSignal);
  try {
    const env = launcherEnv();
    const stack = await startStack(env, undo, {
      claimed: () => { dataDir = env.DATA_DIR; },
      done: (line) => print(`${((performance.now() - began) / 1000).toFixed(1).padStart(5)} s  ${line}`),
      crashed: (sentence) => void end(1, sentence),
    });
    await showScreen(stack, join(relative(process.cwd(), env.DATA_DIR) || env.DATA_DIR, 'logs'), print);
  } catch (fault) {
    if (ending) return;
    await end(1, fault instanceof StartFault ? fault.message : `Starting failed: ${fault instanceof Error ? fault.stack : String(fault)}`);
  }
}

void main();
