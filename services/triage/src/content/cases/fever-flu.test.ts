import { workedCases } from '../../../test/worked-cases';
import { loadPacks } from '../load';

const pack = loadPacks().find((one) => one.id === 'fever-flu')!;
const feverFor = (days: string) => ({ 'fever': 'yes', 'fever-days': days });
const today = feverFor('under-two-days');
const days = feverFor('two-to-four-days');

describe('fever and flu: danger', () => workedCases(pack, [
  ['fever and a rash that does not fade', '18y', 'MALE', { 'danger-rash': 'yes' }, 'P1 AMBULANCE'],
  ['fever and confused', '82y', 'FEMALE', { 'danger-confused': 'yes' }, 'P1 AMBULANCE'],
  ['fever and a stiff neck', '20y', 'FEMALE', { 'fever-stiff-neck': 'yes', ...today }, 'P1 AMBULANCE'],
  ['grey and clammy', '55y', 'MALE', { 'sepsis-skin': 'yes', ...today }, 'P1 AMBULANCE'],
  ['chemotherapy last week, 38.3', '49y', 'FEMALE', { 'fever-chemo': 'yes' }, 'P1 EMERGENCY_DEPARTMENT'],
  ['a hot swollen knee and fever', '67y', 'MALE', { 'fever-joint': 'yes' }, 'P1 EMERGENCY_DEPARTMENT'],
  ['pain far worse than the small red spot on the shin', '45y', 'MALE', { 'skin-dying': 'yes', ...today }, 'P1 EMERGENCY_DEPARTMENT'],
  ['burning red skin and a tampon, faint', '19y', 'FEMALE', { 'flu-burnt-skin': 'yes', ...today }, 'P1 AMBULANCE'],
  ['staggers after a race in the heat', '36y', 'MALE', { 'flu-heat': 'yes' }, 'P1 AMBULANCE'],
  ['no spleen, fever since two hours', '40y', 'MALE', { 'no-spleen': 'yes', ...today }, 'P2 PHYSICAL DOCTOR'],
  ['rigors and too ill to stand', '61y', 'FEMALE', { rigors: 'yes', 'very-ill': 'yes', ...today }, 'P2 PHYSICAL DOCTOR'],
  ['84 years, fever, cannot stand', '84y', 'FEMALE', { 'very-ill': 'yes', ...today }, 'P2 PHYSICAL DOCTOR'],
  ['clozapine and fever', '33y', 'MALE', { 'white-cell-medicine': 'yes', ...today }, 'P2 PHYSICAL DOCTOR'],
  ['fever, severe headache, cannot bear light', '22y', 'MALE', { 'flu-headache': 'yes', ...today }, 'P2 PHYSICAL DOCTOR'],
  ['a week after giving birth, 38.6', '29y', 'FEMALE', { pregnancy: 'postpartum', ...today }, 'P2 PHYSICAL DOCTOR'],
  ['fever, flank pain and rigors', '52y', 'FEMALE', { rigors: 'yes', 'flank-pain': 'yes', ...today }, 'P2 PHYSICAL DOCTOR'],
  ['cortisone every day, fever and faint', '30y', 'FEMALE', { 'adrenal-crisis': 'yes', ...today }, 'P2 PHYSICAL DOCTOR'],
]));

describe('fever and flu: to be seen', () => workedCases(pack, [
  ['home from Uganda since five weeks', '30y', 'MALE', { 'malaria-travel': 'yes', ...today }, 'P3 PHYSICAL DOCTOR'],
  ['fever and yellow eyes', '64y', 'FEMALE', { 'other-yellow': 'yes', ...today }, 'P3 PHYSICAL DOCTOR'],
  ['fever with an artificial heart valve', '58y', 'MALE', { 'flu-device': 'yes', ...days }, 'P3 PHYSICAL DOCTOR'],
  ['pregnant, fever and rigors', '28y', 'FEMALE', { rigors: 'yes', pregnancy: 'pregnant', ...today }, 'P3 PHYSICAL DOCTOR'],
  ['fever, stabs when breathing', '44y', 'FEMALE', { 'chest-stabs': 'yes', ...days }, 'P3 PHYSICAL DOCTOR'],
  ['a man with fever, it burns to pass urine', '48y', 'MALE', { 'flu-urine': 'yes', ...today }, 'P5 PHYSICAL DOCTOR'],
  ['fever and an ache in the spine', '66y', 'MALE', { 'flu-spine': 'yes', ...days }, 'P3 PHYSICAL DOCTOR'],
  ['fever and cannot gape', '19y', 'FEMALE', { 'throat-cannot-gape': 'yes', ...days }, 'P4 PHYSICAL DOCTOR'],
  ['fever and bloody diarrhoea', '26y', 'FEMALE', { 'stool-blood': 'yes', ...today }, 'P4 PHYSICAL DOCTOR'],
  ['fever and flank pain', '37y', 'FEMALE', { 'flank-pain': 'yes', ...today }, 'P4 PHYSICAL DOCTOR'],
  ['fever two weeks after an operation', '50y', 'MALE', { 'recent-surgery': 'yes', ...today }, 'P3 PHYSICAL DOCTOR'],
  ['pregnant with flu', '31y', 'FEMALE', { pregnancy: 'pregnant', ...today }, 'P4 DIGITAL DOCTOR'],
  ['a kidney transplant and fever', '47y', 'MALE', { immune: 'yes', ...today }, 'P3 PHYSICAL DOCTOR'],
  ['seven years, five days of fever', '7y', 'MALE', { ...feverFor('five-days-or-more') }, 'P5 PHYSICAL DOCTOR'],
  ['shakes with chills, otherwise well', '33y', 'FEMALE', { rigors: 'yes', ...today }, 'P5 DIGITAL DOCTOR'],
  ['five days of fever', '35y', 'MALE', { ...feverFor('five-days-or-more') }, 'P6 DIGITAL DOCTOR'],
  ['flu since yesterday at 70', '70y', 'FEMALE', { ...today }, 'P6 DIGITAL NURSE'],
  ['flu and COPD', '60y', 'MALE', { 'chronic-disease': 'yes', ...today }, 'P6 DIGITAL NURSE'],
  ['does not know whether she is pregnant, fever', '34y', 'FEMALE', { pregnancy: 'unknown', ...today }, 'P4 PHYSICAL DOCTOR'],
  ['does not know whether he has been where malaria is', '34y', 'MALE', { 'malaria-travel': 'unknown', ...today }, 'P4 PHYSICAL DOCTOR'],
  ['six years, six days of fever, red eyes and lips', '6y', 'FEMALE', { 'kawasaki-signs': 'yes', ...feverFor('five-days-or-more') }, 'P3 PHYSICAL DOCTOR'],
]));

describe('fever and flu: at home', () => workedCases(pack, [
  ['flu for two days, aches all over, drinks', '32y', 'MALE', { ...days }, 'P12 SELF_CARE'],
  ['39.4 and a cough at 24', '24y', 'FEMALE', { ...today }, 'P12 SELF_CARE'],
  ['a boy of nine with fever and a cold', '9y', 'MALE', { ...days }, 'P12 SELF_CARE'],
  ['aches without fever', '51y', 'FEMALE', {}, 'P12 SELF_CARE'],
]));
