import { createHash } from 'node:crypto';
import { compilePack, type CompiledPack } from '../domain/compile-pack';
import { atomsOf, type Condition } from '../domain/condition';
import type { Base, Finding, Narrow, Pack, Provenance, Raise, Rule, Screen, SelfCareGate } from '../domain/pack';
import { oneStepBelow } from '../domain/priority';
import { canonical } from './canonical';
import { ContentFault } from './read-library';
import type { ComplaintSource, FindingSource, Library, ModuleSource, RuleSource, ScreenSource } from './source-schema';

type Signed = Pick<ModuleSource, 'author' | 'reviewer' | 'reviewed'>;

/** Joins a complaint with the modules, findings and texts it uses into one pack with its own hash, ready to be evaluated. */
export function compile(library: Library, complaint: ComplaintSource): CompiledPack {
  const faults: string[] = [];
  const modules = complaint.screens.flatMap((screen) => (typeof screen === 'object' && 'module' in screen ? [screen.module] : []))
    .flatMap((id) => library.modules[id] ?? fault(faults, `${complaint.id}: no module '${id}'`));
  const parts: { source: ModuleSource | ComplaintSource }[] = [...modules.map((source) => ({ source })), { source: complaint }];

  const rules = parts.flatMap(({ source }) => source.rules.map((rule) => ({ ...compileRule(rule, source), ...(source === complaint ? {} : { module: source.id }) })));
  const raises = parts.flatMap(({ source }) => source.raises.map((raise): Raise => {
    const { raise: steps, source: sources, ...rest } = raise;
    return { ...rest, steps, ...signed(raise, source), sources };
  }));
  const narrows = complaint.narrows.map((narrow): Narrow => {
    const { narrowTo: to, source: sources, ...rest } = narrow;
    return { ...rest, to, ...signed(narrow, complaint), sources };
  });
  const { outcome, source: baseSources, ...base } = complaint.base;
  const selfCare = complaint.selfCare && compileGate(library, complaint, faults);
  const used = usedFindings(library, [...rules, ...raises, ...narrows, ...(selfCare ? [selfCare] : [])].map((part) => part.when), selfCare?.no ?? []);
  const placed = new Set(complaint.screens.flatMap(idsOf));
  const screens = complaint.screens.flatMap((screen) => compileScreen(library, screen, (id) => used.has(id) && !placed.has(id), faults));
  const findings = orderedFindings(library, screens, faults);
  if (faults.length > 0) throw new ContentFault(faults);

  const pack: Omit<Pack, 'sha256'> = {
    id: complaint.id, semver: complaint.version, demonstration: complaint.demonstration,
    name: complaint.name, description: complaint.description, searchWords: complaint.search, codes: complaint.codes,
    concerns: complaint.for, pregnancySafe: complaint.pregnancySafe, flags: complaint.flags,
    findings, screens, rules, raises, narrows,
    base: { ...base, priority: outcome, ...signed(complaint.base, complaint), sources: baseSources } satisfies Base,
    ...(selfCare ? { selfCare } : {}),
    wordSigns: library.wordSigns.signs.map(({ source, ...sign }) => ({ ...sign, ...signed(sign, library.wordSigns), sources: source })),
    advice: complaint.advice, texts: library.texts, sources: {},
  };
  pack.sources = citedSources(library, pack);
  return compilePack({ ...pack, sha256: createHash('sha256').update(canonical(pack)).digest('hex') });
}

/** Only what this complaint rests on: a source that another one adds is no change of this one. */
function citedSources(library: Library, pack: Omit<Pack, 'sha256'>): Pack['sources'] {
  const cited = [...pack.rules, ...pack.raises, ...pack.narrows, pack.base, ...(pack.selfCare ? [pack.selfCare] : []), ...pack.wordSigns].flatMap((part) => part.sources);
  return Object.fromEntries([...new Set(cited)].sort().flatMap((id) => (library.sources[id] ? [[id, library.sources[id]]] : [])));
}

function fault(faults: string[], sentence: string): [] {
  faults.push(sentence);
  return [];
}

