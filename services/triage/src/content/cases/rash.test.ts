import { workedCases } from '../../../test/worked-cases';
import { loadPacks } from '../load';

const pack = loadPacks().find((one) => one.id === 'rash')!;
const like = (looks: string) => ({ 'rash-looks': looks });
const other = like('other');
const feverFor = (days: string) => ({ 'fever': 'yes', 'fever-days': days });

describe('rash: danger', () => workedCases(pack, [
  ['purple spots that do not fade, fever, ill', '19y', 'MALE', { 'danger-rash': 'yes' }, 'P1 AMBULANCE'],
  ['spots that do not fade in a child of two', '2y', 'FEMALE', { 'child-rash': 'yes' }, 'P1 AMBULANCE'],
  ['spots that do not fade in a child of nine who seems well', '9y', 'MALE', { 'rash-not-fading': 'yes' }, 'P1 AMBULANCE'],
  ['hives, tight throat and vomiting after shrimps', '34y', 'FEMALE', { 'hives-danger': 'yes' }, 'P1 AMBULANCE'],
  ['blisters, sore mouth and fever on a new epilepsy tablet', '41y', 'MALE', { 'skin-peeling': 'yes' }, 'P1 EMERGENCY_DEPARTMENT'],
  ['red all over, dizzy, during her period', '22y', 'FEMALE', { 'skin-toxic': 'yes' }, 'P1 AMBULANCE'],
  ['a newborn of ten days with blisters', '10d', 'MALE', { 'newborn-skin': 'yes' }, 'P1 EMERGENCY_DEPARTMENT'],
  ['a baby of two months with a rash and fever', '60d', 'FEMALE', { 'infant-fever': 'yes' }, 'P1 EMERGENCY_DEPARTMENT'],
  ['purple dots on the legs, well, 45 years', '45y', 'MALE', { 'rash-not-fading': 'yes', ...other }, 'P2 PHYSICAL DOCTOR'],
  ['nearly all of the skin red and scaling', '67y', 'MALE', { 'rash-whole-skin': 'yes', ...like('scales') }, 'P2 PHYSICAL DOCTOR'],
]));

