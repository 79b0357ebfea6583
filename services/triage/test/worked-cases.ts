import { walk, type Walk } from '../src/domain/checks/walk';
import { daysOf } from '../src/domain/age';
import { NO, type Answer, type Answers, type Context, type Finding, type Pack, type Sex } from '../src/domain/pack';

/**
 * A case as a clinician would tell it: what is so, the person, what the patient says besides 'no', and what should come out.
 * Age as '30y' or '80d'; questions about duration, pregnancy and numbers must be answered when they are asked.
 */
export type WorkedCase = readonly [story: string, age: string, sex: Sex, says: Answers, outcome: string, contacts?: number];

/** Answers the questions as this patient would. */
export function play(pack: Pack, [, age, sex, says, , contacts = 0]: WorkedCase): Walk {
  const context: Context = { ageDays: daysOf(parseInt(age, 10), age.endsWith('y') ? 'y' : 'd'), sex, region: 'gavleborg', earlierContacts7d: contacts, assisted: false };
  return walk(pack, context, (finding) => says[finding.id] ?? unsaid(finding));
}

function unsaid(finding: Finding): Answer {
  const none = finding.type === 'YES_NO' || finding.options.some((option) => option.id === NO);
  if (!none) throw new Error(`the case does not say ${finding.id}`);
  return NO;
}

/** The outcome in the words of the tables. */
export function outcome({ result }: Walk): string {
  const who = result.need === 'PHYSICAL' || result.need === 'DIGITAL' ? ` ${result.profession}` : '';
  return `P${result.priority} ${result.need}${who}`;
}

/** Runs a table of cases against the content, and holds that the tables name real findings; what is said but never asked changes nothing. */
export function workedCases(pack: Pack, rows: readonly WorkedCase[]): void {
  test.each(rows.map((row) => [row[0], row] as const))(`[TRI-1] ${pack.id}: %s`, (_story, row) => {
    const played = play(pack, row);
    expect(outcome(played)).toBe(row[4]);
    expect(Object.keys(row[3]).filter((id) => !pack.findings.some((finding) => finding.id === id))).toEqual([]);
    expect(played.screens.length).toBeLessThanOrEqual(22);
  });
}
