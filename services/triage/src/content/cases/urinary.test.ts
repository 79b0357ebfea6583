import { workedCases } from '../../../test/worked-cases';
import { loadPacks } from '../load';

const pack = loadPacks().find((one) => one.id === 'urinary')!;
const burning = { 'urinary-burning': 'yes' };
const feverFor = (days: string) => ({ 'fever': 'yes', 'fever-days': days });

describe('urinary: danger', () => workedCases(pack, [
  ['sudden severe pain in the scrotum at fifteen', '15y', 'MALE', { 'testicle-sudden': 'yes' }, 'P1 EMERGENCY_DEPARTMENT'],
  ['cannot feel when wiping, weak legs', '50y', 'FEMALE', { cauda: 'yes' }, 'P1 EMERGENCY_DEPARTMENT'],
  ['severe one-sided pain, pregnant', '27y', 'FEMALE', { 'pelvic-one-sided': 'yes', pregnancy: 'pregnant' }, 'P1 EMERGENCY_DEPARTMENT'],
  ['severe one-sided pain, may be pregnant', '27y', 'FEMALE', { 'pelvic-one-sided': 'yes', pregnancy: 'unknown' }, 'P1 EMERGENCY_DEPARTMENT'],
  ['very ill and confused at 84', '84y', 'FEMALE', { 'danger-confused': 'yes' }, 'P1 AMBULANCE'],
  ['a child of nine, thirsty, passes much urine, vomits', '9y', 'MALE', { 'diabetes-vomits': 'yes' }, 'P1 EMERGENCY_DEPARTMENT'],
  ['cannot pass urine since last night', '73y', 'MALE', { 'urinary-retention': 'yes' }, 'P2 PHYSICAL DOCTOR'],
  ['colic in the flank and fever', '48y', 'MALE', { 'flank-severe': 'yes', ...feverFor('under-two-days') }, 'P2 PHYSICAL DOCTOR'],
]));

describe('urinary: to be seen', () => workedCases(pack, [
  ['fever and flank pain', '33y', 'FEMALE', { 'flank-pain': 'yes', ...feverFor('under-two-days') }, 'P4 PHYSICAL DOCTOR'],
  ['pregnant, fever', '30y', 'FEMALE', { ...feverFor('under-two-days'), pregnancy: 'pregnant' }, 'P3 PHYSICAL DOCTOR'],
  ['colic in the flank, cannot keep still', '41y', 'MALE', { 'flank-severe': 'yes' }, 'P3 PHYSICAL DOCTOR'],
  ['thirsty and losing weight at twelve', '12y', 'FEMALE', { thirst: 'yes' }, 'P3 PHYSICAL DOCTOR'],
  ['a girl of two with fever', '2y', 'FEMALE', { ...feverFor('under-two-days') }, 'P4 PHYSICAL DOCTOR'],
  ['a man with fever', '48y', 'MALE', { ...feverFor('under-two-days') }, 'P5 DIGITAL DOCTOR'],
  ['pregnant, burning', '25y', 'FEMALE', { pregnancy: 'pregnant' }, 'P5 DIGITAL DOCTOR'],
  ['a girl of six, burning', '6y', 'FEMALE', {}, 'P5 DIGITAL DOCTOR'],
  ['has a catheter', '79y', 'MALE', { catheter: 'yes' }, 'P5 DIGITAL DOCTOR'],
  ['a man, burning, no fever', '55y', 'MALE', {}, 'P6 DIGITAL NURSE'],
  ['diabetes, burning', '44y', 'FEMALE', { diabetes: 'yes' }, 'P6 DIGITAL NURSE'],
  ['a woman who cannot sleep for it', '36y', 'FEMALE', { ...burning, 'urinary-strong': 'yes' }, 'P6 DIGITAL NURSE'],
  ['burning and blood', '29y', 'FEMALE', { ...burning, 'urinary-blood': 'yes' }, 'P6 DIGITAL NURSE'],
  ['ten days of burning', '31y', 'FEMALE', { ...burning, 'urinary-over-seven-days': 'yes' }, 'P7 DIGITAL NURSE'],
  ['71 years, mild burning', '71y', 'FEMALE', { ...burning }, 'P7 DIGITAL NURSE'],
  ['painless blood in the urine', '60y', 'FEMALE', { 'urinary-blood': 'yes' }, 'P8 PHYSICAL DOCTOR'],
  ['does not know whether there is blood, and burning', '35y', 'FEMALE', { ...burning, 'urinary-blood': 'unknown' }, 'P7 DIGITAL NURSE'],
  ['flank pain, fever and shaking chills', '52y', 'FEMALE', { 'flank-pain': 'yes', 'rigors': 'yes', ...feverFor('under-two-days') }, 'P3 PHYSICAL DOCTOR'],
  ['burning and often for two days, not slight', '27y', 'FEMALE', burning, 'P8 DIGITAL NURSE'],
]));

describe('urinary: at home', () => workedCases(pack, [
  ['mild burning for two days', '26y', 'FEMALE', { ...burning, 'urinary-mild': 'yes' }, 'P12 SELF_CARE'],
  ['mild burning at 64', '64y', 'FEMALE', { ...burning, 'urinary-mild': 'yes' }, 'P12 SELF_CARE'],
]));
