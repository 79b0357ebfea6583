import { workedCases } from '../../../test/worked-cases';
import { loadPacks } from '../load';

const pack = loadPacks().find((one) => one.id === 'leg-swelling')!;
const like = (kind: string) => ({ 'leg-kind': kind });
const other = like('other');
const feverFor = (days: string) => ({ 'fever': 'yes', 'fever-days': days });

describe('leg swelling: danger', () => workedCases(pack, [
  ['one leg swollen and short of breath: a clot in the lung', '54y', 'FEMALE', { 'other-clot': 'yes' }, 'P1 AMBULANCE'],
  ['a leg that turned white and cold an hour ago', '77y', 'MALE', { 'other-cold-limb': 'yes' }, 'P1 AMBULANCE'],
  ['the whole leg blue and hard', '49y', 'MALE', { 'leg-blue': 'yes' }, 'P1 EMERGENCY_DEPARTMENT'],
  ['skin that turns purple and hurts out of proportion', '60y', 'MALE', { 'skin-dying': 'yes' }, 'P1 AMBULANCE'],
  ['eight months pregnant, swollen, headache and blurred sight', '34y', 'FEMALE', { preeclampsia: 'yes' }, 'P1 EMERGENCY_DEPARTMENT'],
  ['a calf hard as wood under a new cast', '19y', 'MALE', { compartment: 'yes' }, 'P1 EMERGENCY_DEPARTMENT'],
  ['fever and a hot swollen knee', '66y', 'FEMALE', { 'fever-joint': 'yes' }, 'P1 EMERGENCY_DEPARTMENT'],
  ['a swollen calf and breathless at rest', '45y', 'MALE', { 'calf-swollen': 'yes', 'breathless-rest': 'yes', ...other }, 'P2 PHYSICAL DOCTOR'],
  ['diabetes and a black toe', '70y', 'MALE', { 'foot-black': 'yes', diabetes: 'yes', ...other }, 'P2 PHYSICAL DOCTOR'],
  ['purple dots on the shins that do not fade, sore ankles', '7y', 'MALE', { 'rash-not-fading': 'yes', ...other }, 'P2 PHYSICAL DOCTOR'],
  ['a red leg, fever, cannot stand', '68y', 'FEMALE', { 'leg-red-spread': 'yes', ...feverFor('under-two-days'), 'very-ill': 'yes', ...other }, 'P2 PHYSICAL DOCTOR'],
]));

