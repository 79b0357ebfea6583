import { setTimeout as sleep } from 'node:timers/promises';
import { v7 } from 'uuid';
import { insists, isOk, type Offer, takes } from './changing-hands';

const ends = { acceptConsultedCase: 'HANDED_OVER', declineConsultation: 'DECLINED', withdrawConsultation: 'WITHDRAWN', closeConsultation: 'CLOSED' } as const;
type End = keyof typeof ends;

/** The giver asks the receiver's unit whether it takes the case over. @returns the question */
async function asks({ client, journal, next, giver, receiver, caseId }: Offer): Promise<string | undefined> {
  const clientId = v7();
  const asked = await insists(client, giver, 'askConsultation', {
    clientId, caseId, to: { unitId: receiver.unitId, role: receiver.role }, wish: 'TO_HAND_OVER', question: 'Kan ni ta över?', consent: { given: true },
  }, next);
  if (!isOk(asked)) return undefined;
  const consultationId = asked['consultation'].id as string;
  journal.acknowledged.push({ act: 'ASK_COLLEAGUE', clientId, consultationId, by: giver.personId });
  return consultationId;
}

/** @returns whether it was answered with yes */
async function ended({ client, journal, next, giver, receiver }: Offer, consultationId: string, how: End): Promise<boolean> {
  const by = how === 'withdrawConsultation' || how === 'closeConsultation' ? giver : receiver;
  const answered = await insists(client, by, how, { consultationId, ...(how === 'declineConsultation' && { reason: 'NO_CAPACITY' }) }, next);
  if (isOk(answered)) journal.acknowledged.push({ act: 'END_QUESTION', consultationId, outcome: ends[how], by: by.personId });
  return isOk(answered);
}

/** The receiver answers in the question's own conversation, once it is there. @returns whether it was written */
async function writes({ client, journal, next, receiver }: Offer, consultationId: string, withinMs = 60_000): Promise<boolean> {
  for (const deadline = Date.now() + withinMs; Date.now() < deadline; await sleep(200)) {
    const opened = await insists(client, receiver, 'openCase', { caseId: consultationId, reason: 'CARE' }, next);
    const thread = opened['case']?.thread as { id: string; mayPost: boolean } | null | undefined;
    if (!thread?.mayPost) continue;
    const clientId = v7();
    const posted = await insists(client, receiver, 'postMessage', { clientId, threadId: thread.id, text: 'Ja, vi ser på det.' }, next);
    if (!isOk(posted)) return false;
    const { id, seq } = posted['posted'] as { id: string; seq: number };
    journal.acknowledged.push({ act: 'POST', clientId, threadId: thread.id, messageId: id, seq, by: receiver.personId });
    return true;
  }
  return false;
}

/** Closed as soon as the answer has come to the case: until then it is not answered. */
async function closes(offer: Offer, consultationId: string, withinMs = 60_000): Promise<boolean> {
  for (const deadline = Date.now() + withinMs; Date.now() < deadline; await sleep(200)) if (await ended(offer, consultationId, 'closeConsultation')) return true;
  return false;
}

/** A question that the receiver has taken, with what comes of it after whatever happens in between: one end, two at once of which one counts. */
const question = (...how: End[]) => async (offer: Offer): Promise<number> => {
  const consultationId = await asks(offer);
  if (!consultationId || !(await takes(offer, offer.receiver, consultationId))) return 0;
  await offer.between();
  const yes = await Promise.all(how.map((one) => ended(offer, consultationId, one)));
  return yes.filter(Boolean).length;
};

/** Answered while processes die, and closed by who asked. */
async function answered(offer: Offer): Promise<number> {
  const consultationId = await asks(offer);
  if (!consultationId || !(await takes(offer, offer.receiver, consultationId))) return 0;
  const [, written] = await Promise.all([offer.between(), writes(offer, consultationId)]);
  return written && (await closes(offer, consultationId)) ? 1 : 0;
}

/** The ways in which a question to colleagues ends, each answering how many said yes to its end. */
export const questionsToColleagues = {
  'asked and taken over': question('acceptConsultedCase'),
  'asked and declined': question('declineConsultation'),
  'asked, taken over and taken back at once': question('acceptConsultedCase', 'withdrawConsultation'),
  'asked, taken over and declined at once': question('acceptConsultedCase', 'declineConsultation'),
  'asked, answered and closed': answered,
} as const satisfies Record<string, (offer: Offer) => Promise<number>>;
