import { badInput } from '@vardgraf/service-kit/fault';
import type { Tx } from '@vardgraf/service-kit/transaction';
import { v7 } from 'uuid';
import type { Day } from '../domain/calendar-day';
import type { Patient } from '../domain/patient';
import { isActiveUnit } from '../storage/unit-store';
import { readPersonalNumber } from './read-personal-number';

/** What somebody says of a person who may have no profile yet. */
export interface GivenPerson {
  personalNumber: string;
  givenName: string;
  familyName: string;
  mobile: string | null;
  email: string | null;
  language: 'sv' | 'en';
  listedUnitId: string | null;
}

export type NewProfile = Omit<Patient, 'guardians' | 'version'>;

/**
 * The profile of a person at home in the region, as it would be stored (DIR-1).
 * @throws Fault BAD_INPUT for a number that is none or tells no birth date, or a unit that is no health centre of the region
 */
export async function newProfile(tx: Tx, regionId: string, given: GivenPerson, today: Day): Promise<NewProfile> {
  const number = readPersonalNumber(given.personalNumber, 'input.personalNumber', today);
  if (!number.birthDate || number.birthDate > today) throw badInput('input.personalNumber', 'the number must tell a birth date that has been');
  if (given.listedUnitId && !(await isActiveUnit(tx, regionId, given.listedUnitId, 'HEALTH_CENTRE'))) {
    throw badInput('input.listedUnitId', 'there is no such health centre in the region');
  }
  return {
    id: v7(), regionId, homeRegionId: regionId, number: number.value, numberType: number.type, givenName: given.givenName, familyName: given.familyName,
    birthDate: number.birthDate, sex: number.sex, language: given.language, mobile: given.mobile, email: given.email, protectedIdentity: false,
    listedUnitId: given.listedUnitId, fixedDoctorId: null,
  };
}