describe('leg swelling: to be seen', () => workedCases(pack, [
  ['one calf swollen after a long flight', '41y', 'FEMALE', { 'calf-swollen': 'yes', ...other }, 'P4 PHYSICAL DOCTOR'],
  ['the same, twenty weeks pregnant', '31y', 'FEMALE', { 'calf-swollen': 'yes', pregnancy: 'pregnant', ...other }, 'P3 PHYSICAL DOCTOR'],
  ['the same, two weeks after an operation', '59y', 'MALE', { 'calf-swollen': 'yes', 'recent-surgery': 'yes', ...other }, 'P3 PHYSICAL DOCTOR'],
  ['deep pain in one calf, no swelling, no exercise', '38y', 'MALE', { 'calf-tender': 'yes', ...other }, 'P4 PHYSICAL DOCTOR'],
  ['suddenly swollen in the face, 36 weeks pregnant', '29y', 'FEMALE', { 'pregnant-face-hands': 'yes', pregnancy: 'pregnant', ...other }, 'P3 PHYSICAL DOCTOR'],
  ['a boy of three who will not stand on the leg', '3y', 'MALE', { 'limb-not-used': 'yes', ...other }, 'P3 PHYSICAL DOCTOR'],
  ['red, warm, growing, and fever: erysipelas', '63y', 'MALE', { 'leg-red-spread': 'yes', ...feverFor('under-two-days'), ...other }, 'P4 PHYSICAL DOCTOR'],
  ['red, warm, growing, no fever', '52y', 'FEMALE', { 'leg-red-spread': 'yes', ...other }, 'P5 PHYSICAL DOCTOR'],
  ['a girl of nine, aching legs and fever', '9y', 'FEMALE', { ...feverFor('under-two-days'), ...like('muscle') }, 'P4 PHYSICAL DOCTOR'],
  ['an aching leg and fever, nothing to see', '40y', 'MALE', { ...feverFor('under-two-days'), ...other }, 'P5 PHYSICAL DOCTOR'],
  ['diabetes and a sore on the foot', '61y', 'MALE', { diabetes: 'yes', 'diabetic-foot': 'yes', ...other }, 'P4 PHYSICAL DOCTOR'],
  ['hangs the foot out of the bed for the pain', '74y', 'MALE', { 'leg-rest-pain': 'yes', ...other }, 'P4 PHYSICAL DOCTOR'],
  ['both legs and sits up to breathe at night', '80y', 'FEMALE', { 'breathless-flat': 'yes', 'leg-always': 'yes', ...other }, 'P4 PHYSICAL DOCTOR'],
  ['a child of six, puffy face and legs', '6y', 'FEMALE', { 'leg-both-fast': 'yes', ...other }, 'P4 PHYSICAL DOCTOR'],
  ['a red hard cord along a varicose vein', '57y', 'FEMALE', { 'leg-cord': 'yes', ...like('veins') }, 'P5 PHYSICAL DOCTOR'],
  ['both legs for weeks, out of breath on stairs', '72y', 'MALE', { 'leg-always': 'yes', 'breathless-moving': 'yes', ...other }, 'P6 PHYSICAL DOCTOR'],
  ['a sore on the shin for a month', '79y', 'FEMALE', { 'leg-ulcer': 'yes', ...other }, 'P7 PHYSICAL NURSE'],
  ['both legs, slowly, for months', '68y', 'FEMALE', { 'leg-always': 'yes', ...like('evening') }, 'P8 PHYSICAL DOCTOR'],
  ['the calf aches after 200 metres, passes at rest', '66y', 'MALE', { 'leg-walking-pain': 'yes', ...other }, 'P8 PHYSICAL DOCTOR'],
  ['swollen ankles since a new blood pressure tablet', '64y', 'MALE', { 'leg-new-medicine': 'yes', ...like('evening') }, 'P8 DIGITAL DOCTOR'],
  ['swollen ankles in the evening, 30 weeks pregnant', '33y', 'FEMALE', { ...like('evening'), pregnancy: 'pregnant' }, 'P8 DIGITAL MIDWIFE'],
  ['restless legs', '48y', 'FEMALE', { ...like('restless') }, 'P9 DIGITAL NURSE'],
  ['does not know whether one leg is thicker', '55y', 'MALE', { 'calf-swollen': 'unknown', ...other }, 'P5 PHYSICAL DOCTOR'],
  ['a calf both swollen and sore', '41y', 'FEMALE', { 'calf-swollen': 'yes', 'calf-tender': 'yes', ...other }, 'P3 PHYSICAL DOCTOR'],
  ['cancer, and one whole leg swollen', '66y', 'MALE', { 'calf-swollen': 'yes', 'leg-clot-host': 'yes', ...other }, 'P3 PHYSICAL DOCTOR'],
]));

describe('leg swelling: at home', () => workedCases(pack, [
  ['both ankles swell in the heat and are slim in the morning', '58y', 'FEMALE', { ...like('evening') }, 'P12 SELF_CARE'],
  ['cramp in the calf at night', '65y', 'MALE', { ...like('cramp') }, 'P12 SELF_CARE'],
  ['sore calves after a run', '27y', 'MALE', { ...like('muscle') }, 'P12 SELF_CARE'],
  ['varicose veins that itch', '51y', 'FEMALE', { ...like('veins') }, 'P12 SELF_CARE'],
]));
