import { resolve } from 'node:path';
import { runningStack } from '@vardgraf/launcher/stack-file';
import { patientsTriageThemselves } from './chapters/1-patients-triage-themselves';
import { aNurseTakesAndChats } from './chapters/2-a-nurse-takes-and-chats';
import { aDoctorTakesOver } from './chapters/3-a-doctor-takes-over';
import { telephoneTriageHandsOver } from './chapters/4-telephone-triage-hands-over';
import { aPatientBooks } from './chapters/5-a-patient-books';
import { nobodyTakesIt } from './chapters/6-nobody-takes-it';
import { anAnalystReads } from './chapters/7-an-analyst-reads';
import { Narrator } from './narrator';
import { type Stage, stageOf } from './stage';

/** Plays the demonstration on the platform that runs on the data folder; answers the exit code: 0 only when everything was as told. */
export async function demo(dataDir: string, print: (line: string) => void = (line) => void process.stdout.write(`${line}\n`)): Promise<number> {
  const running = runningStack(resolve(dataDir));
  if (running?.readyAfterMs === undefined) {
    print('The platform does not run: start it with npm start, in another terminal, and wait for its screen.');
    return 1;
  }
  const narrator = new Narrator(print);
  const stage = stageOf(running, narrator);
  try {
    await play(stage);
    print(`\nEverything was as told: ${narrator.held} sentences held. What was sent: ${running.receiverUrl}/`);
    return 0;
  } catch (error) {
    print(`\n  ✗ ${error instanceof Error ? error.message : String(error)}`);
    print(`\nNot as told, after ${narrator.held} sentences that held.`);
    return 1;
  } finally {
    await Promise.all(stage.streams.map((stream) => stream.close().catch(() => undefined)));
    await stage.world.ends();
  }
}

async function play(stage: Stage): Promise<void> {
  const { world, narrator } = stage;
  narrator.says('Everything below goes through the graph, with the tokens of those who act.');
  const now = await world.isOpen();
  narrator.says(`Where the units are closed the platform's clock is moved to their opening: it is ${now.toISOString()} there now. npm run db:reset puts it right.`);
  const { caseId } = await patientsTriageThemselves(stage);
  const { threadId, patient } = await aNurseTakesAndChats(stage, caseId);
  await aDoctorTakesOver(stage, caseId, threadId, patient);
  await telephoneTriageHandsOver(stage);
  await aPatientBooks(stage);
  await nobodyTakesIt(stage);
  await anAnalystReads(stage);
}
