/** A mutation that was answered with yes, as its caller saw it, or a look that showed something, which the log has. */
export type Acknowledged =
  | { act: 'SESSION'; clientId: string; sessionId: string }
  | { act: 'FINISH'; sessionId: string; caseId: string | null }
  | { act: 'TAKE' | 'START' | 'END'; caseId: string; by: string; at: string }
  | { act: 'HOLD' | 'RELEASE' | 'SEE'; caseId: string; by: string }
  | { act: 'ASK_HANDOVER'; clientId: string; handoverId: string; caseId: string; by: string }
  | { act: 'ACCEPT_HANDOVER' | 'REFUSE_HANDOVER' | 'WITHDRAW_HANDOVER'; handoverId: string; by: string }
  | { act: 'FORWARD'; caseId: string; by: string; toUnitId: string }
  | { act: 'CALL'; clientId: string; attemptId: string; caseId: string; by: string }
  | { act: 'BEGIN_LIST'; caseId: string; kind: string }
  | { act: 'LIST_STEP'; caseId: string; kind: string; step: string; by: string }
  | { act: 'FLAG_RISK'; caseId: string }
  | { act: 'ASSESS_RISK'; clientId: string; caseId: string; by: string; level: string }
  | { act: 'RISK_STEP'; event: string; caseId: string; by: string }
  | { act: 'ASK_COLLEAGUE'; clientId: string; consultationId: string; by: string }
  | { act: 'END_QUESTION'; consultationId: string; outcome: 'CLOSED' | 'DECLINED' | 'WITHDRAWN' | 'HANDED_OVER'; by: string }
  | { act: 'LOOK'; field: string; requestId: string; by: string }
  | { act: 'ASK_SIGN_OFF'; clientId: string; signOffId: string; recordId: string; by: string }
  | { act: 'SIGN_OFF' | 'RETURN_SIGN_OFF'; signOffId: string; by: string }
  | { act: 'COME' | 'GO'; shiftId: string; unitId: string; by: string }
  | { act: 'PUBLISH'; clientId: string; slotIds: string[]; by: string }
  | { act: 'ISSUE'; clientId: string; ticketId: string; by: string }
  | { act: 'BOOK'; clientId: string; bookingId: string; ticketId: string; slotId: string; by: string }
  | { act: 'REBOOK'; bookingId: string; slotId: string }
  | { act: 'CANCEL'; bookingId: string }
  | { act: 'ASK_TIME'; ticketId: string; caseId: string }
  | { act: 'POST'; clientId: string; threadId: string; messageId: string; seq: number; by: string }
  | { act: 'SUBMIT'; reference: string; submissionId: string; caseId: string | null; ticketId: string | null };

/** What callers were promised; the actors write it, I1 reads it. */
export interface Journal {
  acknowledged: Acknowledged[];
}
