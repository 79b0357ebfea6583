import { workedCases } from '../../../test/worked-cases';
import { loadPacks } from '../load';

const pack = loadPacks().find((one) => one.id === 'skin-infection')!;
const like = (kind: string) => ({ 'skin-kind': kind });
const other = like('other');
const feverFor = (days: string) => ({ 'fever': 'yes', 'fever-days': days });

describe('skin infection: danger', () => workedCases(pack, [
  ['spreads by the hour, hurts far more than it looks', '54y', 'MALE', { 'skin-dying': 'yes' }, 'P1 AMBULANCE'],
  ['diabetes, swollen and dark between the legs', '66y', 'MALE', { 'groin-dying': 'yes' }, 'P1 EMERGENCY_DEPARTMENT'],
  ['an infected leg, cold and clammy', '71y', 'FEMALE', { 'sepsis-skin': 'yes' }, 'P1 AMBULANCE'],
  ['a swollen eyelid, sees double', '9y', 'MALE', { 'eye-socket-swollen': 'yes' }, 'P1 EMERGENCY_DEPARTMENT'],
  ['a red swollen navel at eight days', '8d', 'FEMALE', { 'newborn-skin': 'yes' }, 'P1 EMERGENCY_DEPARTMENT'],
  ['skin that peels off in sheets, feverish child', '2y', 'MALE', { 'skin-peeling': 'yes' }, 'P1 EMERGENCY_DEPARTMENT'],
  ['fever during chemotherapy and a boil', '60y', 'FEMALE', { 'fever-chemo': 'yes' }, 'P1 EMERGENCY_DEPARTMENT'],
  ['a bent swollen finger that cannot be straightened', '38y', 'MALE', { 'finger-sheath': 'yes', ...other }, 'P2 PHYSICAL DOCTOR'],
  ['a spreading red leg, fever, cannot stand', '75y', 'MALE', { 'other-skin-spread': 'yes', ...feverFor('under-two-days'), 'very-ill': 'yes', ...other }, 'P2 PHYSICAL DOCTOR'],
]));

describe('skin infection: to be seen', () => workedCases(pack, [
  ['shingles on the nose and forehead', '70y', 'FEMALE', { 'shingles-band': 'yes', 'eye-blisters': 'yes', 'shingles-fresh': 'yes', ...other }, 'P3 PHYSICAL DOCTOR'],
  ['blisters by the ear and a still face', '57y', 'MALE', { 'ear-blisters': 'yes', 'face-palsy': 'yes', ...other }, 'P3 PHYSICAL DOCTOR'],
  ['a baby of five months with a spreading red patch', '150d', 'MALE', { 'other-skin-spread': 'yes', ...other }, 'P3 PHYSICAL DOCTOR'],
  ['spreading redness and fever', '49y', 'FEMALE', { 'other-skin-spread': 'yes', ...feverFor('under-two-days'), ...other }, 'P4 PHYSICAL DOCTOR'],
  ['shingles after a kidney transplant', '52y', 'MALE', { 'shingles-band': 'yes', 'shingles-fresh': 'no', immune: 'yes', ...other }, 'P4 PHYSICAL DOCTOR'],
  ['shingles, pregnant', '33y', 'FEMALE', { 'shingles-band': 'yes', 'shingles-fresh': 'no', pregnancy: 'pregnant', ...other }, 'P4 DIGITAL DOCTOR'],
  ['a red streak up the arm from a wound', '40y', 'MALE', { 'wound-streak': 'yes', ...other }, 'P4 PHYSICAL DOCTOR'],
  ['a boil by the anus', '35y', 'MALE', { 'boil-bad-place': 'yes', ...other }, 'P4 PHYSICAL DOCTOR'],
  ['diabetes and a sore on the foot', '64y', 'FEMALE', { diabetes: 'yes', 'diabetic-foot': 'yes', ...other }, 'P4 PHYSICAL DOCTOR'],
  ['redness that spreads, no fever', '44y', 'FEMALE', { 'other-skin-spread': 'yes', ...other }, 'P5 PHYSICAL DOCTOR'],
  ['a small boil and a fever', '32y', 'MALE', { ...like('boil'), ...feverFor('under-two-days') }, 'P5 DIGITAL DOCTOR'],
  ['shingles since yesterday', '61y', 'MALE', { 'shingles-band': 'yes', 'shingles-fresh': 'yes', ...other }, 'P5 DIGITAL DOCTOR'],
  ['yellow crusts all over the body of a child', '4y', 'FEMALE', { 'skin-yellow-crusts': 'yes', 'skin-wide': 'yes', ...other }, 'P5 PHYSICAL DOCTOR'],
  ['a large sore boil on the thigh', '29y', 'MALE', { 'skin-abscess': 'yes', ...like('boil') }, 'P6 PHYSICAL DOCTOR'],
  ['pus by the nail', '31y', 'FEMALE', { 'nail-pus': 'yes', ...like('nail') }, 'P6 PHYSICAL DOCTOR'],
  ['yellow crusts by the nose', '6y', 'MALE', { 'skin-yellow-crusts': 'yes', ...other }, 'P7 DIGITAL DOCTOR'],
  ['shingles for a week, no new blisters', '48y', 'FEMALE', { 'shingles-band': 'yes', 'shingles-fresh': 'no', ...other }, 'P7 DIGITAL DOCTOR'],
  ['diabetes and athlete\'s foot', '55y', 'MALE', { diabetes: 'yes', ...like('fungus') }, 'P7 DIGITAL NURSE'],
  ['the fifth boil this year', '37y', 'MALE', { ...like('boil'), 'skin-again': 'yes' }, 'P8 DIGITAL NURSE'],
  ['a wart, pregnant', '28y', 'FEMALE', { ...like('wart'), pregnancy: 'pregnant' }, 'P8 DIGITAL NURSE'],
  ['does not know whether the redness spreads', '58y', 'MALE', { 'other-skin-spread': 'unknown', ...other }, 'P6 PHYSICAL DOCTOR'],
]));

describe('skin infection: at home', () => workedCases(pack, [
  ['a cold sore', '26y', 'FEMALE', { ...like('cold-sore') }, 'P12 SELF_CARE'],
  ['a small boil on the arm', '33y', 'MALE', { ...like('boil') }, 'P12 SELF_CARE'],
  ['red by the nail, no pus', '41y', 'FEMALE', { ...like('nail') }, 'P12 SELF_CARE'],
  ['athlete\'s foot', '30y', 'MALE', { ...like('fungus') }, 'P12 SELF_CARE'],
  ['a wart on a child\'s finger', '8y', 'FEMALE', { ...like('wart') }, 'P12 SELF_CARE'],
]));
