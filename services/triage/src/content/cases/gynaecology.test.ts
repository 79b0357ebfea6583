import { workedCases } from '../../../test/worked-cases';
import { loadPacks } from '../load';

const pack = loadPacks().find((one) => one.id === 'gynaecology')!;
const feverFor = (days: string) => ({ 'fever': 'yes', 'fever-days': days });
const about = (kind: string) => ({ 'gyn-kind': kind });

describe("women's health: danger", () => workedCases(pack, [
  ['soaks a pad in half an hour, again and again', '46y', 'FEMALE', { 'gyn-soaking': 'yes' }, 'P1 EMERGENCY_DEPARTMENT'],
  ['bleeds and fainted', '39y', 'FEMALE', { 'bleed-faint': 'yes' }, 'P1 AMBULANCE'],
  ['late period, pain on one side and in the shoulder', '27y', 'FEMALE', { 'ectopic-signs': 'yes' }, 'P1 EMERGENCY_DEPARTMENT'],
  ['may be pregnant, does not know, severe pain on one side', '22y', 'FEMALE', { 'pelvic-one-sided': 'yes', pregnancy: 'unknown' }, 'P1 EMERGENCY_DEPARTMENT'],
  ['24 weeks pregnant and bleeds', '33y', 'FEMALE', { 'preg-late-bleeding': 'yes' }, 'P1 EMERGENCY_DEPARTMENT'],
  ['high fever and a rash with a tampon', '18y', 'FEMALE', { 'toxic-shock': 'yes' }, 'P1 AMBULANCE'],
  ['severe pain on one side and vomits: the ovary', '19y', 'FEMALE', { 'pelvic-one-sided': 'yes', vomiting: 'yes' }, 'P2 PHYSICAL DOCTOR'],
  ['two weeks after birth, fever', '31y', 'FEMALE', { pregnancy: 'postpartum', ...feverFor('under-two-days') }, 'P2 PHYSICAL DOCTOR'],
  ['fever after an abortion', '24y', 'FEMALE', { 'gyn-after-procedure': 'yes', ...feverFor('under-two-days') }, 'P2 PHYSICAL DOCTOR'],
  ['was forced into sex last night', '20y', 'FEMALE', { 'sexual-assault': 'yes' }, 'P2 PHYSICAL DOCTOR'],
]));

describe("women's health: to be seen", () => workedCases(pack, [
  ['severe pain on one side', '28y', 'FEMALE', { 'pelvic-one-sided': 'yes' }, 'P2 PHYSICAL DOCTOR'],
  ['heavy bleeding, takes blood thinners', '49y', 'FEMALE', { 'gyn-bleeding-heavy': 'yes', anticoagulants: 'yes' }, 'P3 PHYSICAL DOCTOR'],
  ['pelvic pain and fever: infection of the tubes', '23y', 'FEMALE', { 'gyn-pelvic-pain': 'yes', ...feverFor('under-two-days') }, 'P4 PHYSICAL DOCTOR'],
  ['large clots, no other trouble', '44y', 'FEMALE', { 'gyn-bleeding-heavy': 'yes' }, 'P4 PHYSICAL DOCTOR'],
  ['a girl of seven bleeds', '7y', 'FEMALE', about('bleeding'), 'P4 PHYSICAL DOCTOR'],
  ['new pelvic pain, no fever', '26y', 'FEMALE', { 'gyn-pelvic-pain': 'yes' }, 'P5 PHYSICAL DOCTOR'],
  ['eight weeks pregnant, spotting', '30y', 'FEMALE', { pregnancy: 'pregnant', ...about('bleeding') }, 'P5 DIGITAL MIDWIFE'],
  ['late period, spotting, does not know whether pregnant', '30y', 'FEMALE', { pregnancy: 'unknown', ...about('bleeding') }, 'P5 DIGITAL MIDWIFE'],
  ['painful blisters', '21y', 'FEMALE', { 'gyn-blisters': 'yes', ...about('other') }, 'P6 PHYSICAL DOCTOR'],
  ['a forgotten tampon', '25y', 'FEMALE', { 'gyn-tampon': 'yes', ...about('discharge') }, 'P6 PHYSICAL DOCTOR'],
  ['discharge after a new partner', '22y', 'FEMALE', { 'gyn-sti': 'yes', ...about('discharge') }, 'P7 DIGITAL NURSE'],
  ['bleeds at 61, no period for nine years', '61y', 'FEMALE', { 'gyn-after-menopause': 'yes', ...about('bleeding') }, 'P8 PHYSICAL DOCTOR'],
  ['bleeds after sex', '34y', 'FEMALE', { 'gyn-after-sex': 'yes', ...about('bleeding') }, 'P8 PHYSICAL DOCTOR'],
  ['thrush for the fifth time', '29y', 'FEMALE', { 'gyn-again': 'yes', ...about('thrush') }, 'P9 DIGITAL NURSE'],
  ['thrush at 14', '14y', 'FEMALE', about('thrush'), 'P9 DIGITAL NURSE'],
  ['irregular periods', '37y', 'FEMALE', about('bleeding'), 'P10 DIGITAL MIDWIFE'],
  ['a discharge that smells, no new partner', '35y', 'FEMALE', about('discharge'), 'P10 DIGITAL MIDWIFE'],
  ['pregnant with thrush', '28y', 'FEMALE', { pregnancy: 'pregnant', ...about('thrush') }, 'P10 DIGITAL MIDWIFE'],
]));

describe("women's health: at home", () => workedCases(pack, [
  ['her usual period pain', '19y', 'FEMALE', about('period-pain'), 'P12 SELF_CARE'],
  ['period pain at thirteen', '13y', 'FEMALE', about('period-pain'), 'P12 SELF_CARE'],
  ['thrush as she had it two years ago', '32y', 'FEMALE', about('thrush'), 'P12 SELF_CARE'],
]));
