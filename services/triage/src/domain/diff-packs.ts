import type { Condition } from './condition';
import type { Finding, Pack } from './pack';

/** What changed in one thing: 'red flag: no → yes'. */
export interface Change {
  /** What it is about: 'rules.cough-airway', 'findings.fever'. */
  path: string;
  kind: 'ADDED' | 'REMOVED' | 'CHANGED';
  /** For CHANGED each part that did, readable. */
  details: string[];
}

type Said = Record<string, unknown>;

/** What differs between two versions of a complaint: findings, thresholds, rules, screens and words, in the order of the newer one. */
export function diffPacks(before: Pack, after: Pack): Change[] {
  return [
    ...compare('findings', before.findings.map(findingSaid), after.findings.map(findingSaid)),
    ...compare('screens', before.screens.map((s) => ({ ...s })), after.screens.map((s) => ({ ...s }))),
    ...compare('rules', before.rules.map(ruleSaid), after.rules.map(ruleSaid)),
    ...compare('raises', before.raises.map(ruleSaid), after.raises.map(ruleSaid)),
    ...compare('narrows', before.narrows.map(ruleSaid), after.narrows.map(ruleSaid)),
    ...compare('base', [{ ...before.base, id: 'base' }], [{ ...after.base, id: 'base' }]),
    ...compare('selfCare', before.selfCare ? [ruleSaid(before.selfCare)] : [], after.selfCare ? [ruleSaid(after.selfCare)] : []),
    ...compare('wordSigns', before.wordSigns.map((s) => ({ ...s })), after.wordSigns.map((s) => ({ ...s }))),
    ...compare('complaint', [wholeSaid(before)], [wholeSaid(after)]),
  ];
}

function compare(part: string, before: readonly Said[], after: readonly Said[]): Change[] {
  const old = new Map(before.map((one) => [one['id'], one]));
  const kept = new Set(after.map((one) => one['id']));
  const path = (one: Said): string => `${part}.${String(one['id'])}`;
  return [
    ...after.flatMap((one): Change[] => {
      const was = old.get(one['id']);
      if (!was) return [{ path: path(one), kind: 'ADDED', details: [] }];
      const details = detailsOf(was, one);
      return details.length > 0 ? [{ path: path(one), kind: 'CHANGED', details }] : [];
    }),
    ...before.filter((one) => !kept.has(one['id'])).map((one): Change => ({ path: path(one), kind: 'REMOVED', details: [] })),
  ];
}

function detailsOf(was: Said, is: Said): string[] {
  const [old, now] = [leavesOf(was), leavesOf(is)];
  return [...new Set([...now.keys(), ...old.keys()])].flatMap((path) => (old.get(path) === now.get(path) ? [] : [`${path}: ${old.get(path) ?? '–'} → ${now.get(path) ?? '–'}`]));
}

/** Every text, number and list of a thing by its path; the order of keys means nothing (the database keeps its own). */
function leavesOf(value: unknown, path = '', found = new Map<string, string>()): Map<string, string> {
  if (Array.isArray(value)) found.set(path, value.map((part) => (typeof part === 'object' ? [...leavesOf(part).values()].join(' ') : String(part))).join(', ') || '–');
  else if (typeof value === 'object' && value !== null) for (const [key, part] of Object.entries(value)) leavesOf(part, path ? `${path}.${key}` : key, found);
  else if (value !== undefined && value !== null) found.set(path, String(value));
  return found;
}

const findingSaid = ({ onlyIf, options, ...finding }: Finding): Said => ({
  ...finding, ...(onlyIf && { onlyIf: condition(onlyIf) }), options: options.map(({ id, text }) => `${id} (${text.sv} / ${text.en})`),
});
const ruleSaid = ({ when, ...rule }: { id: string; when: Condition }): Said => ({ ...rule, when: condition(when) });

const wholeSaid = (pack: Pack): Said => ({
  id: pack.id, version: pack.semver, demonstration: pack.demonstration, name: pack.name, description: pack.description, search: pack.searchWords, codes: pack.codes,
  for: pack.concerns, pregnancySafe: pack.pregnancySafe, flags: pack.flags, advice: pack.advice, texts: pack.texts,
});

/** A condition as one reads it: 'fever and (rigors or temperature from 39 to under 43)'. */
export function condition(when: Condition): string {
  const joined = (parts: Condition[], by: string): string => parts.map((part) => ('finding' in part ? condition(part) : `(${condition(part)})`)).join(by);
  if ('all' in when) return joined(when.all, ' and ');
  if ('any' in when) return joined(when.any, ' or ');
  if ('of' in when) return `at least ${when.atLeastN} of: ${joined(when.of, ', ')}`;
  if ('between' in when) return `${when.finding} from ${when.between[0]} to under ${when.between[1]}`;
  if ('in' in when) return `${when.finding} is ${when.in.join(' or ')}`;
  return when.is === 'yes' ? when.finding : `${when.finding} is ${when.is}`;
}
