import { workedCases } from '../../../test/worked-cases';
import { loadPacks } from '../load';

const pack = loadPacks().find((one) => one.id === 'child-fever')!;
const feverFor = (days: string) => ({ 'fever': 'yes', 'fever-days': days });

describe('feverish child: red', () => workedCases(pack, [
  ['a baby of six weeks with 38.2', '42d', 'MALE', { 'infant-fever': 'yes' }, 'P1 EMERGENCY_DEPARTMENT'],
  ['a baby of 89 days who feels hot and has not been measured', '89d', 'FEMALE', { 'infant-fever': 'unknown' }, 'P1 EMERGENCY_DEPARTMENT'],
  ['two years, spots that do not fade under a glass', '2y', 'MALE', { 'child-rash': 'yes' }, 'P1 AMBULANCE'],
  ['grunts with every breath', '400d', 'FEMALE', { 'child-grunting': 'yes' }, 'P1 AMBULANCE'],
  ['floppy and falls asleep at once', '3y', 'MALE', { 'child-no-response': 'yes' }, 'P1 AMBULANCE'],
  ['stiff neck', '4y', 'FEMALE', { 'fever-stiff-neck': 'yes' }, 'P1 AMBULANCE'],
  ['seizure for the first time', '500d', 'MALE', { 'danger-seizure': 'yes' }, 'P1 AMBULANCE'],
]));

describe('feverish child: amber', () => workedCases(pack, [
  ['four months and 39.1', '120d', 'FEMALE', { ...feverFor('under-two-days'), 'child-temperature': 39.1 }, 'P3 PHYSICAL DOCTOR'],
  ['four months, hot, not measured', '120d', 'FEMALE', { ...feverFor('under-two-days'), 'child-temperature': 'unknown' }, 'P3 PHYSICAL DOCTOR'],
  ['four months and 38.4, otherwise well', '120d', 'MALE', { ...feverFor('under-two-days'), 'child-temperature': 38.4 }, 'P5 PHYSICAL DOCTOR'],
  ['five months and pale, no more than that', '150d', 'MALE', { ...feverFor('under-two-days'), 'child-temperature': 38.4, 'child-pale': 'yes' }, 'P3 PHYSICAL DOCTOR'],
  ['two years, drinks little and few nappies', '2y', 'MALE', { 'child-drinks-little': 'yes', 'child-few-nappies': 'yes', ...feverFor('two-to-four-days') }, 'P3 PHYSICAL DOCTOR'],
  ['two years, paler than usual', '2y', 'MALE', { 'child-pale': 'yes', ...feverFor('under-two-days') }, 'P4 PHYSICAL DOCTOR'],
  ['three years, fever for five days', '3y', 'FEMALE', { ...feverFor('five-days-or-more') }, 'P4 PHYSICAL DOCTOR'],
  ['three years, will not stand on one leg', '3y', 'FEMALE', { 'child-limb': 'yes', ...feverFor('under-two-days') }, 'P2 PHYSICAL DOCTOR'],
  ['back from a malaria area', '4y', 'MALE', { 'malaria-travel': 'yes', ...feverFor('under-two-days') }, 'P3 PHYSICAL DOCTOR'],
  ['ten months, all green', '300d', 'MALE', { ...feverFor('under-two-days') }, 'P6 DIGITAL NURSE'],
  ['two years, pulls at the ear', '2y', 'FEMALE', { 'child-ear-or-urine': 'yes', ...feverFor('two-to-four-days') }, 'P6 PHYSICAL DOCTOR'],
  ['parents strongly feel that something is wrong', '2y', 'FEMALE', { 'strong-worry': 'yes', ...feverFor('under-two-days') }, 'P6 DIGITAL NURSE'],
  ['does not know how long it has lasted', '2y', 'FEMALE', { fever: 'yes', 'fever-days': 'unknown' }, 'P5 PHYSICAL DOCTOR'],
  ['the third contact this week, all green', '2y', 'MALE', { ...feverFor('two-to-four-days') }, 'P5 DIGITAL NURSE', 2],
  ['six days of fever, red eyes, cracked lips', '3y', 'MALE', { 'kawasaki-signs': 'yes', ...feverFor('five-days-or-more') }, 'P3 PHYSICAL DOCTOR'],
  ['three days of fever, no cold at all: a urine test', '2y', 'FEMALE', { ...feverFor('two-to-four-days') }, 'P6 DIGITAL NURSE'],
]));

describe('feverish child: green', () => workedCases(pack, [
  ['one year and a day, two days of fever and a cold, drinks and plays', '366d', 'MALE', { 'cold-signs': 'yes', ...feverFor('two-to-four-days') }, 'P12 SELF_CARE'],
  ['four years, 39.5 since yesterday, smiles and drinks', '4y', 'FEMALE', { ...feverFor('under-two-days') }, 'P12 SELF_CARE'],
  ['two years, no fever any more', '2y', 'FEMALE', {}, 'P12 SELF_CARE'],
]));
