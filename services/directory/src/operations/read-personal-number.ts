import { badInput } from '@vardgraf/service-kit/fault';
import type { PersonalNumber } from '../domain/identifier';
import type { Day } from '../domain/calendar-day';
import { parsePersonalNumber } from '../domain/personal-number';

const sentences = {
  FORM: 'this is no personnummer, samordningsnummer or reserve number',
  DATE: 'the number holds no possible birth date',
  CHECK_DIGIT: 'the check digit is wrong',
} as const;

/** The number as it is kept. @throws Fault BAD_INPUT at the path; the number itself is never repeated */
export function readPersonalNumber(text: string, path: string, today: Day): PersonalNumber {
  const parsed = parsePersonalNumber(text, today);
  if (parsed.ok) return parsed.number;
  throw badInput(path, sentences[parsed.fault]);
}
