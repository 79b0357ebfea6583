import { workedCases } from '../../../test/worked-cases';
import { loadPacks } from '../load';

const pack = loadPacks().find((one) => one.id === 'injury')!;
const head = { 'head-hit': 'yes' };
const feverFor = (days: string) => ({ 'fever': 'yes', 'fever-days': days });

describe('injury: danger', () => workedCases(pack, [
  ['hit the head and is hard to keep awake', '35y', 'MALE', { 'head-danger': 'yes' }, 'P1 AMBULANCE'],
  ['hit the head, passed out for a minute', '26y', 'FEMALE', { 'other-head-blow': 'yes' }, 'P1 EMERGENCY_DEPARTMENT'],
  ['hit the head on warfarin, no symptoms', '78y', 'FEMALE', { 'other-head-blow': 'yes' }, 'P1 EMERGENCY_DEPARTMENT'],
  ['hit the head on warfarin, says it only among the medicines', '78y', 'FEMALE', { ...head, anticoagulants: 'yes' }, 'P2 PHYSICAL DOCTOR'],
  ['drunk and hit the head', '44y', 'MALE', { 'head-more': 'yes' }, 'P1 EMERGENCY_DEPARTMENT'],
  ['a baby of seven months with a soft bump after a fall', '210d', 'MALE', { 'infant-head': 'yes' }, 'P1 EMERGENCY_DEPARTMENT'],
  ['neck pain and tingling arms after a fall from a horse', '30y', 'FEMALE', { 'spine-injury': 'yes' }, 'P1 AMBULANCE'],
  ['fell four metres from a roof', '51y', 'MALE', { 'injury-high-energy': 'yes' }, 'P1 AMBULANCE'],
  ['kicked in the belly by a horse, pale', '15y', 'FEMALE', { 'torso-danger': 'yes' }, 'P1 AMBULANCE'],
  ['sawed off a finger', '60y', 'MALE', { 'limb-open': 'yes' }, 'P1 AMBULANCE'],
  ['a crooked forearm', '11y', 'MALE', { 'limb-deformed': 'yes' }, 'P1 EMERGENCY_DEPARTMENT'],
  ['85 years, fell, cannot stand, pain in the groin', '85y', 'FEMALE', { 'hip-fall': 'yes' }, 'P1 AMBULANCE'],
  ['hot oil in the face', '33y', 'FEMALE', { 'burn-danger': 'yes' }, 'P1 AMBULANCE'],
  ['lye in the eye', '29y', 'MALE', { 'other-eye': 'yes' }, 'P1 EMERGENCY_DEPARTMENT'],
  ['held by the throat last night', '27y', 'FEMALE', { 'injury-danger': 'yes' }, 'P1 AMBULANCE'],
  ['a lower leg that is tense and hurts more and more', '22y', 'MALE', { 'limb-at-risk': 'yes' }, 'P1 AMBULANCE'],
  ['a front tooth knocked out at hockey', '14y', 'MALE', { 'tooth-out': 'yes' }, 'P2 PHYSICAL DENTIST'],
  ['30 weeks pregnant and fell on the belly', '31y', 'FEMALE', { 'pregnant-belly-blow': 'yes' }, 'P2 PHYSICAL DOCTOR'],
  ['a garden wound last week, now a stiff jaw', '61y', 'MALE', { 'wound-lockjaw': 'yes' }, 'P1 AMBULANCE'],
]));

