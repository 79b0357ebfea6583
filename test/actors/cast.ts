import type { Stack } from '../stack';
import { peopleOf } from './graph-client';
import type { Worker } from './staff-shifts';

const clinicians = ['NURSE', 'DOCTOR', 'PSYCHOLOGIST'];

/** Who may act in a region: grown patients who may log in, and clinicians, one entry for each of their units; always in the same order. */
export async function castOf(stack: Pick<Stack, 'url'>, regionId: string): Promise<{ adultIds: string[]; workers: Worker[] }> {
  const people = (await peopleOf(stack)).filter((person) => person.regionId === regionId).sort((a, b) => a.personId.localeCompare(b.personId));
  const adults = people.filter((person) => person.kind === 'PATIENT' && person.mayLogIn !== false && (person.ageYears ?? 0) >= 18);
  const workers = people.flatMap(({ personId, commissions }) =>
    commissions.filter((commission) => clinicians.includes(commission.role)).flatMap(({ id, unitIds, role }) => unitIds.map((unitId): Worker => ({ personId, commissionId: id, unitId, role }))));
  return { adultIds: adults.map(({ personId }) => personId), workers };
}
