import { workedCases } from '../../../test/worked-cases';
import { loadPacks } from '../load';

const pack = loadPacks().find((one) => one.id === 'eye')!;
const feverFor = (days: string) => ({ 'fever': 'yes', 'fever-days': days });

describe('eye: danger', () => workedCases(pack, [
  ['drain cleaner in the eye', '41y', 'MALE', { 'eye-chemical': 'yes' }, 'P1 EMERGENCY_DEPARTMENT'],
  ['a chip flew in when hammering', '52y', 'MALE', { 'eye-sharp': 'yes' }, 'P1 EMERGENCY_DEPARTMENT'],
  ['one eye went black for ten minutes', '69y', 'MALE', { 'eye-sudden-loss': 'yes' }, 'P1 EMERGENCY_DEPARTMENT'],
  ['flashes and a curtain', '58y', 'FEMALE', { 'eye-flashes': 'yes' }, 'P1 EMERGENCY_DEPARTMENT'],
  ['red aching eye, vomits, rings around the lamps', '67y', 'FEMALE', { 'eye-red-nausea': 'yes' }, 'P1 EMERGENCY_DEPARTMENT'],
  ['red, cannot open the eye in daylight', '34y', 'MALE', { 'eye-red-light': 'yes' }, 'P1 EMERGENCY_DEPARTMENT'],
  ['squash ball, blood in front of the iris', '28y', 'MALE', { 'eye-blow': 'yes' }, 'P1 EMERGENCY_DEPARTMENT'],
  ['a child with fever, a bulging eye that hurts to move', '6y', 'FEMALE', { 'eye-socket-swollen': 'yes', ...feverFor('under-two-days') }, 'P1 EMERGENCY_DEPARTMENT'],
  ['sudden double sight', '60y', 'MALE', { 'eye-double': 'yes' }, 'P1 AMBULANCE'],
  ['sees worse, and the jaw hurts when chewing, at 76', '76y', 'FEMALE', { 'temple-pain': 'yes', 'eye-vision-worse': 'yes' }, 'P1 EMERGENCY_DEPARTMENT'],
  ['in week 34, sees blurred', '30y', 'FEMALE', { 'eye-vision-worse': 'yes', pregnancy: 'pregnant' }, 'P1 EMERGENCY_DEPARTMENT'],
  ['four days after a cataract operation, pain', '73y', 'MALE', { 'eye-surgery': 'yes' }, 'P2 PHYSICAL DOCTOR'],
]));

describe('eye: to be seen', () => workedCases(pack, [
  ['five days old, much pus', '5d', 'FEMALE', { 'eye-newborn-pus': 'yes' }, 'P3 PHYSICAL DOCTOR'],
  ['the lid hot and swollen, with fever', '4y', 'MALE', { 'eyelid-hot': 'yes', ...feverFor('under-two-days') }, 'P3 PHYSICAL DOCTOR'],
  ['27 days old, a little sticky', '27d', 'MALE', {}, 'P4 PHYSICAL DOCTOR'],
  ['28 days old, a little sticky', '28d', 'MALE', {}, 'P6 DIGITAL NURSE'],
  ['sleeps in lenses, red and sore', '22y', 'FEMALE', { 'eye-lens': 'yes' }, 'P4 PHYSICAL DOCTOR'],
  ['aches inside', '39y', 'MALE', { 'eye-ache': 'yes' }, 'P4 PHYSICAL DOCTOR'],
  ['blisters on forehead and nose', '66y', 'MALE', { 'eye-blisters': 'yes' }, 'P4 PHYSICAL DOCTOR'],
  ['blurred for three days', '55y', 'FEMALE', { 'eye-vision-worse': 'yes' }, 'P4 PHYSICAL DOCTOR'],
  ['does not know whether the sight is worse', '60y', 'FEMALE', { 'eye-vision-worse': 'unknown' }, 'P5 PHYSICAL DOCTOR'],
  ['a sticky eye and fever, three weeks after giving birth', '31y', 'FEMALE', { pregnancy: 'postpartum', ...feverFor('under-two-days') }, 'P4 PHYSICAL DOCTOR'],
  ['a twig scratched the eye', '31y', 'MALE', { 'eye-scratch': 'yes' }, 'P5 PHYSICAL DOCTOR'],
  ['lines look bent', '78y', 'FEMALE', { 'eye-wavy': 'yes' }, 'P5 PHYSICAL DOCTOR'],
  ['a white pupil on photos', '500d', 'MALE', { 'eye-white-pupil': 'yes' }, 'P5 PHYSICAL DOCTOR'],
  ['sticky eyes at one year', '400d', 'FEMALE', {}, 'P6 DIGITAL NURSE'],
  ['sticky for nine days', '27y', 'FEMALE', { 'eye-over-week': 'yes' }, 'P7 DIGITAL NURSE'],
  ['a red spot on blood thinners', '72y', 'MALE', { anticoagulants: 'yes', 'eye-blood-spot': 'yes' }, 'P7 DIGITAL NURSE'],
  ['sees a little worse every year', '68y', 'FEMALE', { 'eye-slow': 'yes' }, 'P10 DIGITAL NURSE'],
]));

describe('eye: at home', () => workedCases(pack, [
  ['pink and sticky since yesterday at four', '4y', 'MALE', {}, 'P12 SELF_CARE'],
  ['a stye', '25y', 'FEMALE', {}, 'P12 SELF_CARE'],
  ['itchy eyes in the pollen season, two weeks', '30y', 'MALE', { 'eye-mild-kind': 'yes', 'eye-over-week': 'yes' }, 'P12 SELF_CARE'],
  ['dry and tired eyes for months', '66y', 'FEMALE', { 'eye-mild-kind': 'yes', 'eye-over-week': 'yes' }, 'P12 SELF_CARE'],
  ['pregnant with a sticky eye', '33y', 'FEMALE', {}, 'P12 SELF_CARE'],
  ['a painless red spot, no blood thinner', '61y', 'MALE', {}, 'P12 SELF_CARE'],
]));
