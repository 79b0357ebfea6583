import { resolve } from 'node:path';
import { runningStack, type Stack } from '@vardgraf/launcher/stack-file';
import { Narrator } from './narrator';
import { play } from './play';
import { type Running, stageOf } from './stage';

/** Plays the demonstration on the platform that runs on the data folder; answers the exit code: 0 only when everything was as told. */
export async function demo(dataDir: string, print: (line: string) => void = (line) => void process.stdout.write(`${line}\n`)): Promise<number> {
  const file = runningStack(resolve(dataDir));
  if (file?.readyAfterMs === undefined) {
    print('The platform does not run: start it with npm start, in another terminal, and wait for its screen.');
    return 1;
  }
  const narrator = new Narrator(print);
  try {
    await play(stageOf(running(file), file.receiverUrl, narrator));
    print(`\nEverything was as told: ${narrator.held} sentences held. What was sent: ${file.receiverUrl}/`);
    return 0;
  } catch (error) {
    print(`\n  ✗ ${error instanceof Error ? error.message : String(error)}`);
    print(`\nNot as told, after ${narrator.held} sentences that held.`);
    return 1;
  }
}

/** The platform of `npm start` in the words of the tests. */
function running(file: Stack): Running {
  return {
    graphUrl: file.graphUrl, identityUrl: file.identityUrl, adminUrl: file.databaseUrl, url: (part) => file.processes[part]!.url, keyFile: (clientId) => file.partnerKeys[clientId]!,
  };
}
