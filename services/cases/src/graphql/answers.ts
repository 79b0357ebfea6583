import type { Language } from '@vardgraf/service-kit/actor';
import { refusals } from '@vardgraf/service-kit/texts';
import type { Case } from '../domain/case';
import type { Done, Refused } from '../domain/outcome';
import { refusalTexts } from './texts';

/** A domain refusal as the SDL's type of the same name. A new refusal does not compile before it is mapped here. */
export function refusal(r: Refused, language: Language): object {
  const said = <T extends string>(type: T, code: keyof typeof refusalTexts) => ({ __typename: type, code, message: refusalTexts[code][language] });
  switch (r.is) {
    case 'NOT_FOUND':
      return refusals.notFound(language);
    case 'NOT_PERMITTED':
      return refusals.notPermitted(language);
    case 'CASE_NOT_OPEN':
      return { ...said('CaseNotOpen', r.is), status: r.status };
    case 'CASE_ALREADY_TAKEN':
      return { ...said('CaseAlreadyTaken', r.is), takenBy: { id: r.takenBy }, takenAt: r.takenAt };
    case 'CASE_RESERVED':
      return { ...said('CaseReserved', r.is), staffMember: { id: r.fixedDoctorId }, until: r.until };
    case 'AT_CAPACITY':
      return { ...said('AtCapacity', r.is), casesInHand: r.inHand, most: r.most };
    case 'NOT_TAKEN_BY_YOU':
      return { ...said('NotTakenByYou', r.is), takenBy: r.takenBy === null ? null : { id: r.takenBy } };
    case 'SUICIDE_RISK_OPEN':
      return said('SuicideRiskOpen', r.is);
    case 'VISITS_GO_ON':
      return { ...said('VisitsGoOn', r.is), caseIds: r.caseIds, mayEndAnyway: r.mayEndAnyway };
    case 'NOT_AN_ASSIGNMENT':
      return said('NotAnAssignment', r.is);
    case 'RISK_STATE_DIFFERS':
      return { ...said('RiskStateDiffers', r.is), state: r.state };
    case 'CONTACT_NEEDED':
      return said('ContactNeeded', r.is);
    case 'PROTOCOL_STEPS_LEFT':
      return { ...said('ProtocolStepsLeft', r.is), protocols: r.protocols };
    case 'STEP_NOT_OFFERED':
      return { ...said('StepNotOffered', r.is), state: r.state };
    case 'PHONE_REASON_NEEDED':
      return said('PhoneReasonNeeded', r.is);
    case 'OWN_CHANNEL_FIRST':
      return said('OwnChannelFirst', r.is);
    case 'ONE_PATIENT_PER_VISIT':
      return said('OnePatientPerVisit', r.is);
    case 'TOO_EARLY':
      return { ...said('TooEarly', r.is), from: r.from };
    case 'HANDOVER_PENDING':
      return { ...said('HandoverPending', r.is), handover: r.handover };
    case 'HANDOVER_NOT_OPEN':
      return { ...said('HandoverNotOpen', r.is), status: r.status };
    case 'CONSENT_NEEDED':
      return said('ConsentNeeded', r.is);
    case 'TRANSFER_NOT_ALLOWED':
      return said('TransferNotAllowed', r.is);
    case 'SIGN_OFF_EXISTS':
      return { ...said('SignOffExists', r.is), status: r.status };
    case 'SIGN_OFF_ANSWERED':
      return { ...said('SignOffAnswered', r.is), status: r.status };
    case 'REASON_NEEDED':
      return said('ReasonNeeded', r.is);
  }
}

/** A yes as `ok` makes it, or the refusal. */
export function answer<T extends object>(outcome: Done | Refused, language: Language, ok: (c: Case) => T): T | object {
  return outcome.is === 'DONE' ? ok(outcome.case) : refusal(outcome, language);
}
