import { createHash } from 'node:crypto';
import { loadPacks } from '../src/content/load';
import type { Base, Pack } from '../src/domain/pack';

const real = loadPacks().find((pack) => pack.id === 'other')!;

/** A published complaint whose one question changes nothing but 112: the outcome is the base that is given. */
export function simplePack(id: string, base: Pick<Base, 'priority' | 'need'> & Partial<Base>, more: Partial<Pack> = {}): Pack {
  const danger = real.rules.find((rule) => rule.when && 'finding' in rule.when && rule.atLeast === 1)!;
  const finding = real.findings.find((one) => 'finding' in danger.when && one.id === danger.when.finding)!;
  const pack: Pack = {
    ...real, id, rules: [danger], raises: [], narrows: [], wordSigns: [], findings: [finding], base: { ...real.base, ...base },
    screens: [{ id: 'danger', kind: 'CHECKLIST', title: real.name, findings: [finding.id] }], ...more,
  };
  delete pack.selfCare;
  return { ...pack, sha256: createHash('sha256').update(JSON.stringify(pack)).digest('hex') };
}
