import { workedCases } from '../../../test/worked-cases';
import { loadPacks } from '../load';

const pack = loadPacks().find((one) => one.id === 'abdominal-pain')!;
const feverFor = (days: string) => ({ 'fever': 'yes', 'fever-days': days });
const so = (kind: string, time: string) => ({ 'belly-kind': kind, 'belly-time': time });
const pain = so('pain', 'under-a-day');

describe('belly: danger', () => workedCases(pack, [
  ['sudden agony, belly as a board: perforation', '55y', 'MALE', { 'belly-agony': 'yes' }, 'P1 AMBULANCE'],
  ['vomits what looks like coffee grounds', '63y', 'MALE', { 'gi-bleeding': 'yes' }, 'P1 AMBULANCE'],
  ['black stool like tar, takes ibuprofen every day', '71y', 'FEMALE', { 'gi-bleeding': 'yes' }, 'P1 AMBULANCE'],
  ['indigestion with cold sweat that goes to the jaw: the heart', '58y', 'FEMALE', { 'belly-heart': 'yes' }, 'P1 AMBULANCE'],
  ['pain in belly and back, fainted: aneurysm', '73y', 'MALE', { 'belly-collapse': 'yes' }, 'P1 AMBULANCE'],
  ['severe pain on one side, period late', '29y', 'FEMALE', { 'ectopic-signs': 'yes' }, 'P1 EMERGENCY_DEPARTMENT'],
  ['does not know whether she may be pregnant, pain on one side', '34y', 'FEMALE', { 'ectopic-signs': 'unknown' }, 'P1 EMERGENCY_DEPARTMENT'],
  ['blown up, no stool or wind for a day: obstruction', '66y', 'FEMALE', { 'belly-blocked': 'yes' }, 'P1 EMERGENCY_DEPARTMENT'],
  ['a hard sore lump in the groin', '77y', 'MALE', { 'hernia-stuck': 'yes' }, 'P1 EMERGENCY_DEPARTMENT'],
  ['a boy of thirteen with belly pain and a sore scrotum: torsion', '13y', 'MALE', { 'testicle-belly': 'yes' }, 'P1 EMERGENCY_DEPARTMENT'],
  ['eight months, screams in attacks, pale in between', '240d', 'MALE', { 'baby-attacks': 'yes' }, 'P1 EMERGENCY_DEPARTMENT'],
  ['three weeks old and vomits green', '21d', 'FEMALE', { 'vomit-green-child': 'yes' }, 'P1 EMERGENCY_DEPARTMENT'],
  ['two years, swallowed a button battery', '2y', 'MALE', { 'swallowed-object': 'yes' }, 'P1 EMERGENCY_DEPARTMENT'],
  ['ten years, thirsty, vomits, belly pain: ketoacidosis', '10y', 'FEMALE', { 'diabetes-vomits': 'yes' }, 'P1 EMERGENCY_DEPARTMENT'],
  ['six weeks old and hot', '42d', 'MALE', { 'infant-fever': 'yes' }, 'P1 EMERGENCY_DEPARTMENT'],
]));

describe('belly: hands at once', () => workedCases(pack, [
  ['began at the navel, moved to the right: appendicitis', '22y', 'FEMALE', { 'belly-moved': 'yes', 'belly-right-low': 'yes' }, 'P2 PHYSICAL DOCTOR'],
  ['low on the right and fever', '9y', 'MALE', { 'belly-right-low': 'yes', ...feverFor('under-two-days') }, 'P2 PHYSICAL DOCTOR'],
  ['lies still, coughing hurts', '41y', 'MALE', { 'belly-moving-hurts': 'yes' }, 'P2 PHYSICAL DOCTOR'],
  ['pain straight through to the back after drinking: pancreatitis', '48y', 'MALE', { 'belly-through-back': 'yes' }, 'P2 PHYSICAL DOCTOR'],
  ['yellow and fever: cholangitis', '69y', 'FEMALE', { 'other-yellow': 'yes', ...feverFor('under-two-days') }, 'P2 PHYSICAL DOCTOR'],
  ['fluid in the belly from liver disease, fever', '61y', 'MALE', { 'belly-liver': 'yes', ...feverFor('under-two-days') }, 'P2 PHYSICAL DOCTOR'],
  ['35 weeks pregnant, pain below the right ribs', '33y', 'FEMALE', { pregnancy: 'pregnant', 'belly-right-upper': 'yes' }, 'P2 PHYSICAL DOCTOR'],
  ['70 years, severe pain', '70y', 'FEMALE', { 'belly-severe': 'yes' }, 'P2 PHYSICAL DOCTOR'],
  ['first attack of pain in the flank at 66: rule out aneurysm', '66y', 'MALE', { 'flank-severe': 'yes' }, 'P2 PHYSICAL DOCTOR'],
  ['severe pain, vomits again and again', '31y', 'MALE', { 'belly-severe': 'yes', vomiting: 'yes' }, 'P2 PHYSICAL DOCTOR'],
  ['severe pain on one side: the ovary', '17y', 'FEMALE', { 'pelvic-one-sided': 'yes' }, 'P2 PHYSICAL DOCTOR'],
  ['ten days after birth, fever and belly pain', '30y', 'FEMALE', { pregnancy: 'postpartum', ...feverFor('under-two-days') }, 'P2 PHYSICAL DOCTOR'],
]));

