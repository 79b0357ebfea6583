import fc from 'fast-check';
import { ageCuts } from '../src/domain/checks/clauses';
import { quietAnswers } from '../src/domain/checks/walk';
import { possibleAnswers } from '../src/domain/answers';
import type { Answer, Answers, Context, Finding, Pack } from '../src/domain/pack';

/** Ages around every edge, and any other. */
const anyAge = (pack: Pack): fc.Arbitrary<number> => {
  const edges = ageCuts(pack).flatMap((cut) => [cut - 1, cut]).filter((age) => age >= 0);
  return fc.oneof(fc.constantFrom(...edges), fc.integer({ min: 0, max: 40_000 }));
};

export const anyContext = (pack: Pack): fc.Arbitrary<Context> =>
  fc.record({
    ageDays: anyAge(pack),
    sex: fc.constantFrom('FEMALE' as const, 'MALE' as const, 'UNKNOWN' as const),
    region: fc.constantFrom('gavleborg', 'vastragotaland', 'halland'),
    earlierContacts7d: fc.integer({ min: 0, max: 4 }),
    assisted: fc.boolean(),
  });

const cutsOf = (finding: Finding): number[] => (finding.unit === '°C' ? [36.5, 37.9, 38, 38.9, 39, 41] : [0, 5, 10]);

/** Quiet answers more often than not, so that rules meet alone as well as together. */
export const anyAnswer = (finding: Finding): fc.Arbitrary<Answer> => {
  const all = fc.constantFrom(...possibleAnswers(finding, cutsOf(finding)));
  return finding.type === 'YES_NO' ? fc.oneof({ weight: 4, arbitrary: fc.constant('no') }, { weight: 1, arbitrary: all }) : all;
};

/** Any answers to some of the questions: mostly calm sessions with a few events and gaps, where little decides much; some wild ones. */
export function anyAnswers(pack: Pack): fc.Arbitrary<Answers> {
  const wild = fc.record(Object.fromEntries(pack.findings.map((finding) => [finding.id, anyAnswer(finding)])), { requiredKeys: [] }) as fc.Arbitrary<Answers>;
  const quiet = quietAnswers(pack);
  const event = fc.constantFrom(...pack.findings).chain((finding) => fc.constantFrom(undefined, ...possibleAnswers(finding, cutsOf(finding))).map((answer) => [finding.id, answer] as const));
  const calm = fc.array(event, { maxLength: 6 }).map((events) => {
    const answers: Record<string, Answer | undefined> = { ...quiet, ...Object.fromEntries(events) };
    return Object.fromEntries(Object.entries(answers).filter(([, answer]) => answer !== undefined)) as Answers;
  });
  return fc.oneof({ weight: 5, arbitrary: calm }, { weight: 1, arbitrary: wild });
}

export const yesNoOf = (pack: Pack): Finding[] => pack.findings.filter((finding) => finding.type === 'YES_NO' && !finding.anamnesis);

/** The answers without one. */
export function without(answers: Answers, id: string): Answers {
  const { [id]: _gone, ...rest } = answers;
  return rest;
}
