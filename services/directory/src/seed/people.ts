import type { Day } from '../domain/calendar-day';
import { parsePersonalNumber } from '../domain/personal-number';
import type { Patient } from '../domain/patient';
import { generatedPeople } from './generated-people';
import { chooser } from './names';
import { type NamedPatient, namedPatients } from './named-patients';
import { seedId } from './seed-id';
import { testNumberFor } from './test-numbers';

/** A patient as the seed writes it; guardians by id, the primary first. */
export type SeedPatient = Omit<Patient, 'guardians' | 'version'> & { guardianIds: string[] };

/** Somebody to be seeded: a named one, or one that is made up. */
export type Person = NamedPatient & { key: string };

/** About 300 invented patients, the same for the same day: named ones first (DIR-1). */
export function seedPatients(today: Day): SeedPatient[] {
  const named = Object.entries(namedPatients).map(([key, person]): Person => ({ key, ...(person as NamedPatient) }));
  const taken = new Map<string, SeedPatient>();
  [...named, ...generatedPeople(today)].forEach((person, index) => {
    const patient = patientOf(person, today, index);
    // Two people of one birth date and sex would share Skatteverket's only number for them: the later one is left out.
    if (!taken.has(patient.number)) taken.set(patient.number, patient);
  });
  const patients = [...taken.values()];
  const ids = new Set(patients.map((patient) => patient.id));
  return patients.map((patient) => ({ ...patient, guardianIds: patient.guardianIds.filter((id) => ids.has(id)) }));
}

function patientOf(person: Person, today: Day, index: number): SeedPatient {
  const birthDate = typeof person.born === 'string' ? person.born : person.born(today);
  const { number, type } = person.number ? { number: person.number, type: 'PERSONNUMMER' as const } : testNumberFor(birthDate, person.sex, index);
  const parsed = parsePersonalNumber(number, today);
  if (!parsed.ok || parsed.number.birthDate !== birthDate || parsed.number.sex !== person.sex) throw new Error(`seed: the number of ${person.key} does not fit`);
  const choose = chooser(index + 1);
  const [givenName, familyName] = person.name;
  return {
    id: seedId('patient', person.key),
    regionId: person.region,
    homeRegionId: person.homeRegion ?? person.region,
    number,
    numberType: type,
    givenName,
    familyName,
    birthDate,
    sex: person.sex,
    language: person.language ?? 'sv',
    mobile: person.withoutMobile ? null : fictionalMobile(index),
    email: choose.below(10) < 6 ? `patient${index}@example.com` : null,
    protectedIdentity: person.protectedIdentity ?? false,
    listedUnitId: person.listedAt ? seedId('unit', person.listedAt) : null,
    fixedDoctorId: person.fixedDoctor ? seedId('staff', person.fixedDoctor) : null,
    guardianIds: (person.guardians ?? []).map((key) => seedId('patient', key)),
  };
}

/** One of the 95 numbers that the telecom authority keeps free for fiction. */
function fictionalMobile(index: number): string {
  return `+467017406${String(5 + (index % 95)).padStart(2, '0')}`;
}