describe('belly: to be seen', () => workedCases(pack, [
  ['below the right ribs and fever', '52y', 'FEMALE', { 'belly-right-upper': 'yes', ...feverFor('under-two-days'), ...pain }, 'P2 PHYSICAL DOCTOR'],
  ['burning high up on the stairs, gone at rest', '60y', 'MALE', { 'belly-effort': 'yes' }, 'P3 PHYSICAL DOCTOR'],
  ['new pressure high in the belly at 62, diabetes', '62y', 'MALE', { 'belly-upper-new': 'yes', diabetes: 'yes' }, 'P3 PHYSICAL DOCTOR'],
  ['pregnant, fever and pain in the flank', '28y', 'FEMALE', { pregnancy: 'pregnant', 'flank-pain': 'yes', ...feverFor('under-two-days') }, 'P3 PHYSICAL DOCTOR'],
  ['55 years, severe pain since this morning', '55y', 'MALE', { 'belly-severe': 'yes' }, 'P3 PHYSICAL DOCTOR'],
  ['had a gastric bypass, attacks of pain', '42y', 'FEMALE', { 'belly-bypass': 'yes' }, 'P3 PHYSICAL DOCTOR'],
  ['kidney stone, cannot keep still', '38y', 'MALE', { 'flank-severe': 'yes' }, 'P3 PHYSICAL DOCTOR'],
  ['low on the right since this morning, no fever', '25y', 'MALE', { 'belly-right-low': 'yes' }, 'P4 PHYSICAL DOCTOR'],
  ['yellow eyes, no pain', '64y', 'MALE', { 'other-yellow': 'yes' }, 'P4 PHYSICAL DOCTOR'],
  ['pregnant in week 15, mild pain', '31y', 'FEMALE', { pregnancy: 'pregnant', ...pain }, 'P4 PHYSICAL MIDWIFE'],
  ['does not know whether she is pregnant, mild pain', '24y', 'FEMALE', { pregnancy: 'unknown', ...pain }, 'P4 PHYSICAL MIDWIFE'],
  ['low on the left and fever at 56: diverticulitis', '56y', 'MALE', { ...feverFor('under-two-days'), ...pain }, 'P4 PHYSICAL DOCTOR'],
  ['six years, pain and blood in the stool', '6y', 'FEMALE', { 'stool-blood': 'yes' }, 'P4 PHYSICAL DOCTOR'],
  ['weak defence from medicine, mild pain', '48y', 'FEMALE', { immune: 'yes', ...pain }, 'P4 PHYSICAL DOCTOR'],
  ['fever and belly ache', '7y', 'FEMALE', { ...feverFor('under-two-days'), ...pain }, 'P5 DIGITAL DOCTOR'],
  ['steady pain for two days', '33y', 'MALE', so('pain', 'over-a-day'), 'P6 DIGITAL DOCTOR'],
  ['72 years, mild pain today', '72y', 'FEMALE', pain, 'P6 DIGITAL DOCTOR'],
  ['five months, wind', '150d', 'MALE', so('wind', 'comes-and-goes'), 'P6 DIGITAL NURSE'],
  ['food sticks', '57y', 'MALE', { 'swallow-trouble': 'yes', ...so('heartburn', 'comes-and-goes') }, 'P7 PHYSICAL DOCTOR'],
  ['heartburn for two months, new at 59', '59y', 'FEMALE', so('heartburn', 'over-three-weeks'), 'P7 PHYSICAL DOCTOR'],
  ['swollen belly for a month at 62', '62y', 'FEMALE', { 'bloated-long': 'yes', ...so('wind', 'over-three-weeks') }, 'P8 PHYSICAL DOCTOR'],
  ['heartburn after meals for months at 35', '35y', 'MALE', so('heartburn', 'over-three-weeks'), 'P9 DIGITAL NURSE'],
  ['pregnant with heartburn', '30y', 'FEMALE', { pregnancy: 'pregnant', ...so('heartburn', 'comes-and-goes') }, 'P9 DIGITAL NURSE'],
  ['does not know whether it moved to the right', '28y', 'MALE', { 'belly-moved': 'unknown', ...pain }, 'P3 PHYSICAL DOCTOR'],
  ['low on the right, sick and not hungry', '33y', 'MALE', { 'belly-right-low': 'yes', 'belly-sick': 'yes' }, 'P3 PHYSICAL DOCTOR'],
  ['low on the right for two days, hardly ill, at 78', '78y', 'FEMALE', { 'belly-right-low': 'yes' }, 'P3 PHYSICAL DOCTOR'],
  ['burning behind the breastbone since this morning, not after food, at 61', '61y', 'MALE', { ...so('heartburn', 'under-a-day'), 'heartburn-food': 'no' }, 'P4 PHYSICAL DOCTOR'],
  ['ache at the navel since this morning, not hungry', '10y', 'MALE', { ...pain, 'belly-sick': 'yes' }, 'P6 DIGITAL NURSE'],
  ['four weeks, brings up every feed in an arc', '28d', 'MALE', { 'baby-projectile': 'yes' }, 'P3 PHYSICAL DOCTOR'],
]));

describe('belly: at home', () => workedCases(pack, [
  ['first heartburn of his life, after a spicy dinner', '47y', 'MALE', so('heartburn', 'under-a-day'), 'P12 SELF_CARE'],
  ['heartburn after a heavy dinner', '45y', 'MALE', so('heartburn', 'under-a-day'), 'P12 SELF_CARE'],
  ['bloated on and off for a week', '29y', 'FEMALE', so('wind', 'comes-and-goes'), 'P12 SELF_CARE'],
  ['a mild ache since this morning, eats and plays', '8y', 'FEMALE', pain, 'P12 SELF_CARE'],
  ['wind after beans at 68', '68y', 'MALE', so('wind', 'under-a-day'), 'P12 SELF_CARE'],
  ['heartburn, the third contact this week', '45y', 'MALE', so('heartburn', 'comes-and-goes'), 'P8 DIGITAL NURSE', 2],
]));