function signed(own: Partial<Signed>, file: Signed): Omit<Provenance, 'sources'> {
  return { author: own.author ?? file.author, reviewer: own.reviewer ?? file.reviewer, reviewed: own.reviewed ?? file.reviewed };
}

function compileRule(rule: RuleSource, file: Signed): Rule {
  const { source: sources, ...rest } = rule;
  return { ...rest, ifUnknown: rule.ifUnknown ?? oneStepBelow(rule.atLeast), ...signed(rule, file), sources };
}

function compileGate(library: Library, complaint: ComplaintSource, faults: string[]): SelfCareGate {
  const { source: sources, no, ...gate } = complaint.selfCare!;
  const ids = no.flatMap((entry) => {
    if (typeof entry === 'string') return [entry];
    const module = library.modules[entry.module];
    return module ? module.screens.flatMap(idsOf).filter((id) => library.findings[id]?.redFlag) : fault(faults, `${complaint.id}: selfCare.no: no module '${entry.module}'`);
  });
  return { ...gate, no: [...new Set(ids)], ...signed(gate, complaint), sources };
}

const idsOf = (screen: ScreenSource): string[] => (typeof screen === 'string' ? [screen] : 'module' in screen ? [] : screen.findings);

/** What rules and gate name, with what decides whether those apply. A module's other findings are left out of the pack. */
function usedFindings(library: Library, conditions: Condition[], gate: string[]): Set<string> {
  const used = new Set<string>();
  const add = (id: string): void => {
    if (used.has(id)) return;
    used.add(id);
    const onlyIf = library.findings[id]?.onlyIf;
    if (onlyIf) atomsOf(onlyIf).forEach((atom) => add(atom.finding));
  };
  conditions.flatMap(atomsOf).forEach((atom) => add(atom.finding));
  gate.forEach(add);
  return used;
}

/** Of a module's screens only what the pack uses and the complaint has not placed on a screen of its own. */
function compileScreen(library: Library, screen: ScreenSource, wanted: (id: string) => boolean, faults: string[]): Screen[] {
  if (typeof screen === 'string') {
    const finding = library.findings[screen];
    if (!finding) return fault(faults, `screens: no finding '${screen}'`);
    return [{ id: screen, kind: 'QUESTION', title: finding.ask, findings: [screen] }];
  }
  if ('checklist' in screen) return [{ id: screen.checklist, kind: 'CHECKLIST', title: screen.ask, findings: screen.findings }];
  const module = library.modules[screen.module];
  return (module?.screens ?? []).flatMap((part) => compileScreen(library, part, wanted, faults)).flatMap((part) => {
    const findings = part.findings.filter(wanted);
    return findings.length > 0 ? [{ ...part, findings, module: screen.module }] : [];
  });
}

/** In the order of the screens, each after those its onlyIf names. */
function orderedFindings(library: Library, screens: Screen[], faults: string[]): Finding[] {
  const done = new Map<string, Finding>();
  const onScreen = new Set(screens.flatMap((screen) => screen.findings));
  const add = (id: string, path: string[]): void => {
    if (done.has(id)) return;
    const source = library.findings[id];
    if (!source) return void fault(faults, `screens: no finding '${id}'`);
    if (path.includes(id)) return void fault(faults, `findings.${id}.onlyIf: depends on itself by ${path.join(' → ')}`);
    if (source.onlyIf) for (const atom of atomsOf(source.onlyIf)) if (onScreen.has(atom.finding)) add(atom.finding, [...path, id]);
    done.set(id, compileFinding(id, source));
  };
  screens.flatMap((screen) => screen.findings).forEach((id) => add(id, []));
  return [...done.values()];
}

function compileFinding(id: string, source: FindingSource): Finding {
  const { options, number, for: concerns, ...rest } = source;
  const type = options ? 'CHOICE' : number ? 'NUMBER' : 'YES_NO';
  return { id, type, ...rest, options: Object.entries(options ?? {}).map(([option, text]) => ({ id: option, text })), ...number, concerns };
}