describe('injury: to be seen', () => workedCases(pack, [
  ['hit the head, takes clopidogrel', '70y', 'MALE', { ...head, 'head-antiplatelets': 'yes' }, 'P3 PHYSICAL DOCTOR'],
  ['cut the finger deep and cannot bend it', '40y', 'FEMALE', { 'wound-function': 'yes' }, 'P3 PHYSICAL DOCTOR'],
  ['pricked by a used needle', '25y', 'MALE', { 'needle-stick': 'yes' }, 'P3 PHYSICAL DOCTOR'],
  ['has cut the arm on purpose', '19y', 'FEMALE', { 'self-harm': 'yes' }, 'P3 DIGITAL PSYCHOLOGIST'],
  ['a squash ball in the eye, sees worse', '28y', 'MALE', { 'eye-blow': 'yes' }, 'P1 EMERGENCY_DEPARTMENT'],
  ['a tooth pushed out of line', '13y', 'FEMALE', { 'tooth-broken': 'yes' }, 'P4 PHYSICAL DENTIST'],
  ['a baby tooth knocked out', '3y', 'MALE', { 'baby-tooth': 'yes' }, 'P6 PHYSICAL DENTIST'],
  ['a stiff neck the day after being hit from behind', '30y', 'FEMALE', { 'neck-crash': 'yes' }, 'P6 PHYSICAL DOCTOR'],
  ['a gaping cut of the shin', '36y', 'MALE', { 'wound-gaping': 'yes' }, 'P4 PHYSICAL DOCTOR'],
  ['a twisted ankle, cannot take four steps', '29y', 'FEMALE', { 'leg-no-weight': 'yes' }, 'P4 PHYSICAL DOCTOR'],
  ['a child of three who fell and does not use the arm', '3y', 'FEMALE', { 'injured-limb-unused': 'yes' }, 'P4 PHYSICAL DOCTOR'],
  ['the cat bit the hand', '47y', 'FEMALE', { 'bite-skin': 'yes' }, 'P4 PHYSICAL DOCTOR'],
  ['a toddler with blisters from hot tea', '2y', 'MALE', { 'burn-blister-child': 'yes' }, 'P4 PHYSICAL DOCTOR'],
  ['a baby of four months who fell from the bed', '120d', 'FEMALE', {}, 'P4 PHYSICAL DOCTOR'],
  ['a wound that has become red, and fever', '55y', 'MALE', { 'wound-infected': 'yes', ...feverFor('under-two-days') }, 'P4 PHYSICAL DOCTOR'],
  ['a red sore scar ten days after surgery, fever', '63y', 'FEMALE', { 'wound-infected': 'yes', 'recent-surgery': 'yes', ...feverFor('under-two-days') }, 'P3 PHYSICAL DOCTOR'],
  ['a wound with pus, well', '34y', 'FEMALE', { 'wound-infected': 'yes' }, 'P5 PHYSICAL DOCTOR'],
  ['a wrist swollen and sore on the bone after a fall', '58y', 'FEMALE', { 'bone-sore': 'yes' }, 'P5 PHYSICAL DOCTOR'],
  ['trod on a rusty nail, no tetanus for 20 years', '49y', 'MALE', { 'wound-dirty': 'yes', 'tetanus-old': 'yes' }, 'P4 PHYSICAL DOCTOR'],
  ['72 years, sore ribs after a fall', '72y', 'MALE', { 'ribs-hurt': 'yes' }, 'P5 PHYSICAL DOCTOR'],
  ['bumped the head on a cupboard at 69, well', '69y', 'FEMALE', { ...head }, 'P5 DIGITAL NURSE'],
  ['trod on a nail, vaccinated', '30y', 'MALE', { 'wound-dirty': 'yes' }, 'P6 PHYSICAL NURSE'],
  ['dizzy three weeks after a concussion', '24y', 'FEMALE', { ...head, 'head-weeks': 'yes' }, 'P7 DIGITAL DOCTOR'],
  ['an ankle that still hurts after three weeks', '31y', 'MALE', { 'injury-not-better': 'yes' }, 'P8 DIGITAL PHYSIOTHERAPIST'],
  ['does not know whether the bone is sore', '43y', 'MALE', { 'bone-sore': 'unknown' }, 'P6 PHYSICAL DOCTOR'],
  ['three years, hot tea over the chest', '3y', 'FEMALE', { 'burn-doctor': 'yes', 'burn-blister-child': 'yes' }, 'P3 PHYSICAL DOCTOR'],
  ['fell on the hand at 72, the wrist is swollen', '72y', 'FEMALE', { 'old-fall-limb': 'yes' }, 'P5 PHYSICAL DOCTOR'],
  ['fell on the hand, sore at the base of the thumb', '24y', 'MALE', { 'wrist-fall': 'yes' }, 'P5 PHYSICAL DOCTOR'],
  ['hit the head yesterday, dizzy today', '27y', 'FEMALE', { ...head, 'head-symptoms': 'yes' }, 'P5 DIGITAL NURSE'],
  ['a boy of four with marks of burns, afraid at home', '4y', 'MALE', { 'violence': 'yes', 'burn-blister-child': 'yes' }, 'P3 PHYSICAL DOCTOR'],
]));

describe('injury: at home', () => workedCases(pack, [
  ['a grazed knee', '8y', 'FEMALE', {}, 'P12 SELF_CARE'],
  ['a small cut that has stopped bleeding', '41y', 'MALE', {}, 'P12 SELF_CARE'],
  ['a sprained ankle that can be walked on', '23y', 'FEMALE', {}, 'P12 SELF_CARE'],
  ['a bump on the forehead, plays as usual', '4y', 'MALE', { ...head }, 'P12 SELF_CARE'],
  ['a small burn from the oven, no large blisters', '37y', 'FEMALE', {}, 'P12 SELF_CARE'],
  ['sore ribs after football, breathes well', '28y', 'MALE', { 'ribs-hurt': 'yes' }, 'P12 SELF_CARE'],
  ['pregnant, a cut finger', '32y', 'FEMALE', {}, 'P12 SELF_CARE'],
  ['twisted an ankle at ten, limps but walks', '10y', 'MALE', {}, 'P12 SELF_CARE'],
]));
