import { v7 } from 'uuid';
import { units } from '../../world';
import type { LiveList } from '../../live-list';
import type { Stage } from '../stage';

/** The nurse hands over; the doctor accepts, goes on in the same conversation, and closes. */
export async function aDoctorTakesOver({ world, narrator, until }: Stage, caseId: string, threadId: string, patient: LiveList): Promise<void> {
  narrator.chapter('3. The nurse hands over to a doctor, who goes on and closes');
  const asked = await world.does('annaNurse', 'requestHandover', {
    clientId: v7(), caseId, to: { unitId: units.gavleHealthCentre.id, role: 'DOCTOR' }, reason: 'OTHER_COMPETENCE', message: 'Behöver bedömas av läkare.', consent: { given: true },
  }, '... on RequestHandoverOk { handover { id answerBy fromUnit { name } } }');
  narrator.tells('Anna asks a doctor of the unit to take over. Until then the case is hers.', asked['__typename'] === 'RequestHandoverOk', asked);
  const doctors = await world.watches('drDavid', 'gavleHealthCentre');
  await doctors.until((cards) => cards.has(caseId));
  narrator.tells("David's live queue shows the request.", doctors.cards.get(caseId)!['allowedActions'].includes('ACCEPT_HANDOVER'), doctors.cards.get(caseId));
  const accepted = await world.does('drDavid', 'acceptHandover', { handoverId: asked['handover'].id }, '... on AcceptHandoverOk { case { patient { name } } }');
  narrator.tells('David accepts: the case is his.', accepted['__typename'] === 'AcceptHandoverOk', accepted);
  await patient.heard((events) => events.some((event) => event['message']?.kind === 'EVENT'));
  const line = patient.events.find((event) => event['message']?.kind === 'EVENT')!['message'];
  narrator.tells(`Ingrid reads in the same conversation: "${line.text}"`, line.text.length > 0, line);
  await until('the doctor may write', async () => (await world.does('drDavid', 'postMessage', { clientId: v7(), threadId, text: 'Hej, jag tar över. Du kan vara lugn.' }))['__typename'] === 'PostMessageOk');
  await patient.heard((events) => events.some((event) => event['message']?.text === 'Hej, jag tar över. Du kan vara lugn.'));
  narrator.tells('David writes on, and Ingrid sees it.', true);
  const ended = await world.does('drDavid', 'endCase', { caseId, reason: 'CARE_GIVEN', phaseDays: 0 }, '... on EndCaseOk { case { endReason } }');
  narrator.tells('David ends the visit and the case.', ended['__typename'] === 'EndCaseOk', ended);
  await doctors.until((cards) => !cards.has(caseId));
  narrator.tells('It leaves every list.', true);
}
