import { prove } from '../domain/checks/proof';
import { leadFaults } from '../domain/checks/totality';
import { PRIORITIES, mostUrgent, raised, type Priority } from '../domain/priority';
import { NO, type Pack } from '../domain/pack';
import { loadPacks } from './load';

const packs = loadPacks();

describe.each(packs.map((pack) => [pack.id, pack] as const))('the proof of %s', (_id, pack) => {
  const proofs = prove(pack);

  test('[TRI-3] S1, S2, S3: no part gets less urgent by a danger sign confirmed, not known or skipped, in any situation', () => {
    expect(proofs.flatMap((proof) => proof.faults)).toEqual([]);
  });

  test('[TRI-3] nine parts in ten are proved by trying every situation, the rest by their grammar', () => {
    expect(proofs.filter((proof) => proof.how === 'ENUMERATED').length / proofs.length).toBeGreaterThan(0.9);
  });

  test('[TRI-3] totality: whatever decides is a priority of the scale with a kind of care that fits it, raised or not', () => {
    expect(leadFaults(pack)).toEqual([]);
  });
});

test('[TRI-3] the outcome of all parts together is as monotone as they are: the most urgent floor, raised by steps', () => {
  const outcome = (floor: number, rest: Priority, steps: number): Priority => raised(floor > 12 ? rest : mostUrgent(floor as Priority, rest), steps);
  for (let floor = 1; floor <= 13; floor += 1) for (const rest of PRIORITIES) for (let steps = 0; steps <= 6; steps += 1) {
    const here = outcome(floor, rest, steps);
    expect([here >= 1, here <= 12]).toEqual([true, true]);
    expect(outcome(Math.max(1, floor - 1), rest, steps)).toBeLessThanOrEqual(here);
    expect(outcome(floor, Math.max(1, rest - 1) as Priority, steps)).toBeLessThanOrEqual(here);
    expect(outcome(floor, rest, steps + 1)).toBeLessThanOrEqual(here);
  }
});

test('[TRI-3] the proof finds a danger sign that is argued away', () => {
  const pack = structuredClone(packs.find((one) => one.id === 'cough')!) as Pack;
  const rule = pack.rules.find((one) => one.id === 'cough-pneumonia')!;
  rule.when = { all: [rule.when, { finding: 'cough-blood', is: NO }] };
  expect(prove(pack).flatMap((proof) => proof.faults)).toContain('rules.cough-pneumonia: cough-blood yes is less urgent than unknown');
});

test('[TRI-3] the proof of totality finds an outcome without a kind of care', () => {
  const pack = structuredClone(packs.find((one) => one.id === 'cough')!) as Pack;
  pack.narrows.push({ ...pack.selfCare!, id: 'x', to: 10, need: 'SELF_CARE', profession: 'NURSE' });
  expect(leadFaults(pack)).toEqual(['outcome: P10 with SELF_CARE']);
});
