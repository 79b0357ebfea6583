import { workedCases } from '../../../test/worked-cases';
import { loadPacks } from '../load';

const pack = loadPacks().find((one) => one.id === 'palpitations')!;
const feverFor = (days: string) => ({ 'fever': 'yes', 'fever-days': days });
const spells = { palpitations: 'yes' };
const brief = { ...spells, 'heart-brief': 'yes' };
const raised = { 'bp-level': 'raised' };
const high = { 'bp-level': 'high' };

describe('palpitations and blood pressure: danger', () => workedCases(pack, [
  ['palpitations with chest pain', '61y', 'MALE', { 'heart-chest-pain': 'yes' }, 'P1 AMBULANCE'],
  ['fainted when the heart raced', '24y', 'FEMALE', { 'heart-fainted': 'yes' }, 'P1 AMBULANCE'],
  ['the heart races and breathing is hard', '70y', 'FEMALE', { 'heart-breathless': 'yes' }, 'P1 AMBULANCE'],
  ['racing heart, stabs in the chest, one swollen leg: a clot', '44y', 'FEMALE', { 'other-clot': 'yes' }, 'P1 AMBULANCE'],
  ['racing heart and black stool', '66y', 'MALE', { 'other-blood': 'yes' }, 'P1 AMBULANCE'],
  ['190 over 120 with headache and blurred sight', '57y', 'MALE', { 'bp-crisis': 'yes' }, 'P1 EMERGENCY_DEPARTMENT'],
  ['pregnant, 150 over 100 and flashes', '31y', 'FEMALE', { 'bp-pregnant-signs': 'yes' }, 'P1 EMERGENCY_DEPARTMENT'],
  ['a week after birth, 165 over 105, feels well', '34y', 'FEMALE', { 'bp-pregnant': 'yes' }, 'P1 EMERGENCY_DEPARTMENT'],
  ['185 over 112, pregnant', '29y', 'FEMALE', { ...high, pregnancy: 'pregnant' }, 'P1 EMERGENCY_DEPARTMENT'],
  ['a child of eleven, pulse 210', '11y', 'MALE', { 'heart-fast-now': 'yes' }, 'P2 PHYSICAL DOCTOR'],
  ['stopped drinking, shakes, heart racing', '52y', 'MALE', { withdrawal: 'yes' }, 'P1 AMBULANCE'],
  ['the defibrillator gave a shock', '63y', 'MALE', { 'heart-icd': 'yes' }, 'P2 PHYSICAL DOCTOR'],
  ['cocaine last night, heart racing', '27y', 'MALE', { 'heart-drugs': 'yes' }, 'P2 PHYSICAL DOCTOR'],
  ['heart failure and a fast uneven heart, dizzy', '72y', 'FEMALE', { 'other-heart': 'yes', 'heart-disease': 'yes' }, 'P2 PHYSICAL DOCTOR'],
]));

describe('palpitations and blood pressure: to be seen', () => workedCases(pack, [
  ['fast and uneven now, dizzy', '55y', 'FEMALE', { 'other-heart': 'yes' }, 'P3 PHYSICAL DOCTOR'],
  ['a pulse of 160 at rest for half an hour', '22y', 'FEMALE', { 'heart-fast-now': 'yes' }, 'P3 PHYSICAL DOCTOR'],
  ['a pulse of 38', '79y', 'MALE', { 'heart-slow': 'yes' }, 'P3 PHYSICAL DOCTOR'],
  ['nearly faints in football, father died at 35', '17y', 'MALE', { 'heart-near-faint': 'yes', 'heart-family': 'yes' }, 'P3 PHYSICAL DOCTOR'],
  ['palpitations in the middle of a race', '33y', 'MALE', { 'heart-effort': 'yes' }, 'P4 PHYSICAL DOCTOR'],
  ['uneven pulse for a day at 74', '74y', 'MALE', { 'heart-uneven': 'yes' }, 'P4 PHYSICAL DOCTOR'],
  ['95 over 60 and dizzy when standing at 20', '20y', 'FEMALE', { 'bp-low': 'yes' }, 'P6 DIGITAL DOCTOR'],
  ['84 over 50 and close to fainting', '68y', 'FEMALE', { 'bp-low': 'yes' }, 'P4 PHYSICAL DOCTOR'],
  ['145 over 95 at 30 weeks', '30y', 'FEMALE', { ...raised, pregnancy: 'pregnant' }, 'P4 PHYSICAL MIDWIFE'],
  ['uneven pulse for a day at 52, well', '52y', 'FEMALE', { 'heart-uneven': 'yes' }, 'P5 PHYSICAL DOCTOR'],
  ['short spells after a heart attack', '66y', 'MALE', { ...brief, 'heart-disease': 'yes' }, 'P5 PHYSICAL DOCTOR'],
  ['palpitations with a fever', '35y', 'FEMALE', { ...spells, ...feverFor('under-two-days') }, 'P5 PHYSICAL DOCTOR'],
  ['182 over 104, feels well', '59y', 'MALE', high, 'P6 PHYSICAL NURSE'],
  ['palpitations, loses weight and trembles', '37y', 'FEMALE', { ...spells, 'heart-thyroid': 'yes' }, 'P7 PHYSICAL DOCTOR'],
  ['pregnant, single extra beats', '29y', 'FEMALE', { ...brief, pregnancy: 'pregnant' }, 'P7 PHYSICAL DOCTOR'],
  ['spells of some minutes now and then', '46y', 'FEMALE', spells, 'P9 DIGITAL NURSE'],
  ['brief spells at 71', '71y', 'MALE', brief, 'P9 DIGITAL NURSE'],
  ['152 over 94 at home', '54y', 'MALE', raised, 'P10 DIGITAL NURSE'],
  ['does not know whether the pulse is uneven', '58y', 'FEMALE', { 'heart-uneven': 'unknown', ...spells }, 'P6 PHYSICAL DOCTOR'],
  ['pounding heart, out of breath, one leg swollen', '33y', 'MALE', { ...spells, 'breathless-moving': 'yes', 'leg-swollen-one': 'yes' }, 'P2 PHYSICAL DOCTOR'],
]));

describe('palpitations and blood pressure: at home', () => workedCases(pack, [
  ['single extra beats with coffee and exams', '23y', 'FEMALE', brief, 'P12 SELF_CARE'],
  ['extra beats when falling asleep, stress at work', '42y', 'MALE', brief, 'P12 SELF_CARE'],
  ['measured 128 over 82 and wonders', '50y', 'FEMALE', {}, 'P12 SELF_CARE'],
]));
