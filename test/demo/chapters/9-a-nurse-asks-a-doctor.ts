import { v7 } from 'uuid';
import { units } from '../../world';
import { threadDocument } from '../live-documents';
import type { Stage } from '../stage';

const question = 'Kan du bedöma och ta över? Halsen är svullen på ena sidan.';
const general = 'Hur länge väntar vi med ny provtagning efter avslutad behandling?';
const asks = '... on AskConsultationOk { consultation { id askedBy { name } about { id } } }';

/** A nurse asks a doctor at another unit about a case, which becomes a hand-over; and something in general, about nobody (CON-1). */
export async function aNurseAsksADoctor(stage: Stage): Promise<void> {
  const { world, narrator } = stage;
  narrator.chapter('9. A nurse asks a doctor at another unit, who takes the case over; and asks in general');
  await world.isOpen();
  const caseId = await world.hasCase('otherGuardian', 'soreThroat');
  for (const move of ['takeCase', 'startCase']) await world.does('annaNurse', move, { caseId });
  const doctors = await world.watches('drSven', 'sandvikenHealthCentre');
  const to = { unitId: units.sandvikenHealthCentre.id, role: 'DOCTOR' };
  const asked = await world.does('annaNurse', 'askConsultation', { clientId: v7(), caseId, to, wish: 'TO_HAND_OVER', question, consent: { given: true } }, asks);
  narrator.tells('Anna meets Måns, who agrees, and asks the doctors of Sandviken: can somebody take over? The case stays hers.', asked['__typename'] === 'AskConsultationOk', asked);
  const consultationId = asked['consultation'].id as string;
  await doctors.until((cards) => cards.get(consultationId)?.['kind'] === 'CONSULTATION');
  narrator.tells("Sven's live queue shows a question, without a word of it.", !JSON.stringify(doctors.cards.get(consultationId)).includes('Halsen'), doctors.cards.get(consultationId));

  const opened = await world.does('drSven', 'openCase', { caseId, reason: 'CONSULTED' }, '... on OpenCaseOk { case { patient { name } } }');
  narrator.tells(`He opens the case it is about, as the one who is consulted: ${opened['case']?.patient?.name}. The look is logged.`, opened['__typename'] === 'OpenCaseOk', opened);
  const threadId = await takes(stage, 'drSven', consultationId);
  const nurse = await world.follows('annaNurse', threadDocument, { threadId });
  await world.does('drSven', 'postMessage', { clientId: v7(), threadId, text: 'Ja, jag tar honom.' });
  await nurse.heard((events) => events.some((event) => event['message']?.text === 'Ja, jag tar honom.'));
  narrator.tells('He answers in the thread of the question, and Anna reads it at once. The patient sees neither question nor thread.', (await world.as('otherGuardian', 'query ($id: ID!) { thread(id: $id) { id } }', { id: threadId }))['thread'] === null);
  const over = await world.does('drSven', 'acceptConsultedCase', { consultationId }, '... on AcceptConsultedCaseOk { consultation { outcome } handover { reason status } }');
  narrator.tells('He takes the case over: a hand-over after consultation, and the question is over.', over['handover']?.reason === 'AFTER_CONSULTATION' && over['handover']?.status === 'ACCEPTED', over);
  const { myCase } = await world.as('otherGuardian', 'query ($id: ID!) { myCase(id: $id) { unit { name } } }', { id: caseId });
  narrator.tells(`Måns's own case says ${myCase.unit.name}.`, myCase.unit.name === units.sandvikenHealthCentre.name, myCase);
  await world.does('drSven', 'endCase', { caseId, reason: 'CARE_GIVEN', phaseDays: 0 });
  await asksInGeneral(stage);
}

/** About nobody: no case, no patient, an answer that closes it. */
async function asksInGeneral(stage: Stage): Promise<void> {
  const { world, narrator } = stage;
  const to = { unitId: units.sandvikenHealthCentre.id, role: 'DOCTOR' };
  const asked = await world.does('annaNurse', 'askConsultation', { clientId: v7(), to, wish: 'ADVICE', priority: '9', question: general }, asks);
  narrator.tells('Anna asks something in general too, about no patient.', asked['__typename'] === 'AskConsultationOk' && asked['consultation'].about === null, asked);
  const id = asked['consultation'].id as string;
  const threadId = await takes(stage, 'drSven', id);
  await world.does('drSven', 'postMessage', { clientId: v7(), threadId, text: 'Två veckor räcker.' });
  await stage.until('the question is answered', async () => ((await mine(stage)).find((one) => one.id === id)?.answeredAt ?? null) !== null);
  const closed = await world.does('annaNurse', 'closeConsultation', { consultationId: id }, '... on CloseConsultationOk { consultation { outcome } }');
  narrator.tells('Sven answers, and Anna closes it.', closed['consultation']?.outcome === 'CLOSED', closed);
}

async function mine({ world }: Stage): Promise<{ id: string; answeredAt: string | null }[]> {
  return (await world.as('annaNurse', '{ myConsultations { id answeredAt } }'))['myConsultations'] as { id: string; answeredAt: string | null }[];
}

/** Takes the question; answers its thread, once it may be written in. */
async function takes({ world, until }: Stage, who: 'drSven', consultationId: string): Promise<string> {
  await world.does(who, 'takeCase', { caseId: consultationId });
  const thread = async (): Promise<{ id: string; mayPost: boolean } | undefined> =>
    (await world.does(who, 'openCase', { caseId: consultationId, reason: 'CARE' }, '... on OpenCaseOk { case { thread { id mayPost } } }'))['case']?.thread ?? undefined;
  await until('the thread of the question may be written in', async () => (await thread())?.mayPost === true);
  return (await thread())!.id;
}
