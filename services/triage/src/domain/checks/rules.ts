import { compilePack } from '../compile-pack';
import { decide, evaluate } from '../evaluate';
import { NO, UNKNOWN, type Answer, type Answers, type Context, type Pack, type Rule } from '../pack';
import { personsFor, witnesses, type Witness } from './clauses';

/** Every rule has to be able to hold, to matter, and – at P1 – to decide alone. */
export function checkRules(pack: Pack): string[] {
  const faults: string[] = [];
  for (const rule of pack.rules) {
    const emergency = rule.need === 'AMBULANCE' || rule.need === 'EMERGENCY_DEPARTMENT';
    if (emergency !== (rule.atLeast === 1)) faults.push(`rules.${rule.id}.need: ${rule.need} at P${rule.atLeast}`);
    const ways = witnesses(pack, rule.when);
    if (ways.length === 0 && !rule.module) faults.push(`rules.${rule.id}.when: can never hold`);
    else if (!rule.module && isShadowed(pack, rule, ways)) faults.push(`rules.${rule.id}: shadowed, other rules always say as much`);
    if (rule.atLeast === 1) faults.push(...ways.flatMap((way) => firesAlone(pack, rule, way)));
  }
  for (const raise of pack.raises) if (witnesses(pack, raise.when).length === 0) faults.push(`raises.${raise.id}.when: can never hold`);
  for (const narrow of pack.narrows) if (witnesses(pack, narrow.when).length === 0) faults.push(`narrows.${narrow.id}.when: can never hold`);
  return faults;
}

/** Rules of modules that matter in none of the packs that use them. */
export function checkModuleRules(packs: readonly Pack[]): string[] {
  const mattering = new Set<string>();
  const all = new Set<string>();
  for (const pack of packs) for (const rule of pack.rules) {
    if (!rule.module) continue;
    const name = `modules.${rule.module}.rules.${rule.id}`;
    all.add(name);
    if (!mattering.has(name) && !isShadowed(pack, rule, witnesses(pack, rule.when))) mattering.add(name);
  }
  return [...all].filter((name) => !mattering.has(name)).map((name) => `${name}: shadowed in every pack`);
}

/** Whether leaving the rule out changes nothing, in any of the ways it can hold. */
function isShadowed(pack: Pack, rule: Rule, ways: Witness[]): boolean {
  const without = compilePack({ ...pack, rules: pack.rules.filter((other) => other.id !== rule.id) });
  return ways.every((way) => personsFor(pack, way).every((person) => decision(pack, person, way.answers) === decision(without, person, way.answers)));
}

/** What of a result is a decision: the rest explains it. */
export function decision(pack: Pack, context: Context, answers: Answers): string {
  const { priority, need, care, profession, flags } = decide(pack, context, answers);
  return [priority, need, care, profession, ...flags].join(' ');
}

/** With its own facts, 112 or the emergency department is certain, whatever else is open, denied or unknown. */
function firesAlone(pack: Pack, rule: Rule, way: Witness): string[] {
  const faults: string[] = [];
  for (const context of personsFor(pack, way).slice(0, 2)) for (const rest of [undefined, NO, UNKNOWN]) {
    const answers: Record<string, Answer> = {};
    if (rest) for (const finding of pack.findings) if (finding.type === 'YES_NO' || rest === UNKNOWN) answers[finding.id] = rest;
    const { priority, interval } = evaluate(pack, context, { ...answers, ...way.answers });
    if (priority !== 1 || interval.leastUrgent !== 1) faults.push(`rules.${rule.id}: does not decide alone with ${Object.keys(way.answers).join(', ')}`);
  }
  return [...new Set(faults)];
}
