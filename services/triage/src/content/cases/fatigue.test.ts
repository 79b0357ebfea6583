import { workedCases } from '../../../test/worked-cases';
import { loadPacks } from '../load';

const pack = loadPacks().find((one) => one.id === 'fatigue')!;
const fresh = { 'fatigue-how-long': 'under-two-weeks' };
const weeks = { 'fatigue-how-long': 'two-to-four-weeks' };
const long = { 'fatigue-how-long': 'over-four-weeks' };
const feverFor = (days: string) => ({ 'fever': 'yes', 'fever-days': days });

describe('fatigue, weight and glucose: danger', () => workedCases(pack, [
  ['diabetes, deep fast breaths and drowsy: ketoacidosis', '24y', 'FEMALE', { 'glucose-ill': 'yes' }, 'P1 AMBULANCE'],
  ['diabetes, vomits again and again', '31y', 'MALE', { 'diabetes-vomits': 'yes' }, 'P1 EMERGENCY_DEPARTMENT'],
  ['a girl of eight, thirsty for weeks, now vomits', '8y', 'FEMALE', { 'diabetes-vomits': 'yes' }, 'P1 EMERGENCY_DEPARTMENT'],
  ['low sugar that does not rise after two glasses of juice', '58y', 'MALE', { 'glucose-low-stuck': 'yes' }, 'P1 AMBULANCE'],
  ['a woman of 66, suddenly without strength and in a cold sweat: the heart', '66y', 'FEMALE', { 'fatigue-heart': 'yes' }, 'P1 AMBULANCE'],
  ['tired and dizzy, so is the whole family, by the stove', '40y', 'MALE', { 'fatigue-fumes': 'yes' }, 'P1 AMBULANCE'],
  ['black stools and no strength', '72y', 'MALE', { 'other-blood': 'yes' }, 'P1 AMBULANCE'],
  ['Addison and vomiting', '45y', 'FEMALE', { 'adrenal-crisis': 'yes' }, 'P1 AMBULANCE'],
  ['legs weaker by the day after a stomach bug', '38y', 'MALE', { 'weaker-daily': 'yes' }, 'P1 EMERGENCY_DEPARTMENT'],
  ['a baby of four months, floppy', '120d', 'MALE', { 'child-no-response': 'yes' }, 'P1 AMBULANCE'],
  ['ketones of two', '29y', 'MALE', { 'ketones-high': 'yes', diabetes: 'yes', ...fresh }, 'P2 PHYSICAL DOCTOR'],
  ['breathless at rest, gave birth three weeks ago', '33y', 'FEMALE', { 'breathless-rest': 'yes', pregnancy: 'postpartum', ...fresh }, 'P2 PHYSICAL DOCTOR'],
]));

