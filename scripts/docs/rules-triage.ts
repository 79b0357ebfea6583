import { loadPacks } from '@vardgraf/triage/content/load';
import { type Condition, isAtom } from '@vardgraf/triage/domain/condition';
import type { Pack, Rule } from '@vardgraf/triage/domain/pack';
import { routeTables } from '@vardgraf/triage/domain/routing-tables';
import { schemes } from '@vardgraf/triage/domain/scheme-tables';
import { table, words } from './markdown';

/** How answers become a priority and where it leads. */
export function triageRules(): string[] {
  const packs = loadPacks();
  const modules = new Map<string, { pack: Pack; rules: Rule[] }>();
  for (const pack of packs) {
    for (const rule of pack.rules) {
      if (!rule.module) continue;
      const known = modules.get(rule.module) ?? { pack, rules: [] };
      if (!known.rules.some((each) => each.id === rule.id)) known.rules.push(rule);
      modules.set(rule.module, known);
    }
  }
  return [
    '## Triage: floors',
    'Each row is a floor: when it holds, the outcome is at least this urgent. What the patient does not know has the floor of the second column. Nothing lowers a floor.',
    ...[...modules].sort(([a], [b]) => (a < b ? -1 : 1)).flatMap(([name, { pack, rules }]) => [`### Asked in several complaints: ${name}`, floors(pack, rules)]),
    ...packs.sort((a, b) => (a.id < b.id ? -1 : 1)).flatMap((pack) => {
      const own = pack.rules.filter((rule) => !rule.module);
      return [
        `### ${pack.name.sv} (${pack.id} ${pack.semver})${pack.demonstration ? ' – demonstration, no doctor has reviewed it' : ''}`,
        `Without any floor: P${pack.base.priority}, ${words(pack.base.need)}, ${words(pack.base.profession)} (${pack.base.reason.sv}).`,
        own.length ? floors(pack, own) : 'No floors of its own.',
      ];
    }),
    '## Triage: what a priority is called and becomes',
    ...Object.entries(schemes).flatMap(([name, levels]) => [`### ${name}`, table(['priority', 'code', 'label', 'becomes'], levels.map((l) => [`P${l.priority}`, l.code, l.label.sv, words(l.disposition)]))]),
    '## Triage: where an outcome goes',
    'Exactly one row takes each outcome.',
    ...Object.entries(routeTables).flatMap(([name, rows]) => [
      `### ${name}`,
      table(['route', 'priorities', 'need', 'care', 'level of care', 'to', 'profession'], rows.map((r) => [
        r.id, span(r.priorities), (r.needs ?? ['ANY']).map(words).join(', '), (r.cares ?? ['ANY']).map(words).join(', '), words(r.level), words(r.destination),
        r.profession === 'OUTCOME' ? 'as the floor says' : words(r.profession),
      ])),
    ]),
  ];
}

function floors(pack: Pack, rules: readonly Rule[]): string {
  const rows = [...rules].sort((a, b) => a.atLeast - b.atLeast || (a.id < b.id ? -1 : 1));
  return table(
    ['at least', 'not known', 'when', 'need', 'profession', 'flags', 'rule'],
    rows.map((r) => [`P${r.atLeast}`, `P${r.ifUnknown}`, said(r.when, pack), words(r.need), words(r.profession), r.flags.map(words).join(', '), r.id]),
  );
}

/** A condition in the clinician's own words. */
function said(condition: Condition, pack: Pack): string {
  const join = (parts: Condition[], by: string): string => parts.map((part) => (isAtom(part) || parts.length === 1 ? said(part, pack) : `(${said(part, pack)})`)).join(by);
  if ('all' in condition) return join(condition.all, ' och ');
  if ('any' in condition) return join(condition.any, ' eller ');
  if ('of' in condition) return `minst ${condition.atLeastN} av: ${join(condition.of, ', ')}`;
  const finding = pack.findings.find((each) => each.id === condition.finding);
  const name = finding?.note.sv ?? condition.finding;
  if ('between' in condition) {
    const [from, below] = condition.between.map((n) => (condition.finding === 'age' ? age(n) : String(n)));
    const endless = condition.finding === 'age' && condition.between[1] > 43_000;
    return `${name === 'age' ? 'ålder' : name} från ${from}${endless ? '' : ` till under ${below}`}`;
  }
  const option = (id: string): string => finding?.options.find((each) => each.id === id)?.text.sv ?? id;
  const values = 'is' in condition ? [condition.is] : condition.in;
  if (finding?.type === 'YES_NO') return values[0] === 'yes' ? name : `inte ${name.charAt(0).toLowerCase()}${name.slice(1)}`;
  return `${name === 'sex' ? 'kön' : name}: ${values.map((value) => ({ MALE: 'man', FEMALE: 'kvinna' })[value] ?? option(value)).join(' eller ')}`;
}

/** Priorities from one to another. */
export function span([from, to]: readonly [number, number]): string {
  return from === to ? `P${from}` : `P${from}–P${to}`;
}

/** Days as people say an age. */
function age(days: number): string {
  if (days >= 730) return `${Math.round(days / 365.25)} år`;
  return days >= 60 ? `${Math.round(days / 30.4)} månader` : `${days} dagar`;
}
