import fc from 'fast-check';
import { ageCuts, everyCondition } from '../src/domain/checks/clauses';
import { quietAnswers } from '../src/domain/checks/walk';
import { daysOf } from '../src/domain/age';
import { possibleAnswers } from '../src/domain/answers';
import { atomsOf } from '../src/domain/condition';
import { type Answer, type Answers, type Context, type Finding, NO, type Pack } from '../src/domain/pack';

/** The edges that triage must know whether or not a rule names them: days, then years. */
export const EDGES: readonly number[] = [28, 90, 183, 365, ...[5, 12, 13, 16, 18, 50, 55, 65, 80].map((years) => daysOf(years, 'y'))];

/** Every edge of age that matters here, and the day before it. */
export const daysAroundEdges = (pack: Pack): number[] => [...new Set([...EDGES, ...ageCuts(pack)].flatMap((edge) => [edge - 1, edge]).filter((age) => age >= 0))];

/** Ages around every edge, and any other. */
const anyAge = (pack: Pack): fc.Arbitrary<number> => fc.oneof(fc.constantFrom(...daysAroundEdges(pack)), fc.integer({ min: 0, max: 40_000 }));

export const anyContext = (pack: Pack, ageDays: fc.Arbitrary<number> = anyAge(pack)): fc.Arbitrary<Context> =>
  fc.record({
    ageDays,
    sex: fc.constantFrom('FEMALE' as const, 'MALE' as const, 'UNKNOWN' as const),
    region: fc.constantFrom('gavleborg', 'vastragotaland', 'halland'),
    earlierContacts7d: fc.integer({ min: 0, max: 4 }),
    assisted: fc.boolean(),
  });

/** What can be answered to each question, numbers on both sides of every threshold. */
export function answersOfEach(pack: Pack): Answer[][] {
  const atoms = everyCondition(pack).flatMap(atomsOf);
  return pack.findings.map((finding) => possibleAnswers(finding, finding.type === 'NUMBER' ? cutsOf(finding, atoms.flatMap((atom) => (atom.finding === finding.id && 'between' in atom ? atom.between : []))) : []));
}

function cutsOf({ min = -Infinity, max = Infinity }: Finding, edges: readonly number[]): number[] {
  const step = (edge: number): number => Math.round((edge - 0.1) * 10) / 10;
  return [...new Set([min, max, ...edges.flatMap((edge) => [step(edge), edge])])].filter((value) => value >= min && value <= max && Number.isFinite(value));
}

/**
 * Any answers to some of the questions: mostly calm sessions with a few events and gaps, where little decides much; some wild ones.
 * Made of plain numbers, since sessions are made by the ten thousand.
 */
export function anyAnswers(pack: Pack): fc.Arbitrary<Answers> {
  const each = answersOfEach(pack);
  const quiet = quietAnswers(pack);
  const event = fc.tuple(fc.nat({ max: pack.findings.length - 1 }), fc.nat({ max: 15 }));
  const calm = fc.array(event, { maxLength: 6 }).map((events) => {
    const answers: Record<string, Answer> = { ...quiet };
    for (const [place, which] of events) put(answers, pack.findings[place]!, each[place]!, which);
    return answers as Answers;
  });
  const wild = fc.uint8Array({ minLength: pack.findings.length, maxLength: pack.findings.length }).map((bytes) => {
    const answers: Record<string, Answer> = {};
    bytes.forEach((byte, place) => {
      const finding = pack.findings[place]!;
      if (finding.type === 'YES_NO' && byte < 160) answers[finding.id] = NO;
      else put(answers, finding, each[place]!, byte);
    });
    return answers as Answers;
  });
  return fc.oneof({ weight: 5, arbitrary: calm }, { weight: 1, arbitrary: wild });
}

/** One of the possible answers, or none. */
function put(answers: Record<string, Answer>, { id }: Finding, possible: readonly Answer[], which: number): void {
  const answer = possible[which % (possible.length + 1)];
  if (answer === undefined) delete answers[id];
  else answers[id] = answer;
}

export const yesNoOf = (pack: Pack): Finding[] => pack.findings.filter((finding) => finding.type === 'YES_NO' && !finding.anamnesis);

/** The answers without one. */
export function without(answers: Answers, id: string): Answers {
  const { [id]: _gone, ...rest } = answers;
  return rest;
}
