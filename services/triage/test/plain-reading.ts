import { holds, matches, type Atom, type Believe } from '../src/domain/condition';
import { NO, type Answer, type Answers, type Context, type Pack } from '../src/domain/pack';

/** The answer that counts, read as the content says it and without any of the engine's code; what is open counts as undefined. */
export function plainAnswer(pack: Pack, context: Context, answers: Answers, id: string): Answer | undefined {
  if (id === 'age') return context.ageDays;
  if (id === 'sex') return context.sex;
  if (id === 'earlier-contacts') return context.earlierContacts7d;
  const finding = pack.findings.find((one) => one.id === id);
  if (!finding) return undefined;
  const { age, sex } = finding.concerns;
  if (age && !(context.ageDays >= age[0] && context.ageDays < age[1])) return NO;
  if (sex && sex !== context.sex) return NO;
  if (finding.onlyIf && !holds(finding.onlyIf, plainly(pack, context, answers))) return NO;
  return answers[id];
}

/** Whether an atom is so, for someone who knows every answer. */
export function plainly(pack: Pack, context: Context, answers: Answers): Believe {
  const known = new Map<string, Answer | undefined>();
  return (atom: Atom) => {
    if (!known.has(atom.finding)) known.set(atom.finding, plainAnswer(pack, context, answers, atom.finding));
    const value = known.get(atom.finding);
    return value !== undefined && matches(atom, value);
  };
}
