import { patientsTriageThemselves } from './chapters/1-patients-triage-themselves';
import { aNurseTakesAndChats } from './chapters/2-a-nurse-takes-and-chats';
import { aDoctorTakesOver } from './chapters/3-a-doctor-takes-over';
import { telephoneTriageHandsOver } from './chapters/4-telephone-triage-hands-over';
import { aPatientBooks } from './chapters/5-a-patient-books';
import { nobodyTakesIt } from './chapters/6-nobody-takes-it';
import { anAnalystReads } from './chapters/7-an-analyst-reads';
import { aBusyAfternoon } from './chapters/8-a-busy-afternoon';
import { aNurseAsksADoctor } from './chapters/9-a-nurse-asks-a-doctor';
import { aThousandLookOn } from './chapters/10-a-thousand-look-on';
import type { Stage } from './stage';

/** Whether somebody of the story has sought care within the last week. */
async function wasPlayedLately({ world }: Stage): Promise<boolean> {
  const { myCases } = await world.as('youngWoman', '{ myCases { id } }');
  return (myCases as unknown[]).length > 0;
}

/** The whole story, chapter by chapter. @throws NotAsTold, or Error when something does not come */
export async function play(stage: Stage): Promise<void> {
  const { world, narrator } = stage;
  try {
    narrator.says('Everything below goes through the graph, with the tokens of those who act.');
    if (await wasPlayedLately(stage)) await world.passes(8 * 24 * 3_600_000); // who seeks again within a week is judged by that
    const now = await world.isOpen();
    narrator.says(`The platform's clock is moved to when the units are open, and a week on when this was played before: it is ${now.toISOString()} there now.`);
    narrator.says('npm run db:reset puts it right.');
    const { caseId } = await patientsTriageThemselves(stage);
    const { threadId, patient } = await aNurseTakesAndChats(stage, caseId);
    await aDoctorTakesOver(stage, caseId, threadId, patient);
    await telephoneTriageHandsOver(stage);
    await aPatientBooks(stage);
    await nobodyTakesIt(stage);
    await anAnalystReads(stage);
    await aBusyAfternoon(stage);
    await aNurseAsksADoctor(stage);
    await aThousandLookOn(stage);
  } finally {
    await Promise.all(stage.streams.map((stream) => stream.disconnect().catch(() => undefined)));
    await world.ends();
  }
}
