import { v7 } from 'uuid';
import type { Journal } from '../actors/journal';
import { graph } from '../client';
import { partnerToken } from '../partner';
import type { Stack } from '../stack';
import { patients, staff, units, type World } from '../world';

/** What a planted violation is done to: cases waiting, taken, in a visit that is asked to be handed over, after a visit, booked, at risk; a question; what else a patient and a partner were told yes to. */
export const made = {
  waiting: '', taken: '', visit: '', held: '', booked: '', atRisk: '', question: '', shiftId: '', attemptId: '', signOffId: '', threadId: '', bookingId: '', slotId: '', otherSlotId: '', ticketId: '', messageId: '',
  clientId: v7(), handoverId: '', reference: `tt-${v7()}`, submissionId: '',
};
/** What of it was answered with yes. */
export const journal: Journal = { acknowledged: [] };

/** Ids by their names in braces; other braces stay. */
export const named = (text: string): string => text.replace(/\{(\w+)\}/g, (all, name: string) => (made as Record<string, string>)[name] ?? all);

/** A world in which everything has happened once, through the graph. */
export async function live(world: World, stack: Stack): Promise<void> {
  await world.isOpen();
  const does = async (who: Parameters<World['does']>[0], mutation: string, input: Record<string, unknown>, fields = ''): Promise<Record<string, any>> => { // eslint-disable-line @typescript-eslint/no-explicit-any
    const answer = await world.does(who, mutation, input, fields);
    if (!String(answer['__typename']).endsWith('Ok')) throw new Error(`the world is not as the test wants it: ${mutation} gives ${JSON.stringify(answer)}`);
    return answer;
  };
  [made.waiting, made.taken] = [await world.hasCase('tolvan', 'hardToBreathe'), await world.hasCase('tolvan', 'soreThroat')];
  const { case: taken } = await does('annaNurse', 'takeCase', { caseId: made.taken }, '... on TakeCaseOk { case { card { takenAt } } }');
  journal.acknowledged.push({ act: 'TAKE', caseId: made.taken, by: staff.annaNurse.id, at: taken.card.takenAt });

  for (const name of ['visit', 'held'] as const) {
    const caseId = await world.hasCase('tolvan', 'soreThroat');
    made[name] = caseId;
    await does('annaNurse', 'takeCase', { caseId });
    await does('annaNurse', 'startCase', { caseId });
    let thread: { id: string } | null = null;
    await world.until(async () => (thread = (await world.as('tolvan', 'query ($id: ID!) { myCase(id: $id) { thread { id } } }', { id: caseId }))['myCase'].thread) !== null);
    made.threadId = thread!['id'];
    await does('annaNurse', 'postMessage', { clientId: v7(), threadId: made.threadId, text: 'Hur är det' });
  }
  await does('annaNurse', 'endCase', { caseId: made.held, reason: 'CARE_GIVEN', phaseDays: 1 });
  await world.until(async () => (await world.as('tolvan', 'query ($id: ID!) { thread(id: $id) { phase } }', { id: made.threadId }))['thread'].phase === 'ASYNCHRONOUS');
  const { posted: message } = await does('tolvan', 'postMessage', { clientId: made.clientId, threadId: made.threadId, text: 'Det är värre' }, '... on PostMessageOk { posted { id seq } }');
  made.messageId = message.id;
  journal.acknowledged.push({ act: 'POST', clientId: made.clientId, threadId: made.threadId, messageId: message.id, seq: message.seq, by: patients.tolvan.id });
  const { handover } = await does(
    'annaNurse', 'requestHandover', { clientId: v7(), caseId: made.visit, to: { unitId: units.sandvikenHealthCentre.id }, reason: 'OTHER_COMPETENCE', consent: { given: true } },
    '... on RequestHandoverOk { handover { id } }');
  made.handoverId = handover.id;

  const startsAt = [3, 4].map((hours) => new Date(Math.ceil(world.now().getTime() / 60_000) * 60_000 + hours * 3_600_000).toISOString());
  const { slots } = await does('annaNurse', 'publishSlots', { clientId: v7(), unitId: units.gavleHealthCentre.id, role: 'NURSE', staffId: staff.annaNurse.id, visitType: 'VIDEO', minutes: 20, startsAt }, '... on PublishSlotsOk { slots { id } }');
  [made.slotId, made.otherSlotId] = slots.map((slot: { id: string }) => slot.id);
  const session = await world.triages('tolvan', 'burningUrine');
  await world.finishes('tolvan', session['id'] as string);
  await world.until(async () => (await world.as('tolvan', '{ myTickets { id } }'))['myTickets'].length > 0);
  made.ticketId = (await world.as('tolvan', '{ myTickets { id } }'))['myTickets'][0].id;
  const { booking } = await does('tolvan', 'bookSlot', { clientId: made.clientId, ticketId: made.ticketId, slotId: made.slotId }, '... on BookSlotOk { booking { id caseId } }');
  [made.bookingId, made.booked] = [booking.id, booking.caseId];
  journal.acknowledged.push({ act: 'BOOK', clientId: made.clientId, bookingId: booking.id, ticketId: made.ticketId, slotId: made.slotId, by: patients.tolvan.id });

  for (const digital of [false, true]) {
    const input = {
      reference: digital ? `${made.reference}-2` : made.reference, patientId: patients.tolvan.id, digital, careLevel: 'DIGITAL', priority: digital ? '7' : '4', profession: 'NURSE', unitId: units.gavleHealthCentre.id,
      summary: 'Ont i ett knä.', callBackNumbers: [{ number: '+46701740605' }],
    };
    const document = 'mutation ($input: SubmitConsultationInput!) { submitConsultation(input: $input) { __typename ... on SubmitConsultationOk { submission { id caseId ticketId } } } }';
    const { submission } = (await graph(stack.graphUrl, await partnerToken(stack), document, { input }))['submitConsultation'];
    if (!digital) made.submissionId = submission.id;
    journal.acknowledged.push({ act: 'SUBMIT', reference: input.reference, submissionId: submission.id, caseId: submission.caseId, ticketId: submission.ticketId });
  }
  await caresAndAsks(does, world);
}

