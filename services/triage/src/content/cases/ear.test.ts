import { workedCases } from '../../../test/worked-cases';
import { loadPacks } from '../load';

const pack = loadPacks().find((one) => one.id === 'ear')!;
const feverFor = (days: string) => ({ 'fever': 'yes', 'fever-days': days });
const ache = { 'ear-pain': 'ache' };
const blocked = { 'ear-pain': 'pressure' };

describe('ear: danger', () => workedCases(pack, [
  ['blood from the ear after falling off a bicycle', '14y', 'MALE', { 'ear-after-blow': 'yes' }, 'P1 EMERGENCY_DEPARTMENT'],
  ['a button battery in the ear', '4y', 'FEMALE', { 'button-battery': 'yes' }, 'P1 EMERGENCY_DEPARTMENT'],
  ['ear infection, now a stiff neck', '6y', 'MALE', { 'fever-stiff-neck': 'yes', ...ache }, 'P1 AMBULANCE'],
  ['deaf in one ear, dizzy and cannot walk', '71y', 'MALE', { 'vertigo-cannot-walk': 'yes', 'hearing-sudden': 'yes' }, 'P1 AMBULANCE'],
  ['the face drooped this morning', '66y', 'FEMALE', { 'danger-stroke': 'yes' }, 'P1 AMBULANCE'],
  ['ache from ear to jaw with a cold sweat', '64y', 'MALE', { ...ache, 'jaw-heart': 'yes' }, 'P1 AMBULANCE'],
  ['a baby of eight weeks who screams and is hot', '56d', 'FEMALE', { 'infant-fever': 'yes' }, 'P1 EMERGENCY_DEPARTMENT'],
  ['earache, severe headache, cannot bear light', '33y', 'FEMALE', { ...ache, 'flu-headache': 'yes' }, 'P2 PHYSICAL DOCTOR'],
]));

describe('ear: to be seen', () => workedCases(pack, [
  ['red and swollen behind the ear, fever', '2y', 'MALE', { ...ache, 'ear-behind': 'yes', ...feverFor('two-to-four-days') }, 'P3 PHYSICAL DOCTOR'],
  ['half the face has not moved since two days', '38y', 'MALE', { ...ache, 'face-palsy': 'yes' }, 'P3 PHYSICAL DOCTOR'],
  ['ache in ear and temple, jaw hurts when chewing, at 74', '74y', 'FEMALE', { ...ache, 'temple-pain': 'yes' }, 'P3 PHYSICAL DOCTOR'],
  ['blisters in the ear', '60y', 'FEMALE', { ...ache, 'ear-blisters': 'yes' }, 'P4 PHYSICAL DOCTOR'],
  ['the pierced upper ear is hot and swollen', '17y', 'FEMALE', { ...ache, 'ear-outer': 'yes' }, 'P4 PHYSICAL DOCTOR'],
  ['everything spins since this morning and one ear is deaf', '45y', 'MALE', { 'vertigo-hours': 'yes', 'hearing-sudden': 'yes', vomiting: 'yes' }, 'P4 PHYSICAL DOCTOR'],
  ['earache under treatment that lowers the defence', '52y', 'MALE', { ...ache, immune: 'yes' }, 'P4 PHYSICAL DOCTOR'],
  ['diabetes, cannot sleep for the earache', '80y', 'MALE', { ...ache, 'ear-pain-strong': 'yes', diabetes: 'yes' }, 'P4 PHYSICAL DOCTOR'],
  ['pregnant, earache and fever', '29y', 'FEMALE', { ...ache, pregnancy: 'pregnant', ...feverFor('under-two-days') }, 'P4 PHYSICAL DOCTOR'],
  ['woke up deaf in one ear', '48y', 'FEMALE', { 'hearing-sudden': 'yes' }, 'P5 PHYSICAL DOCTOR'],
  ['diabetes and a running, aching ear', '70y', 'MALE', { ...ache, 'ear-discharge': 'yes', diabetes: 'yes' }, 'P5 PHYSICAL DOCTOR'],
  ['earache at 30', '30y', 'MALE', { ...ache }, 'P6 PHYSICAL DOCTOR'],
  ['a baby of ten months who pulls at the ear', '300d', 'FEMALE', { ...ache }, 'P6 PHYSICAL DOCTOR'],
  ['both ears at one and a half', '550d', 'MALE', { ...ache, 'ear-both': 'yes' }, 'P6 PHYSICAL DOCTOR'],
  ['three days of ache at five', '5y', 'FEMALE', { ...ache, 'ear-over-two-days': 'yes' }, 'P6 PHYSICAL DOCTOR'],
  ['the ear runs', '7y', 'MALE', { 'ear-discharge': 'yes' }, 'P6 PHYSICAL DOCTOR'],
  ['does not know whether it runs', '7y', 'MALE', { 'ear-discharge': 'unknown' }, 'P7 PHYSICAL DOCTOR'],
  ['a whoosh with every heartbeat', '41y', 'FEMALE', { 'ear-pulse': 'yes' }, 'P7 PHYSICAL DOCTOR'],
  ['hears worse on one side since the summer', '57y', 'MALE', { 'hearing-slow': 'yes', 'hearing-one-side': 'yes' }, 'P9 DIGITAL NURSE'],
  ['ringing in both ears for years', '57y', 'MALE', { 'hearing-slow': 'yes' }, 'P10 DIGITAL NURSE'],
  ['earache since last night at five, 38.4', '5y', 'MALE', { ...ache, ...feverFor('under-two-days') }, 'P7 PHYSICAL NURSE'],
  ['swims a lot, hurts when the ear is pulled', '6y', 'MALE', { ...ache, 'ear-touch': 'yes' }, 'P7 PHYSICAL NURSE'],
]));

describe('ear: at home', () => workedCases(pack, [
  ['earache since last night at five, no fever', '5y', 'MALE', ache, 'P12 SELF_CARE'],
  ['earache for one day at twelve', '12y', 'FEMALE', { ...ache }, 'P12 SELF_CARE'],
  ['blocked after a flight', '36y', 'FEMALE', { ...blocked }, 'P12 SELF_CARE'],
  ['a plug of wax', '64y', 'MALE', { ...blocked }, 'P12 SELF_CARE'],
  ['pregnant, a blocked ear with a cold', '29y', 'FEMALE', { ...blocked }, 'P12 SELF_CARE'],
]));
