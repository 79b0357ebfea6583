import { v7 } from 'uuid';
import type { Acknowledged } from '../actors/journal';
import { patients, staff } from '../world';

const by = staff.drDavid.id;

/** For each kind of promise one that is not kept. */
export const lostPromises: [title: string, promise: Acknowledged][] = [
  ['a take by somebody else', { act: 'TAKE', caseId: '{taken}', by: staff.drDavid.id, at: '2027-01-01T00:00:00.000Z' }],
  ['a take at another time', { act: 'TAKE', caseId: '{taken}', by: staff.annaNurse.id, at: '2027-01-01T00:00:00.000Z' }],
  ['a release', { act: 'RELEASE', caseId: '{taken}', by: staff.annaNurse.id }],
  ['a case', { act: 'FINISH', sessionId: v7(), caseId: v7() }],
  ['a held case', { act: 'HOLD', caseId: '{taken}', by: staff.annaNurse.id }],
  ['a hand-over', { act: 'ASK_HANDOVER', clientId: 'c', handoverId: '{handoverId}', caseId: '{visit}', by: staff.drDavid.id }],
  ['an accepted hand-over', { act: 'ACCEPT_HANDOVER', handoverId: '{handoverId}', by: staff.annaNurse.id }],
  ['a refused hand-over', { act: 'REFUSE_HANDOVER', handoverId: '{handoverId}', by: staff.annaNurse.id }],
  ['a hand-over taken back', { act: 'WITHDRAW_HANDOVER', handoverId: '{handoverId}', by: staff.annaNurse.id }],
  ['a published time', { act: 'PUBLISH', clientId: 'c', slotIds: ['{slotId}'], by: staff.annaNurse.id }],
  ['a ticket', { act: 'ISSUE', clientId: 'c', ticketId: '{ticketId}', by: staff.annaNurse.id }],
  ['a booking of another time', { act: 'BOOK', clientId: '{clientId}', bookingId: '{bookingId}', ticketId: '{ticketId}', slotId: '{otherSlotId}', by: patients.tolvan.id }],
  ['a moved booking', { act: 'REBOOK', bookingId: '{bookingId}', slotId: '{otherSlotId}' }],
  ['a cancelled booking', { act: 'CANCEL', bookingId: '{bookingId}' }],
  ['help to find a time', { act: 'ASK_TIME', ticketId: '{ticketId}', caseId: '{booked}' }],
  ['a message at another place', { act: 'POST', clientId: '{clientId}', threadId: '{threadId}', messageId: '{messageId}', seq: 1, by: patients.tolvan.id }],
  ['a submission', { act: 'SUBMIT', reference: '{reference}', submissionId: '{submissionId}', caseId: '{waiting}', ticketId: null }],
  ['a logged look', { act: 'SEE', caseId: '{waiting}', by: staff.annaNurse.id }],
  ['the row in the log of a look', { act: 'LOOK', field: 'queue', requestId: v7(), by }],
  ['a start at another time', { act: 'START', caseId: '{visit}', by: staff.annaNurse.id, at: '2027-01-01T00:00:00.000Z' }],
  ['an end', { act: 'END', caseId: '{visit}', by: staff.annaNurse.id, at: '2027-01-01T00:00:00.000Z' }],
  ['an assignment sent onward', { act: 'FORWARD', caseId: '{taken}', by, toUnitId: 'elsewhere' }],
  ['a logged call', { act: 'CALL', clientId: '{clientId}', attemptId: '{attemptId}', caseId: '{atRisk}', by }],
  ['a checklist', { act: 'BEGIN_LIST', caseId: '{atRisk}', kind: 'SILENCE' }],
  ['a step of a checklist', { act: 'LIST_STEP', caseId: '{atRisk}', kind: 'NO_SHOW', step: 'PHONE', by: staff.annaNurse.id }],
  ['a suspicion of suicide risk', { act: 'FLAG_RISK', caseId: '{taken}' }],
  ['an assessment', { act: 'ASSESS_RISK', clientId: 'c', caseId: '{atRisk}', by, level: 'MODERATE' }],
  ['a step of the suicide-risk protocol', { act: 'RISK_STEP', event: 'RECEIPT', caseId: '{atRisk}', by }],
  ['a question', { act: 'ASK_COLLEAGUE', clientId: '{clientId}', consultationId: '{question}', by }],
  ['the end of a question', { act: 'END_QUESTION', consultationId: '{question}', outcome: 'CLOSED', by }],
  ['a request to sign off', { act: 'ASK_SIGN_OFF', clientId: '{clientId}', signOffId: '{signOffId}', recordId: '{attemptId}', by }],
  ['a signature', { act: 'SIGN_OFF', signOffId: '{signOffId}', by }],
  ['a returned record', { act: 'RETURN_SIGN_OFF', signOffId: '{signOffId}', by }],
  ['a shift', { act: 'COME', shiftId: '{shiftId}', unitId: 'elsewhere', by: staff.annaNurse.id }],
  ['the end of a shift', { act: 'GO', shiftId: '{shiftId}', unitId: 'elsewhere', by: staff.annaNurse.id }],
];
