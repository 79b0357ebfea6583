import { workedCases } from '../../../test/worked-cases';
import { loadPacks } from '../load';

const pack = loadPacks().find((one) => one.id === 'sore-throat')!;
const cold = { 'cold-signs': 'yes' };
const feverFor = (days: string) => ({ 'fever': 'yes', 'fever-days': days });

describe('sore throat: danger', () => workedCases(pack, [
  ['drooling and unable to swallow saliva is 112', '30y', 'MALE', { 'throat-drooling': 'yes' }, 'P1 AMBULANCE'],
  ['a child of three with a harsh sound on breathing in is 112', '3y', 'FEMALE', { stridor: 'yes' }, 'P1 AMBULANCE'],
  ['fever and a stiff neck is 112', '22y', 'FEMALE', { 'fever-stiff-neck': 'yes' }, 'P1 AMBULANCE'],
  ['fever during chemotherapy goes to the emergency department', '55y', 'FEMALE', { 'fever-chemo': 'yes' }, 'P1 EMERGENCY_DEPARTMENT'],
  ['swollen tongue after nuts is 112 on the first screen', '19y', 'MALE', { 'danger-allergy': 'yes' }, 'P1 AMBULANCE'],
  ['does not know whether breathing is obstructed: talked to within ten minutes', '40y', 'MALE', { 'throat-hard-to-breathe': 'unknown', ...cold }, 'P2 DIGITAL NURSE'],
]));

describe('sore throat: to be seen', () => workedCases(pack, [
  ['severe one-sided pain and cannot gape: abscess, a doctor soon', '24y', 'MALE', { 'throat-one-sided': 'yes', 'throat-cannot-gape': 'yes', ...feverFor('two-to-four-days') }, 'P3 PHYSICAL DOCTOR'],
  ['immune suppression: a doctor today', '61y', 'MALE', { immune: 'yes' }, 'P4 PHYSICAL DOCTOR'],
  ['cannot open the mouth, nothing else', '33y', 'FEMALE', { 'throat-cannot-gape': 'yes' }, 'P5 PHYSICAL DOCTOR'],
  ['three days of fever without a cold: a strep test', '17y', 'FEMALE', { ...feverFor('two-to-four-days') }, 'P6 DIGITAL NURSE'],
  ['a rash like sandpaper in a child of six: scarlet fever', '6y', 'MALE', { 'throat-fine-rash': 'yes', ...feverFor('under-two-days') }, 'P6 DIGITAL NURSE'],
  ['fever for six days, though with a cold', '28y', 'MALE', { ...feverFor('five-days-or-more'), ...cold }, 'P6 DIGITAL DOCTOR'],
  ['hoarse and food that sticks for a month: a doctor within three days', '64y', 'MALE', { 'throat-alarm': 'yes' }, 'P8 PHYSICAL DOCTOR'],
  ['sore for three weeks, otherwise well', '45y', 'FEMALE', { 'throat-over-two-weeks': 'yes', ...cold }, 'P9 DIGITAL NURSE'],
  ['one day of fever, no cold: wait, with a nurse', '21y', 'MALE', { ...feverFor('under-two-days') }, 'P9 DIGITAL NURSE'],
  ['pregnant with a cold: not self-care', '29y', 'FEMALE', { ...cold, pregnancy: 'pregnant' }, 'P9 DIGITAL NURSE'],
  ['pregnancy unknown: not self-care', '29y', 'FEMALE', { ...cold, pregnancy: 'unknown' }, 'P9 DIGITAL NURSE'],
  ['an infant of ten months with a runny nose: a nurse, never self-care', '300d', 'MALE', {}, 'P6 DIGITAL NURSE'],
  ['the third contact this week with the same cold', '35y', 'MALE', { ...cold }, 'P8 DIGITAL NURSE', 2],
  ['does not know about three signs of the throat: a nurse today', '50y', 'MALE', { 'throat-swelling': 'unknown', 'throat-fine-rash': 'unknown', 'throat-alarm': 'unknown', ...cold }, 'P5 DIGITAL NURSE'],
  ['medicine for the thyroid, a sore throat and fever: white blood cells', '44y', 'FEMALE', { 'white-cell-medicine': 'yes', ...feverFor('under-two-days') }, 'P2 PHYSICAL DOCTOR'],
  ['a fish bone that will not move', '50y', 'MALE', { 'throat-object': 'yes' }, 'P3 PHYSICAL DOCTOR'],
  ['shaking chills and a swollen neck after a week', '19y', 'MALE', { 'throat-swelling': 'yes', 'rigors': 'yes', ...feverFor('five-days-or-more') }, 'P3 PHYSICAL DOCTOR'],
  ['the throat tightens on the way to the bus, gone at rest', '60y', 'MALE', { 'throat-effort': 'yes' }, 'P2 PHYSICAL DOCTOR'],
]));

describe('sore throat: at home', () => workedCases(pack, [
  ['a cold for three days', '30y', 'MALE', { ...cold }, 'P12 SELF_CARE'],
  ['a cold with three days of fever', '19y', 'FEMALE', { ...feverFor('two-to-four-days'), ...cold }, 'P12 SELF_CARE'],
  ['a child of four with a cold, playing and drinking', '4y', 'FEMALE', { ...cold }, 'P12 SELF_CARE'],
  ['sore for two days, no fever, no cold', '42y', 'MALE', {}, 'P12 SELF_CARE'],
  ['a woman of 83, not frail, with a cold', '83y', 'FEMALE', { ...cold }, 'P12 SELF_CARE'],
]));
