import type { GraphContext } from '@vardgraf/service-kit/graph-context';
import { refusals } from '@vardgraf/service-kit/texts';
import type { Done, Refused } from '../domain/outcome';
import type { RecheckView } from '../operations/recheck-view';
import type { SessionView } from '../operations/session-view';
import { inLanguage, type InLanguage } from './in-language';
import { refusalTexts } from './texts';

type Language = GraphContext['language'];

/** A domain refusal as the SDL's type of the same name. A new refusal does not compile before it is mapped here. */
function refusal(r: Refused, language: Language): object {
  const said = (type: string, code: keyof typeof refusalTexts) => ({ __typename: type, code, message: refusalTexts[code][language] });
  switch (r.is) {
    case 'NOT_FOUND':
      return refusals.notFound(language);
    case 'NOT_PERMITTED':
      return refusals.notPermitted(language);
    case 'TRIAGE_CONTENT_NOT_READY':
      return { ...said('TriageContentNotReady', r.is), faults: r.faults };
    case 'FUNCTION_OFF':
      return refusals.functionOff(r.function, language);
    case 'NOT_OLD_ENOUGH':
      return said('NotOldEnough', r.is);
    case 'PROTECTED_IDENTITY_NOT_HANDLED':
      return said('ProtectedIdentityNotHandled', r.is);
    case 'QUESTIONS_REMAIN':
      return said('QuestionsRemain', r.is);
    case 'NOT_SELF_CARE':
      return said('NotSelfCare', r.is);
    case 'CASE_NOT_WAITING':
      return said('CaseNotWaiting', r.is);
    case 'RECHECK_OVER':
      return said('RecheckOver', r.is);
    case 'REASON_NEEDED':
      return said('ReasonNeeded', r.is);
    case 'SUICIDE_RISK_OPEN':
      return said('SuicideRiskOpen', r.is);
    case 'SESSION_NOT_OPEN':
      return { ...said('SessionNotOpen', r.is), status: r.status };
    case 'UNIT_CHOICE_NEEDED':
      return { ...said('UnitChoiceNeeded', r.is), choices: r.choices.map((id) => ({ id })) };
    case 'UNIT_CLOSED':
      return { __typename: 'UnitClosed', code: r.is, message: r.text[language], opensAt: r.opensAt, maySend: r.maySend };
  }
}

/** A yes with the session in the reader's language, and what `more` adds; or the refusal. */
export function answer<T extends string>(type: T, outcome: Done<SessionView> | Refused, language: Language, more: (s: InLanguage<SessionView>) => object = () => ({})) {
  if (outcome.is !== 'DONE') return refusal(outcome, language) as never;
  const session = inLanguage(outcome.it, language);
  return { __typename: type, session, ...more(session) } as never;
}

/** A yes about a re-check in the reader's language, or the refusal. */
export function recheckAnswer<T extends string>(type: T, outcome: Done<RecheckView> | Refused, language: Language) {
  if (outcome.is !== 'DONE') return refusal(outcome, language) as never;
  return { __typename: type, recheck: inLanguage(outcome.it, language) } as never;
}

/** A yes about content, with what `fields` makes of it; or the refusal. */
export function contentAnswer<T>(type: string, outcome: Done<T> | Refused, language: Language, fields: (it: InLanguage<T>) => object) {
  if (outcome.is !== 'DONE') return refusal(outcome, language) as never;
  return { __typename: type, ...fields(inLanguage(outcome.it, language)) } as never;
}