type Does = (who: Parameters<World['does']>[0], mutation: string, input: Record<string, unknown>, fields?: string) => Promise<Record<string, any>>; // eslint-disable-line @typescript-eslint/no-explicit-any

/** A nurse comes to work, suspects suicide risk, phones, begins a checklist, asks to have the call signed off, and asks a colleague. */
async function caresAndAsks(does: Does, world: World): Promise<void> {
  const by = staff.annaNurse.id;
  const { shift } = await does('annaNurse', 'startShift', { unitId: units.gavleHealthCentre.id }, '... on StartShiftOk { shift { id } }');
  made.shiftId = shift.id;
  made.atRisk = await world.hasCase('tolvan', 'soreThroat');
  const caseId = made.atRisk;
  for (const field of ['takeCase', 'startCase']) await does('annaNurse', field, { caseId });
  await does('annaNurse', 'beginProtocol', { caseId, kind: 'NO_SHOW' });
  await does('annaNurse', 'flagSuicideRisk', { caseId, sign: 'IMPRESSION' });
  const { attempt } = await does('annaNurse', 'recordContactAttempt', { clientId: made.clientId, caseId, channel: 'PHONE', outcome: 'NO_ANSWER', numberRank: 1, reason: 'SUICIDE_RISK' }, '... on RecordContactAttemptOk { attempt { id } }');
  made.attemptId = attempt.id;
  const { signOff } = await does(
    'annaNurse', 'askSignOff', { clientId: made.clientId, caseId, recordKind: 'CONTACT_ATTEMPT', recordId: made.attemptId, to: { unitId: units.gavleHealthCentre.id, role: 'DOCTOR' } },
    '... on AskSignOffOk { signOff { id } }');
  made.signOffId = signOff.id;
  const { consultation } = await does(
    'annaNurse', 'askConsultation', { clientId: made.clientId, caseId, to: { unitId: units.gavleHealthCentre.id, role: 'DOCTOR' }, wish: 'ADVICE', question: 'Hur gör ni?' },
    '... on AskConsultationOk { consultation { id } }');
  made.question = consultation.id;
  journal.acknowledged.push(
    { act: 'COME', shiftId: made.shiftId, unitId: units.gavleHealthCentre.id, by }, { act: 'BEGIN_LIST', caseId, kind: 'NO_SHOW' }, { act: 'FLAG_RISK', caseId },
    { act: 'CALL', clientId: made.clientId, attemptId: made.attemptId, caseId, by }, { act: 'ASK_COLLEAGUE', clientId: made.clientId, consultationId: made.question, by },
    { act: 'ASK_SIGN_OFF', clientId: made.clientId, signOffId: made.signOffId, recordId: made.attemptId, by });
}
