import { workedCases } from '../../../test/worked-cases';
import { loadPacks } from '../load';

const pack = loadPacks().find((one) => one.id === 'headache')!;
const feverFor = (days: string) => ({ 'fever': 'yes', 'fever-days': days });
const known = { 'head-known': 'yes' };

describe('headache: danger', () => workedCases(pack, [
  ['like a blow from behind, the worst ever', '46y', 'FEMALE', { 'other-head-pain': 'yes' }, 'P1 AMBULANCE'],
  ['headache and a numb left side', '59y', 'MALE', { 'head-neuro': 'yes' }, 'P1 AMBULANCE'],
  ['fever and a stiff neck', '19y', 'MALE', { 'fever-stiff-neck': 'yes' }, 'P1 AMBULANCE'],
  ['the whole family has a headache since the stove was lit', '37y', 'FEMALE', { 'fatigue-fumes': 'yes' }, 'P1 AMBULANCE'],
  ['neck pain after a twist, sees double', '41y', 'FEMALE', { 'neck-vessel': 'yes' }, 'P1 AMBULANCE'],
  ['fell yesterday, takes blood thinners', '80y', 'MALE', { 'other-head-blow': 'yes' }, 'P1 EMERGENCY_DEPARTMENT'],
  ['red eye, rings around the lamps, vomits', '66y', 'FEMALE', { 'eye-red-nausea': 'yes' }, 'P1 EMERGENCY_DEPARTMENT'],
  ['temple aches and the sight flickers', '74y', 'FEMALE', { 'temple-pain': 'yes', 'eye-vision-worse': 'yes' }, 'P1 EMERGENCY_DEPARTMENT'],
  ['pregnant in week 33, swollen, sees sparks', '27y', 'FEMALE', { 'head-pregnant': 'yes' }, 'P1 EMERGENCY_DEPARTMENT'],
  ['200/120 on the home meter', '61y', 'MALE', { 'head-pressure-high': 'yes' }, 'P1 EMERGENCY_DEPARTMENT'],
  ['came in seconds when lifting', '33y', 'MALE', { 'head-exertion': 'yes' }, 'P1 AMBULANCE'],
  ['lives alone, aches by the stove, better outdoors', '72y', 'FEMALE', { 'head-fumes': 'yes' }, 'P1 AMBULANCE'],
  ['fever, vomits, light hurts', '24y', 'FEMALE', { 'head-fever-severe': 'yes', ...feverFor('under-two-days') }, 'P2 PHYSICAL DOCTOR'],
  ['fell three weeks ago, on blood thinners', '71y', 'MALE', { 'head-fall': 'yes', anticoagulants: 'yes' }, 'P2 PHYSICAL DOCTOR'],
  ['fever and headache, ten days after giving birth', '32y', 'FEMALE', { ...known, pregnancy: 'postpartum', ...feverFor('under-two-days') }, 'P2 PHYSICAL DOCTOR'],
  ['worse than ever, ten days after giving birth', '32y', 'FEMALE', { 'head-new-severe': 'yes', pregnancy: 'postpartum' }, 'P2 PHYSICAL DOCTOR'],
  ['worse than ever, does not know whether she is pregnant', '32y', 'FEMALE', { 'head-new-severe': 'yes', pregnancy: 'unknown' }, 'P2 PHYSICAL DOCTOR'],
]));

describe('headache: to be seen', () => workedCases(pack, [
  ['pain in the temple, tender scalp at 68', '68y', 'FEMALE', { 'temple-pain': 'yes' }, 'P3 PHYSICAL DOCTOR'],
  ['worse than any before, grew over a day', '38y', 'MALE', { 'head-new-severe': 'yes' }, 'P3 PHYSICAL DOCTOR'],
  ['on the pill, worse every day', '26y', 'FEMALE', { 'head-growing': 'yes', 'clot-risk': 'yes' }, 'P3 PHYSICAL DOCTOR'],
  ['new headache on blood thinners', '58y', 'MALE', { anticoagulants: 'yes' }, 'P3 PHYSICAL DOCTOR'],
  ['vomits every morning at nine', '9y', 'FEMALE', { 'gut-morning-head': 'yes' }, 'P3 PHYSICAL DOCTOR'],
  ['does not know whether it is the worst', '29y', 'MALE', { 'head-new-severe': 'unknown' }, 'P4 PHYSICAL DOCTOR'],
  ['hit the head three weeks ago', '26y', 'MALE', { 'head-fall': 'yes' }, 'P5 PHYSICAL DOCTOR'],
  ['a child of four with a headache', '4y', 'MALE', {}, 'P5 PHYSICAL DOCTOR'],
  ['a little worse every day for two weeks', '44y', 'FEMALE', { 'head-growing': 'yes' }, 'P6 PHYSICAL DOCTOR'],
  ['pregnant with a cold, a fever and the usual headache', '30y', 'FEMALE', { ...known, pregnancy: 'pregnant', ...feverFor('under-two-days') }, 'P4 PHYSICAL DOCTOR'],
  ['attacks around one eye', '35y', 'MALE', { 'head-one-eye': 'yes' }, 'P6 PHYSICAL DOCTOR'],
  ['pregnant, the headache she knows', '30y', 'FEMALE', { ...known, pregnancy: 'pregnant' }, 'P6 DIGITAL MIDWIFE'],
  ['a new headache at 57', '57y', 'FEMALE', {}, 'P7 PHYSICAL DOCTOR'],
  ['comes from coughing', '40y', 'MALE', { 'head-cough': 'yes' }, 'P7 PHYSICAL DOCTOR'],
  ['new, on most days for three weeks', '31y', 'FEMALE', { 'head-most-days': 'yes' }, 'P8 PHYSICAL DOCTOR'],
  ['migraine every week', '29y', 'FEMALE', { ...known, 'head-attacks-often': 'yes' }, 'P10 DIGITAL DOCTOR'],
  ['a known migraine, the fourth day', '31y', 'FEMALE', { ...known, 'head-attack-stuck': 'yes' }, 'P6 DIGITAL DOCTOR'],
  ['throbs on one side and feels sick, for the first time', '22y', 'FEMALE', { 'head-migraine-first': 'yes' }, 'P8 DIGITAL DOCTOR'],
]));

describe('headache: at home', () => workedCases(pack, [
  ['the migraine she has had for years', '34y', 'FEMALE', { ...known }, 'P12 SELF_CARE'],
  ['a band around the head since this morning', '28y', 'MALE', {}, 'P12 SELF_CARE'],
  ['a cold, a day of fever and a headache', '22y', 'FEMALE', { ...known, ...feverFor('under-two-days') }, 'P12 SELF_CARE'],
  ['the tension headache he knows, at 63', '63y', 'MALE', { ...known }, 'P12 SELF_CARE'],
  ['a girl of eleven after a long school day', '11y', 'FEMALE', { ...known }, 'P12 SELF_CARE'],
]));
