import { workedCases } from '../../../test/worked-cases';
import { loadPacks } from '../load';

const pack = loadPacks().find((one) => one.id === 'diarrhoea-vomiting')!;
const feverFor = (days: string) => ({ 'fever': 'yes', 'fever-days': days });
const days = { 'gut-time': 'under-a-week' };

describe('diarrhoea and vomiting: danger', () => workedCases(pack, [
  ['vomits blood', '49y', 'MALE', { 'gi-bleeding': 'yes' }, 'P1 AMBULANCE'],
  ['ate unknown mushrooms last night', '37y', 'FEMALE', { mushroom: 'yes' }, 'P1 AMBULANCE'],
  ['vomits, cold sweat, pressure to the arm: the heart', '67y', 'FEMALE', { 'belly-heart': 'yes' }, 'P1 AMBULANCE'],
  ['vomits after sudden worst headache', '52y', 'FEMALE', { 'other-head-pain': 'yes' }, 'P1 AMBULANCE'],
  ['a child of three, floppy', '3y', 'MALE', { 'child-no-response': 'yes' }, 'P1 AMBULANCE'],
  ['two weeks old, vomits green', '14d', 'MALE', { 'vomit-green-child': 'yes' }, 'P1 EMERGENCY_DEPARTMENT'],
  ['nine months, attacks of screaming, red slime in the nappy', '270d', 'FEMALE', { 'baby-attacks': 'yes' }, 'P1 EMERGENCY_DEPARTMENT'],
  ['vomits again and again, diabetes', '24y', 'MALE', { 'diabetes-vomits': 'yes' }, 'P1 EMERGENCY_DEPARTMENT'],
  ['no urine since last night and drowsy', '79y', 'FEMALE', { 'dry-severe': 'yes' }, 'P1 EMERGENCY_DEPARTMENT'],
  ['four years, bloody diarrhoea, now pale and hardly passes urine: HUS', '4y', 'FEMALE', { 'bleeding-bowel-pale': 'yes' }, 'P1 EMERGENCY_DEPARTMENT'],
  ['fell on the head yesterday, vomits today', '6y', 'MALE', { 'other-head-blow': 'yes' }, 'P1 EMERGENCY_DEPARTMENT'],
  ["Addison's disease and vomits", '44y', 'FEMALE', { 'adrenal-crisis': 'yes' }, 'P1 EMERGENCY_DEPARTMENT'],
  ['the whole family ill at once by the stove', '39y', 'MALE', { 'fatigue-fumes': 'yes' }, 'P1 AMBULANCE'],
  ['vomits, belly pain, period late', '28y', 'FEMALE', { 'ectopic-signs': 'yes' }, 'P1 EMERGENCY_DEPARTMENT'],
  ['chemotherapy and a fever', '58y', 'FEMALE', { 'fever-chemo': 'yes' }, 'P1 EMERGENCY_DEPARTMENT'],
  ['vomits with a red, painful eye: glaucoma', '71y', 'FEMALE', { 'other-eye-red': 'yes' }, 'P2 PHYSICAL DOCTOR'],
  ['pain moved to the right, vomits: the appendix', '15y', 'MALE', { 'belly-moved': 'yes' }, 'P2 PHYSICAL DOCTOR'],
]));

