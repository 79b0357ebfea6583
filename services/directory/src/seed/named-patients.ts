import { addDays, birthday, type Day, dayOf, partsOf } from '../domain/calendar-day';
import type { namedStaff } from './staff';
import type { UnitKey } from './units';

/** A named patient; children's births follow the day of seeding, so that they are children whenever the seed runs. */
export interface NamedPatient {
  name: readonly [given: string, family: string];
  sex: 'FEMALE' | 'MALE';
  born: Day | ((today: Day) => Day);
  /** For births before 1976: a number of the published list. */
  number?: string;
  region: string;
  homeRegion?: string;
  listedAt?: UnitKey;
  fixedDoctor?: keyof typeof namedStaff;
  language?: 'en';
  protectedIdentity?: true;
  /** Nobody can send this person an SMS. */
  withoutMobile?: true;
  /** The first is the primary one. */
  guardians?: readonly string[];
}

/** Born so many years, and days more, before the day. */
const aged = (years: number, days = 120) => (today: Day): Day => addDays(yearsBefore(today, years), -days);

/** The birth date of somebody who turns `age` so many days after the day. */
const turns = (age: number, inDays: number) => (today: Day): Day => yearsBefore(addDays(today, inDays), age);

function yearsBefore(day: Day, years: number): Day {
  const { year, month, date } = partsOf(day);
  const birth = dayOf(year - years, month, date) ?? dayOf(year - years, month, date - 1)!;
  return birthday(birth, years) <= day ? birth : addDays(birth, -1);
}

export const namedPatients = {
  /** Listed in Gävle with a fixed doctor. */
  tolvan: { name: ['Tolvan', 'Tolvansson'], sex: 'MALE', born: '1965-12-12', number: '196512123339', region: 'gavleborg', listedAt: 'gavleHealthCentre', fixedDoctor: 'drDavid' },
  /** Mother of three; the primary guardian of the child and the infant. */
  gretaGuardian: { name: ['Greta', 'Barnelius'], sex: 'FEMALE', born: '1988-03-14', region: 'gavleborg', listedAt: 'gavleHealthCentre' },
  /** The other guardian. */
  otherGuardian: { name: ['Måns', 'Barnelius'], sex: 'MALE', born: '1986-09-02', region: 'gavleborg', listedAt: 'gavleHealthCentre' },
  child: { name: ['Lova', 'Barnelius'], sex: 'FEMALE', born: aged(6), region: 'gavleborg', listedAt: 'gavleHealthCentre', guardians: ['gretaGuardian', 'otherGuardian'], withoutMobile: true },
  infant: { name: ['Noel', 'Barnelius'], sex: 'MALE', born: aged(0, 240), region: 'gavleborg', listedAt: 'gavleHealthCentre', guardians: ['gretaGuardian', 'otherGuardian'], withoutMobile: true },
  /** Turns 13 thirty days after seeding: then the proxy ends. */
  almost13: { name: ['Tilde', 'Barnelius'], sex: 'FEMALE', born: turns(13, 30), region: 'gavleborg', listedAt: 'gavleHealthCentre', guardians: ['otherGuardian'], withoutMobile: true },
  teen: { name: ['Melker', 'Sundin'], sex: 'MALE', born: aged(15), region: 'gavleborg', listedAt: 'gavleHealthCentre', guardians: ['teensParent'] },
  teensParent: { name: ['Susanne', 'Sundin'], sex: 'FEMALE', born: '1979-06-30', region: 'gavleborg', listedAt: 'gavleHealthCentre' },
  youngWoman: { name: ['Ingrid', 'Ljung'], sex: 'FEMALE', born: '1996-05-21', region: 'gavleborg', listedAt: 'gavleHealthCentre' },
  youngMan: { name: ['Sam', 'Rydell'], sex: 'MALE', born: '2001-10-08', region: 'gavleborg', listedAt: 'sandvikenHealthCentre' },
  protectedPerson: { name: ['Petronella', 'Skyddh'], sex: 'FEMALE', born: '1984-01-19', region: 'gavleborg', listedAt: 'gavleHealthCentre', protectedIdentity: true },
  englishSpeaker: { name: ['Emily', 'Harper'], sex: 'FEMALE', born: '1991-07-04', region: 'gavleborg', listedAt: 'gavleHealthCentre', language: 'en' },
  withoutMobile: { name: ['Valborg', 'Tyst'], sex: 'FEMALE', born: '1979-02-11', region: 'gavleborg', listedAt: 'bollnasHealthCentre', withoutMobile: true },
  /** Listed nowhere in the region. */
  unlisted: { name: ['Anton', 'Flytt'], sex: 'MALE', born: '1993-11-25', region: 'gavleborg' },
  /** Seeks care in Gävleborg, at home in Västra Götaland (TRI-6). */
  visitor: { name: ['Britta', 'Resander'], sex: 'FEMALE', born: '1982-08-17', region: 'gavleborg', homeRegion: 'vastragotaland' },
  vastragotalandPatient: { name: ['Glenn', 'Hisingh'], sex: 'MALE', born: '1980-04-05', region: 'vastragotaland', listedAt: 'molndalHealthCentre', fixedDoctor: 'vastragotalandDoctor' },
  /** May log in and may not seek care alone there (TRI-8). */
  vastragotalandTeen: { name: ['Ida', 'Hisingh'], sex: 'FEMALE', born: aged(14), region: 'vastragotaland', listedAt: 'molndalHealthCentre', guardians: ['vastragotalandPatient'] },
  hallandPatient: { name: ['Siv', 'Strandh'], sex: 'FEMALE', born: '1977-12-01', region: 'halland', listedAt: 'halmstadHealthCentre', fixedDoctor: 'hallandDoctor' },
} as const satisfies Record<string, NamedPatient>;

export type PatientKey = keyof typeof namedPatients;
