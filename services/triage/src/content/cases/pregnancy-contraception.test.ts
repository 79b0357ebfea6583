import { play, workedCases } from '../../../test/worked-cases';
import { loadPacks } from '../load';

const pack = loadPacks().find((one) => one.id === 'pregnancy-contraception')!;
const feverFor = (days: string) => ({ 'fever': 'yes', 'fever-days': days });
const about = (kind: string) => ({ 'preg-kind': kind });
const pregnant = { pregnancy: 'pregnant' };
const born = { pregnancy: 'postpartum' };

describe('pregnancy and after: danger', () => workedCases(pack, [
  ['a seizure at 34 weeks', '29y', 'FEMALE', { 'danger-seizure': 'yes' }, 'P1 AMBULANCE'],
  ['soaks pads four days after birth', '33y', 'FEMALE', { 'preg-heavy-bleeding': 'yes', ...born }, 'P1 AMBULANCE'],
  ['sudden short breath nine days after birth', '36y', 'FEMALE', { 'preg-clot': 'yes', ...born }, 'P1 AMBULANCE'],
  ['headache with flashes at 31 weeks: pre-eclampsia', '27y', 'FEMALE', { 'preg-preeclampsia': 'yes', ...pregnant }, 'P1 EMERGENCY_DEPARTMENT'],
  ['severe headache five days after birth', '38y', 'FEMALE', { 'preg-preeclampsia': 'yes', ...born }, 'P1 EMERGENCY_DEPARTMENT'],
  ['pressure measured at home: 165 over 112', '34y', 'FEMALE', { 'bp-pregnant': 'yes' }, 'P1 EMERGENCY_DEPARTMENT'],
  ['the baby has been still since last night', '30y', 'FEMALE', { 'preg-fetal-movement': 'yes' }, 'P1 EMERGENCY_DEPARTMENT'],
  ['one swollen calf at 20 weeks', '32y', 'FEMALE', { 'leg-swollen-one': 'yes' }, 'P1 EMERGENCY_DEPARTMENT'],
  ['pain on one side at six weeks', '26y', 'FEMALE', { 'ectopic-signs': 'yes' }, 'P1 EMERGENCY_DEPARTMENT'],
  ['regular contractions at 30 weeks', '28y', 'FEMALE', { 'preg-early-labour': 'yes' }, 'P1 EMERGENCY_DEPARTMENT'],
  ['bleeds at 28 weeks', '35y', 'FEMALE', { 'preg-late-bleeding': 'yes' }, 'P1 EMERGENCY_DEPARTMENT'],
  ['waters broke at 39 weeks', '31y', 'FEMALE', { 'preg-labour': 'yes' }, 'P2 PHYSICAL MIDWIFE'],
  ['fell on the belly at 25 weeks', '24y', 'FEMALE', { 'preg-blow': 'yes' }, 'P2 PHYSICAL DOCTOR'],
  ['fever a week after birth', '29y', 'FEMALE', { ...born, ...feverFor('under-two-days') }, 'P2 PHYSICAL DOCTOR'],
  ['fever after birth, does not know about the breast', '29y', 'FEMALE', { ...born, 'breast-red': 'unknown', ...feverFor('under-two-days') }, 'P2 PHYSICAL DOCTOR'],
  ['pregnant, fever and flank pain', '25y', 'FEMALE', { ...pregnant, 'flank-pain': 'yes', ...feverFor('under-two-days') }, 'P2 PHYSICAL DOCTOR'],
  ['yellow eyes at 35 weeks', '30y', 'FEMALE', { ...pregnant, 'other-yellow': 'yes' }, 'P2 PHYSICAL DOCTOR'],
  ['thoughts of hurting the baby', '30y', 'FEMALE', { ...born, 'harm-to-baby': 'yes' }, 'P2 DIGITAL DOCTOR'],
]));

describe('pregnancy and after: to be seen', () => workedCases(pack, [
  ['thoughts of suicide three weeks after birth', '27y', 'FEMALE', { ...born, 'suicide-thoughts': 'yes' }, 'P3 DIGITAL PSYCHOLOGIST'],
  ['is hit at home', '25y', 'FEMALE', { ...pregnant, 'violence-at-home': 'yes' }, 'P4 DIGITAL COUNSELLOR'],
  ['pressure 148 over 95, feels well', '33y', 'FEMALE', { ...pregnant, 'preg-blood-pressure': 'yes' }, 'P4 PHYSICAL MIDWIFE'],
  ['cannot keep anything down at nine weeks', '28y', 'FEMALE', { ...pregnant, vomiting: 'yes' }, 'P4 PHYSICAL MIDWIFE'],
  ['pregnant with a fever', '31y', 'FEMALE', { ...pregnant, ...feverFor('under-two-days') }, 'P4 PHYSICAL DOCTOR'],
  ['red sore breast and fever: mastitis', '32y', 'FEMALE', { ...born, 'breast-red': 'yes', ...feverFor('under-two-days') }, 'P4 PHYSICAL DOCTOR'],
  ['spotting and cramps at ten weeks', '37y', 'FEMALE', { ...pregnant, 'preg-bleeding': 'yes', 'preg-cramps': 'yes' }, 'P4 PHYSICAL DOCTOR'],
  ['the condom broke last night', '19y', 'FEMALE', { 'emergency-contraception': 'yes', ...about('contraception') }, 'P4 DIGITAL MIDWIFE'],
  ['itchy palms at 33 weeks', '30y', 'FEMALE', { ...pregnant, 'preg-itch': 'yes' }, 'P5 DIGITAL MIDWIFE'],
  ['red sore breast, no fever', '29y', 'FEMALE', { 'breast-red': 'yes' }, 'P5 DIGITAL MIDWIFE'],
  ['met a child with chickenpox', '26y', 'FEMALE', { ...pregnant, 'preg-contact': 'yes' }, 'P5 DIGITAL MIDWIFE'],
  ['spotting at seven weeks, no pain', '34y', 'FEMALE', { ...pregnant, 'preg-bleeding': 'yes', ...about('other') }, 'P6 DIGITAL MIDWIFE'],
  ['very sad two weeks after birth', '31y', 'FEMALE', { ...born, 'preg-low': 'yes', ...about('other') }, 'P6 DIGITAL MIDWIFE'],
  ['wants an abortion', '23y', 'FEMALE', { ...pregnant, ...about('unwanted') }, 'P7 DIGITAL MIDWIFE'],
  ['wants a coil', '25y', 'FEMALE', about('contraception'), 'P10 DIGITAL MIDWIFE'],
  ['does not know whether the baby moves less', '32y', 'FEMALE', { 'preg-fetal-movement': 'unknown' }, 'P2 DIGITAL MIDWIFE'],
]));

describe('pregnancy and after: at home', () => workedCases(pack, [
  ['mild nausea at eight weeks, drinks', '29y', 'FEMALE', { ...pregnant, ...about('nausea') }, 'P12 SELF_CARE'],
  ['sore back and heartburn at 24 weeks', '33y', 'FEMALE', { ...pregnant, ...about('common') }, 'P12 SELF_CARE'],
]));

test('[SAF-1] thoughts of suicide after birth are handed to those who may assess them, with the crisis card', () => {
  const { result } = play(pack, ['', '27y', 'FEMALE', { ...born, 'suicide-thoughts': 'yes' }, '']);
  expect(result.flags).toEqual(['SUICIDE_RISK', 'CRISIS_CARD']);
});
