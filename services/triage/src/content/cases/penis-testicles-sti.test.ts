import { workedCases } from '../../../test/worked-cases';
import { loadPacks } from '../load';

const pack = loadPacks().find((one) => one.id === 'penis-testicles-sti')!;
const feverFor = (days: string) => ({ 'fever': 'yes', 'fever-days': days });
const about = (kind: string) => ({ 'genital-kind': kind });

describe('penis, testicles and infections from sex: danger', () => workedCases(pack, [
  ['woke with sudden severe pain in one testicle at fourteen', '14y', 'MALE', { 'testicle-sudden': 'yes' }, 'P1 EMERGENCY_DEPARTMENT'],
  ['sudden pain in the testicle at 51', '51y', 'MALE', { 'testicle-sudden': 'yes' }, 'P1 EMERGENCY_DEPARTMENT'],
  ['sore scrotum and vomits at nine', '9y', 'MALE', { 'testicle-vomits': 'yes' }, 'P1 EMERGENCY_DEPARTMENT'],
  ['a football in the groin, swollen two hours later', '16y', 'MALE', { 'testicle-injury': 'yes' }, 'P1 EMERGENCY_DEPARTMENT'],
  ['an erection for four hours', '33y', 'MALE', { priapism: 'yes' }, 'P1 EMERGENCY_DEPARTMENT'],
  ['a hair around the penis of a baby', '150d', 'MALE', { 'penis-strangled': 'yes' }, 'P1 EMERGENCY_DEPARTMENT'],
  ['swelling between the legs that turns dark', '62y', 'MALE', { 'perineum-severe': 'yes' }, 'P1 AMBULANCE'],
  ['came for a test, pain on one side, period late', '24y', 'FEMALE', { 'ectopic-signs': 'yes' }, 'P1 EMERGENCY_DEPARTMENT'],
  ['foreskin stuck behind the head', '19y', 'MALE', { 'foreskin-stuck': 'yes' }, 'P2 PHYSICAL DOCTOR'],
  ['red swollen scrotum since this morning at eight', '8y', 'MALE', { 'testicle-pain': 'yes' }, 'P2 PHYSICAL DOCTOR'],
  ['pain came and went twice this week at fifteen', '15y', 'MALE', { 'testicle-came-went': 'yes' }, 'P2 PHYSICAL DOCTOR'],
  ['was forced into sex', '23y', 'MALE', { 'sexual-assault': 'yes' }, 'P2 PHYSICAL DOCTOR'],
  ['does not know whether the pain came suddenly', '22y', 'MALE', { 'testicle-sudden': 'unknown' }, 'P2 DIGITAL NURSE'],
]));

describe('penis, testicles and infections from sex: to be seen', () => workedCases(pack, [
  ['the condom broke with a partner who has HIV', '30y', 'MALE', { 'hiv-exposure': 'yes' }, 'P3 PHYSICAL DOCTOR'],
  ['sore scrotum over days and a fever at 44', '44y', 'MALE', { 'testicle-pain': 'yes', ...feverFor('under-two-days') }, 'P4 PHYSICAL DOCTOR'],
  ['sore scrotum, fever, diabetes', '61y', 'MALE', { 'testicle-pain': 'yes', diabetes: 'yes', ...feverFor('under-two-days') }, 'P3 PHYSICAL DOCTOR'],
  ['burning and fever: the prostate', '52y', 'MALE', { 'male-fever-urine': 'yes', ...feverFor('under-two-days') }, 'P4 PHYSICAL DOCTOR'],
  ['pregnant with blisters', '27y', 'FEMALE', { 'genital-blisters': 'yes', pregnancy: 'pregnant' }, 'P4 PHYSICAL DOCTOR'],
  ['the condom broke, wants a test', '19y', 'FEMALE', { 'emergency-contraception': 'yes', ...about('test') }, 'P4 DIGITAL MIDWIFE'],
  ['sore scrotum over days, no fever, 38', '38y', 'MALE', { 'testicle-pain': 'yes' }, 'P5 PHYSICAL DOCTOR'],
  ['new pelvic pain after a new partner', '21y', 'FEMALE', { 'gyn-pelvic-pain': 'yes' }, 'P5 PHYSICAL DOCTOR'],
  ['blisters for the first time', '25y', 'MALE', { 'genital-blisters': 'yes', ...about('other') }, 'P6 DIGITAL DOCTOR'],
  ['discharge', '24y', 'MALE', about('discharge'), 'P7 DIGITAL NURSE'],
  ['partner has chlamydia, no symptoms', '20y', 'FEMALE', about('test'), 'P7 DIGITAL NURSE'],
  ['a painless lump in the testicle', '31y', 'MALE', { 'testicle-lump': 'yes', ...about('other') }, 'P8 PHYSICAL DOCTOR'],
  ['a sore on the penis for two months', '66y', 'MALE', { 'penis-sore-long': 'yes', ...about('other') }, 'P8 PHYSICAL DOCTOR'],
  ['blood in the semen at 29', '29y', 'MALE', { 'semen-blood': 'yes', ...about('other') }, 'P9 DIGITAL NURSE'],
  ['itchy red foreskin, diabetes', '58y', 'MALE', { diabetes: 'yes', ...about('mild-red') }, 'P9 DIGITAL NURSE'],
  ['trouble with erections', '57y', 'MALE', about('function'), 'P10 DIGITAL NURSE'],
  ['warts', '26y', 'FEMALE', about('warts'), 'P10 DIGITAL NURSE'],
  ['red foreskin at eight months', '240d', 'MALE', about('mild-red'), 'P6 DIGITAL NURSE'],
]));

describe('penis, testicles and infections from sex: at home', () => workedCases(pack, [
  ['small pale bumps he has always had', '17y', 'MALE', about('question'), 'P12 SELF_CARE'],
  ['slightly red under the foreskin for two days', '28y', 'MALE', about('mild-red'), 'P12 SELF_CARE'],
  ['a boy of four with a slightly red foreskin', '4y', 'MALE', about('mild-red'), 'P12 SELF_CARE'],
]));