describe('fatigue, weight and glucose: to be seen', () => workedCases(pack, [
  ['a boy of ten, thirsty, losing weight', '10y', 'MALE', { thirst: 'yes', ...weeks }, 'P3 PHYSICAL DOCTOR'],
  ['a child of five, pale, with bruises', '5y', 'FEMALE', { bruises: 'yes', ...weeks }, 'P3 PHYSICAL DOCTOR'],
  ['tired with fevers, an artificial valve', '69y', 'MALE', { 'valve-fever': 'yes', ...feverFor('five-days-or-more'), ...weeks }, 'P3 PHYSICAL DOCTOR'],
  ['thinks of ending their life', '35y', 'MALE', { 'suicide-thoughts': 'yes', 'low-mood': 'yes', ...long }, 'P3 DIGITAL PSYCHOLOGIST'],
  ['thirsty and losing weight at 52', '52y', 'MALE', { thirst: 'yes', ...weeks }, 'P4 PHYSICAL DOCTOR'],
  ['heavy periods, pale, nearly faints on standing', '41y', 'FEMALE', { 'faint-pale': 'yes', 'heavy-periods': 'yes', ...weeks }, 'P4 PHYSICAL DOCTOR'],
  ['new bruises at 60', '60y', 'FEMALE', { bruises: 'yes', ...weeks }, 'P4 PHYSICAL DOCTOR'],
  ['sits up at night to breathe', '78y', 'MALE', { 'breathless-flat': 'yes', ...weeks }, 'P4 PHYSICAL DOCTOR'],
  ['yellow eyes', '55y', 'MALE', { 'other-yellow': 'yes', ...weeks }, 'P4 PHYSICAL DOCTOR'],
  ['three hypos this week', '63y', 'FEMALE', { 'glucose-low-often': 'yes', diabetes: 'yes', ...fresh }, 'P4 DIGITAL DOCTOR'],
  ['sugar of 19 since yesterday, well', '57y', 'MALE', { 'glucose-high-days': 'yes', diabetes: 'yes', ...fresh }, 'P4 DIGITAL DOCTOR'],
  ['out of breath on the stairs for weeks', '70y', 'FEMALE', { 'breathless-moving': 'yes', ...long }, 'P6 PHYSICAL DOCTOR'],
  ['a girl of sixteen who eats next to nothing', '16y', 'FEMALE', { 'eating-fear': 'yes', ...long }, 'P6 PHYSICAL DOCTOR'],
  ['has lost eight kilos without trying', '64y', 'MALE', { 'weight-loss': 'yes', ...long }, 'P8 PHYSICAL DOCTOR'],
  ['gave birth five weeks ago, low and tired most days', '31y', 'FEMALE', { 'low-mood': 'yes', pregnancy: 'postpartum', ...weeks }, 'P6 DIGITAL MIDWIFE'],
  ['pregnant, measured a sugar of 12', '34y', 'FEMALE', { 'glucose-raised': 'yes', pregnancy: 'pregnant', ...fresh }, 'P6 DIGITAL MIDWIFE'],
  ['suddenly short of breath and tired, no pain', '48y', 'FEMALE', { 'breathless-sudden': 'yes', ...fresh }, 'P3 PHYSICAL DOCTOR'],
  ['low and tired most days, no thoughts of death', '28y', 'FEMALE', { 'low-mood': 'yes', ...long }, 'P8 DIGITAL COUNSELLOR'],
  ['heavy periods and tired', '36y', 'FEMALE', { 'heavy-periods': 'yes', ...long }, 'P9 DIGITAL NURSE'],
  ['measured a sugar of 8 at home, well', '50y', 'MALE', { 'glucose-raised': 'yes', ...fresh }, 'P9 DIGITAL NURSE'],
  ['tired for three months, nothing else', '43y', 'FEMALE', { ...long }, 'P10 DIGITAL NURSE'],
  ['tired in the tenth week of pregnancy', '30y', 'FEMALE', { ...weeks, pregnancy: 'pregnant' }, 'P10 DIGITAL NURSE'],
  ['frail at 86 and more tired this week', '86y', 'FEMALE', { frail: 'yes', ...fresh }, 'P6 DIGITAL NURSE'],
  ['does not know about the colour of the stool', '61y', 'MALE', { 'other-blood': 'unknown', ...fresh }, 'P2 DIGITAL NURSE'],
  ['tired for two days, the watch says 38 beats', '71y', 'FEMALE', { 'heart-slow': 'yes', ...fresh }, 'P3 PHYSICAL DOCTOR'],
  ['a heart attack last year, now out of breath on the least effort', '77y', 'MALE', { 'breathless-moving': 'yes', 'chronic-disease': 'yes', ...fresh }, 'P3 PHYSICAL DOCTOR'],
]));

describe('fatigue, weight and glucose: at home', () => workedCases(pack, [
  ['tired a week after exams', '21y', 'FEMALE', { ...fresh }, 'P12 SELF_CARE'],
  ['still tired three weeks after flu', '47y', 'MALE', { ...weeks, 'fatigue-reason': 'yes' }, 'P12 SELF_CARE'],
  ['a boy of nine, tired since a cold', '9y', 'MALE', { ...fresh, 'fatigue-reason': 'yes' }, 'P12 SELF_CARE'],
  ['tired with a cold and a day of fever', '33y', 'MALE', { ...fresh, ...feverFor('under-two-days'), 'cold-signs': 'yes' }, 'P12 SELF_CARE'],
]));
