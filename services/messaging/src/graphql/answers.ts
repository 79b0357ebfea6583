import type { Language } from '@vardgraf/service-kit/actor';
import { refusals } from '@vardgraf/service-kit/texts';
import type { Refused } from '../domain/outcome';
import { refusalTexts } from './texts';

/** A domain refusal as the SDL's type of the same name. A new refusal does not compile before it is mapped here. */
export function refusal(r: Refused, language: Language) {
  switch (r.is) {
    case 'NOT_FOUND':
      return refusals.notFound(language);
    case 'NOT_PERMITTED':
      return refusals.notPermitted(language);
    case 'THREAD_CLOSED':
      return { __typename: 'ThreadClosed' as const, code: r.is, message: refusalTexts[r.is][language] };
  }
}
