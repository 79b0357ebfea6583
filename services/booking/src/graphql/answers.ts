import type { Language } from '@vardgraf/service-kit/actor';
import { refusals } from '@vardgraf/service-kit/texts';
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
    case 'FUNCTION_OFF':
      return refusals.functionOff(r.function, language);
    case 'PROTECTED_IDENTITY_NOT_HANDLED':
      return said('ProtectedIdentityNotHandled', r.is);
    case 'SUICIDE_RISK_OPEN':
      return said('SuicideRiskOpen', r.is);
    case 'STAFF_MEMBER_BUSY':
      return { ...said('StaffMemberBusy', r.is), startsAt: r.startsAt };
    case 'SLOT_TAKEN':
      return said('SlotTaken', r.is);
    case 'TICKET_NOT_USABLE':
      return { ...said('TicketNotUsable', r.is), status: r.status };
    case 'SLOT_DOES_NOT_FIT':
      return { ...said('SlotDoesNotFit', r.is), reason: r.reason };
    case 'BOOKING_NOT_CHANGEABLE':
      return { ...said('BookingNotChangeable', r.is), status: r.status, changeableUntil: r.changeableUntil };
  }
}

/** A yes as `ok` makes it, or the refusal. */
export function answer<T, R extends object>(outcome: Done<T> | Refused, language: Language, ok: (it: T) => R): R | object {
  return outcome.is === 'DONE' ? ok(outcome.it) : refusal(outcome, language);
}