describe('diarrhoea and vomiting: to be seen', () => workedCases(pack, [
  ['34 weeks pregnant, vomits, severe pain below the ribs', '32y', 'FEMALE', { 'preg-preeclampsia': 'yes', pregnancy: 'pregnant', ...days }, 'P2 PHYSICAL DOCTOR'],
  ['two months old, brings up a little after feeds, thrives', '60d', 'FEMALE', { 'baby-brings-up': 'posset', ...days }, 'P6 DIGITAL NURSE'],
  ['two months old with loose stools', '60d', 'FEMALE', { 'baby-brings-up': 'ill', ...days }, 'P3 PHYSICAL DOCTOR'],
  ['five weeks old, vomits in an arc after every feed', '35d', 'MALE', { 'baby-projectile': 'yes', 'baby-brings-up': 'ill', ...days }, 'P3 PHYSICAL DOCTOR'],
  ['two years, no urine for twelve hours', '2y', 'MALE', { 'no-urine-12h': 'yes', ...days }, 'P3 PHYSICAL DOCTOR'],
  ['eight years, thirsty and losing weight', '8y', 'FEMALE', { thirst: 'yes', ...days }, 'P3 PHYSICAL DOCTOR'],
  ['fifteen months, seven loose stools today, drinks', '460d', 'FEMALE', { 'gut-child-often': 'yes', ...days }, 'P4 DIGITAL NURSE'],
  ['eighteen months, dry mouth', '550d', 'MALE', { 'child-dry': 'yes', ...days }, 'P4 PHYSICAL DOCTOR'],
  ['pregnant, cannot keep anything down', '29y', 'FEMALE', { vomiting: 'yes', pregnancy: 'pregnant', ...days }, 'P4 PHYSICAL MIDWIFE'],
  ['bloody diarrhoea and fever', '31y', 'MALE', { 'stool-blood': 'yes', ...feverFor('under-two-days'), ...days }, 'P4 PHYSICAL DOCTOR'],
  ['blood in the diarrhoea, no fever', '40y', 'FEMALE', { 'stool-blood': 'yes', ...days }, 'P4 DIGITAL DOCTOR'],
  ['water tablets, cannot eat', '74y', 'MALE', { 'gut-medicines': 'yes', ...days }, 'P4 DIGITAL DOCTOR'],
  ['81 years, loose stools since yesterday, well', '81y', 'MALE', days, 'P9 DIGITAL NURSE'],
  ['type 2 diabetes, loose stools', '62y', 'FEMALE', { diabetes: 'yes', ...days }, 'P4 DIGITAL DOCTOR'],
  ['84 years and frail', '84y', 'FEMALE', { frail: 'yes', ...days }, 'P4 DIGITAL DOCTOR'],
  ['cancer treatment, loose stools, no fever', '57y', 'FEMALE', { immune: 'yes', ...days }, 'P5 DIGITAL DOCTOR'],
  ['asthma and a stomach bug', '26y', 'MALE', { 'chronic-disease': 'yes', ...days }, 'P12 SELF_CARE'],
  ['a girl of three with fever and vomiting, no diarrhoea', '3y', 'FEMALE', { 'gut-no-loose': 'yes', ...feverFor('two-to-four-days'), ...days }, 'P5 PHYSICAL DOCTOR'],
  ['four months, loose stools, smiles', '120d', 'MALE', { 'baby-brings-up': 'ill', ...days }, 'P5 DIGITAL NURSE'],
  ['eight months, vomited twice, drinks', '240d', 'MALE', days, 'P6 DIGITAL NURSE'],
  ['fever after Thailand', '27y', 'FEMALE', { 'gut-travel': 'yes', ...feverFor('under-two-days'), ...days }, 'P6 DIGITAL DOCTOR'],
  ['six years, loose for ten days', '6y', 'FEMALE', { 'gut-time': 'over-a-week' }, 'P6 DIGITAL DOCTOR'],
  ['diarrhoea after penicillin', '55y', 'MALE', { 'gut-antibiotics': 'yes', ...days }, 'P7 DIGITAL NURSE'],
  ['loose for five weeks', '39y', 'FEMALE', { 'gut-time': 'over-three-weeks' }, 'P8 PHYSICAL DOCTOR'],
  ['does not know when she last passed urine', '46y', 'FEMALE', { 'no-urine-12h': 'unknown', ...days }, 'P4 PHYSICAL DOCTOR'],
  ['vomited twice, now sore low on the right', '13y', 'MALE', { 'belly-right-low': 'yes', ...days }, 'P3 PHYSICAL DOCTOR'],
  ['ten years, vomits, severe headache and cannot stand the light', '10y', 'FEMALE', { 'flu-headache': 'yes', ...days }, 'P2 PHYSICAL DOCTOR'],
  ['vomits, fever and pain in the flank', '29y', 'FEMALE', { 'flank-pain': 'yes', ...feverFor('under-two-days'), ...days }, 'P4 PHYSICAL DOCTOR'],
]));

describe('diarrhoea and vomiting: at home', () => workedCases(pack, [
  ['vomiting and diarrhoea since yesterday, keeps sips down', '34y', 'FEMALE', days, 'P12 SELF_CARE'],
  ['loose stools after a buffet, three days', '23y', 'MALE', days, 'P12 SELF_CARE'],
  ['three years, vomited twice, drinks and plays', '3y', 'MALE', days, 'P12 SELF_CARE'],
  ['a stomach bug with a day of fever', '41y', 'MALE', { ...feverFor('under-two-days'), ...days }, 'P12 SELF_CARE'],
  ['loose stools in the second week of travel, no fever', '30y', 'FEMALE', { 'gut-travel': 'yes', ...days }, 'P12 SELF_CARE'],
]));
