import { acceptConsultedCase, answerConsultation, closeConsultation, declineConsultation, withdrawConsultation } from '../src/domain/answer-consultation';
import type { Case } from '../src/domain/case';
import type { ActingStaff } from '../src/domain/may-move';
import type { StaffConsultation } from '../src/domain/staff-consultation';
import { takenCase } from './a-case';

/** What happens to a question from staff, for random histories. */
export const questionActs = ['answer question', 'decline', 'take question back', 'close question', 'take case over'] as const;
export type QuestionAct = (typeof questionActs)[number];
export const isQuestionAct = (act: string): act is QuestionAct => questionActs.some((one) => one === act);

/** A question of nils, in general or about a case that he has and wishes to hand over. */
export function aQuestion(c: Case, wish: StaffConsultation['wish']): StaffConsultation {
  return {
    id: c.id, regionId: c.regionId, clientId: 'q', wish, question: 'hur gör ni', askedBy: 'nils', askedByRole: 'NURSE', fromUnitId: 'soderhamn', toUnitId: c.unitId, toRole: null, toStaffId: null,
    consent: 'NOT_NEEDED', urgentReason: null, askedAt: c.createdAt, outcome: null, declineReason: null,
  };
}

/** The deed by the domain's rules; undefined when they refuse it, or when the case is no question. */
export function decideQuestion(c: Case, q: StaffConsultation | null, act: QuestionAct, by: ActingStaff, now: Date): { case: Case; question: StaffConsultation } | undefined {
  if (!q) return undefined;
  const asks = by.personId === q.askedBy;
  const ended = (answer: { is: string; case?: Case; consultation?: StaffConsultation }) => (answer.is === 'ENDED' ? { case: answer.case!, question: answer.consultation! } : undefined);
  switch (act) {
    case 'answer question': {
      const answered = answerConsultation(c, by.personId, now);
      return answered && { case: answered, question: q };
    }
    case 'decline': return ended(declineConsultation(c, q, by, 'NO_CAPACITY', now));
    case 'take question back': return ended(withdrawConsultation(c, q, asks, now));
    case 'close question': return ended(closeConsultation(c, q, by, asks, now));
    case 'take case over': return ended(acceptConsultedCase(c, q, takenCase({ id: 'about', unitId: 'soderhamn', takenBy: 'nils' }), by, now));
  }
}
