import type { Language } from '@vardgraf/service-kit/actor';
import { refusals } from '@vardgraf/service-kit/texts';
import type { SubmitConsultationOutcome } from '../operations/submit-consultation';
import { submissionTexts } from './texts';

/** What became of a submission, as the SDL says it. */
export function submissionAnswer(outcome: SubmitConsultationOutcome, language: Language) {
  switch (outcome.is) {
    case 'SUBMITTED':
      return { __typename: 'SubmitConsultationOk' as const, submission: outcome.submission };
    case 'REFERENCE_REUSED':
      return { __typename: 'ReferenceReused' as const, code: outcome.is, message: submissionTexts[outcome.is][language] };
    case 'PROTECTED_IDENTITY_NOT_HANDLED':
      return { __typename: 'ProtectedIdentityNotHandled' as const, code: outcome.is, message: submissionTexts[outcome.is][language] };
    case 'NOT_FOUND':
      return refusals.notFound(language);
  }
}
