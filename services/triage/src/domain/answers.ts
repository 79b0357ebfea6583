import { NO, UNKNOWN, YES, type Answer, type Finding } from './pack';

/** Reads one answer as it arrives; undefined when the finding cannot be answered so. */
export function readAnswer(finding: Finding, raw: string): Answer | undefined {
  const value = raw.trim();
  if (value === UNKNOWN) return UNKNOWN;
  if (finding.type === 'YES_NO') return value === YES || value === NO ? value : undefined;
  if (finding.type === 'CHOICE') return finding.options.some((option) => option.id === value) ? value : undefined;
  if (!/^-?\d+([.,]\d+)?$/.test(value)) return undefined;
  const number = Number(value.replace(',', '.'));
  return number >= (finding.min ?? -Infinity) && number <= (finding.max ?? Infinity) ? number : undefined;
}

/** Every answer a finding can get besides numbers between the ones given. */
export function possibleAnswers(finding: Finding, cuts: readonly number[] = []): Answer[] {
  if (finding.type === 'YES_NO') return [YES, NO, UNKNOWN];
  if (finding.type === 'CHOICE') return [...finding.options.map((option) => option.id), UNKNOWN];
  return [...cuts, UNKNOWN];
}