describe('rash: to be seen', () => workedCases(pack, [
  ['eczema that burst into small painful blisters', '3y', 'FEMALE', { 'eczema-herpes': 'yes', ...like('eczema') }, 'P3 PHYSICAL DOCTOR'],
  ['shingles of the forehead', '69y', 'FEMALE', { 'shingles-band': 'yes', 'eye-blisters': 'yes', ...other, 'shingles-fresh': 'yes' }, 'P3 PHYSICAL DOCTOR'],
  ['a wide itchy rash in the last month of pregnancy', '30y', 'FEMALE', { 'rash-wide': 'yes', pregnancy: 'pregnant', ...other }, 'P6 DIGITAL DOCTOR'],
  ['five days of fever, red eyes and lips', '2y', 'MALE', { 'kawasaki-signs': 'yes', ...feverFor('five-days-or-more'), ...like('viral') }, 'P3 PHYSICAL DOCTOR'],
  ['fever and a swollen face five weeks into allopurinol', '58y', 'MALE', { 'rash-drug-fever': 'yes', ...feverFor('under-two-days'), ...other }, 'P3 PHYSICAL DOCTOR'],
  ['chickenpox and a hot swollen patch', '4y', 'FEMALE', { 'chickenpox-ill': 'yes', ...like('chickenpox') }, 'P3 PHYSICAL DOCTOR'],
  ['a widespread rash and fever at 30', '30y', 'MALE', { 'rash-wide': 'yes', ...feverFor('under-two-days'), ...other }, 'P4 PHYSICAL DOCTOR'],
  ['fever, cough, red eyes, a rash from the face, not vaccinated', '24y', 'FEMALE', { 'measles-signs': 'yes', ...feverFor('two-to-four-days'), ...other }, 'P4 DIGITAL DOCTOR'],
  ['chickenpox when pregnant', '29y', 'FEMALE', { ...like('chickenpox'), pregnancy: 'pregnant' }, 'P4 DIGITAL DOCTOR'],
  ['chickenpox on cancer medicine', '12y', 'MALE', { ...like('chickenpox'), immune: 'yes' }, 'P4 DIGITAL DOCTOR'],
  ['a swollen lip with hives, breathes well', '37y', 'FEMALE', { 'lips-swollen': 'yes', ...like('hives') }, 'P4 DIGITAL DOCTOR'],
  ['yellow eyes and itch', '56y', 'MALE', { 'other-yellow': 'yes', ...like('itch') }, 'P4 PHYSICAL DOCTOR'],
  ['chickenpox at 33', '33y', 'MALE', { ...like('chickenpox') }, 'P5 DIGITAL DOCTOR'],
  ['a band of blisters on one side since yesterday', '63y', 'FEMALE', { 'shingles-band': 'yes', 'shingles-fresh': 'yes', ...other }, 'P5 DIGITAL DOCTOR'],
  ['itchy hands and feet in the last weeks of pregnancy', '32y', 'FEMALE', { 'preg-itch': 'yes', pregnancy: 'pregnant', ...like('itch') }, 'P5 DIGITAL MIDWIFE'],
  ['skin like sandpaper and a sore throat', '6y', 'FEMALE', { 'throat-fine-rash': 'yes', ...feverFor('under-two-days'), ...like('viral') }, 'P6 DIGITAL DOCTOR'],
  ['a child of eight with fever and a rash all over that is not known', '8y', 'MALE', { ...feverFor('under-two-days'), 'rash-wide': 'yes', ...other }, 'P6 DIGITAL DOCTOR'],
  ['hives all over an hour after strawberries, breathes well', '22y', 'FEMALE', { 'hives-quick': 'yes', ...like('hives') }, 'P4 DIGITAL DOCTOR'],
  ['weeping eczema and a fever', '4y', 'MALE', { 'rash-weeping': 'yes', ...feverFor('under-two-days'), ...like('eczema') }, 'P4 PHYSICAL DOCTOR'],
  ['weeping eczema with yellow crusts', '5y', 'MALE', { 'rash-weeping': 'yes', ...like('eczema') }, 'P6 DIGITAL DOCTOR'],
  ['a growing red ring two weeks after a tick', '48y', 'FEMALE', { 'tick-ring': 'yes', ...other }, 'P7 DIGITAL DOCTOR'],
  ['the whole family itches at night', '20y', 'MALE', { 'rash-night-itch': 'yes', ...like('itch') }, 'P8 DIGITAL DOCTOR'],
  ['eczema that two weeks of cream has not helped', '27y', 'FEMALE', { ...like('eczema'), 'rash-tried': 'yes' }, 'P9 DIGITAL NURSE'],
  ['acne with deep lumps and scars', '17y', 'MALE', { ...like('acne'), 'acne-scars': 'yes' }, 'P9 DIGITAL NURSE'],
  ['psoriasis as before', '50y', 'MALE', { ...like('scales') }, 'P9 DIGITAL NURSE'],
  ['hives for two months', '39y', 'FEMALE', { ...like('hives'), 'rash-long': 'yes' }, 'P9 DIGITAL DOCTOR'],
  ['nappy rash at six months', '180d', 'FEMALE', { ...like('heat') }, 'P6 DIGITAL NURSE'],
  ['does not know whether the spots fade', '40y', 'MALE', { 'rash-not-fading': 'unknown', ...other }, 'P3 PHYSICAL DOCTOR'],
]));

describe('rash: at home', () => workedCases(pack, [
  ['chickenpox in a healthy child of four with a day of fever', '4y', 'MALE', { ...like('chickenpox'), 'rash-wide': 'yes', ...feverFor('under-two-days') }, 'P12 SELF_CARE'],
  ['hand, foot and mouth disease, drinks well', '2y', 'FEMALE', { ...like('hand-foot-mouth') }, 'P12 SELF_CARE'],
  ['hives since this morning, nothing else', '28y', 'MALE', { ...like('hives') }, 'P12 SELF_CARE'],
  ['dry itchy elbows', '36y', 'FEMALE', { ...like('eczema') }, 'P12 SELF_CARE'],
  ['a few pimples', '15y', 'FEMALE', { ...like('acne') }, 'P12 SELF_CARE'],
  ['itch between the toes', '44y', 'MALE', { ...like('fungus') }, 'P12 SELF_CARE'],
  ['itchy bumps from the sun', '31y', 'MALE', { ...like('heat') }, 'P12 SELF_CARE'],
  ['lice at school', '8y', 'FEMALE', like('lice'), 'P12 SELF_CARE'],
]));
