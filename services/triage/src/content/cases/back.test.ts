import { workedCases } from '../../../test/worked-cases';
import { loadPacks } from '../load';

const pack = loadPacks().find((one) => one.id === 'back')!;
const feverFor = (days: string) => ({ 'fever': 'yes', 'fever-days': days });

describe('back: danger', () => workedCases(pack, [
  ['sudden pain in back and belly, fainted: aneurysm', '74y', 'MALE', { 'back-collapse': 'yes' }, 'P1 AMBULANCE'],
  ['sudden tearing pain between the shoulders: dissection', '61y', 'MALE', { 'back-tearing': 'yes' }, 'P1 AMBULANCE'],
  ['known aneurysm and new pain', '70y', 'MALE', { aneurysm: 'yes' }, 'P1 AMBULANCE'],
  ['fell from a ladder', '48y', 'MALE', { 'back-trauma': 'yes' }, 'P1 AMBULANCE'],
  ['stabs in the back when breathing, short of breath: a clot', '36y', 'FEMALE', { 'other-clot': 'yes' }, 'P1 AMBULANCE'],
  ['numb between the legs: cauda equina', '42y', 'FEMALE', { cauda: 'yes' }, 'P1 EMERGENCY_DEPARTMENT'],
  ['sciatica and cannot feel when passing urine', '39y', 'MALE', { 'back-bladder': 'yes' }, 'P1 EMERGENCY_DEPARTMENT'],
  ['pain in waves low in the back at 29 weeks', '30y', 'FEMALE', { 'preg-early-labour': 'yes' }, 'P1 EMERGENCY_DEPARTMENT'],
  ['numb in both legs for a week', '49y', 'MALE', { 'back-both-legs': 'yes' }, 'P2 PHYSICAL DOCTOR'],
  ['first pain in the flank at 68', '68y', 'MALE', { 'flank-severe': 'yes' }, 'P2 PHYSICAL DOCTOR'],
  ['kidney stone and fever', '45y', 'FEMALE', { 'flank-severe': 'yes', ...feverFor('under-two-days') }, 'P2 PHYSICAL DOCTOR'],
  ['injects drugs, back pain and fever: abscess', '34y', 'MALE', { 'back-injects': 'yes', ...feverFor('under-two-days') }, 'P2 PHYSICAL DOCTOR'],
  ['diabetes, back pain and fever', '63y', 'FEMALE', { diabetes: 'yes', ...feverFor('under-two-days') }, 'P2 PHYSICAL DOCTOR'],
  ['breast cancer before, now a weak leg', '59y', 'FEMALE', { 'back-cancer': 'yes', 'back-leg-weak': 'yes' }, 'P2 PHYSICAL DOCTOR'],
]));

describe('back: to be seen', () => workedCases(pack, [
  ['back pain and fever', '52y', 'MALE', { ...feverFor('two-to-four-days') }, 'P3 PHYSICAL DOCTOR'],
  ['a foot that drops since yesterday', '47y', 'FEMALE', { 'back-foot-drop': 'yes' }, 'P3 PHYSICAL DOCTOR'],
  ['fell on the bottom, takes blood thinners', '79y', 'FEMALE', { 'spine-fall': 'yes', anticoagulants: 'yes' }, 'P3 PHYSICAL DOCTOR'],
  ['kidney stone at 37', '37y', 'MALE', { 'flank-severe': 'yes' }, 'P3 PHYSICAL DOCTOR'],
  ['stumbled at 77, sudden pain in the spine', '77y', 'FEMALE', { 'spine-fall': 'yes' }, 'P4 PHYSICAL DOCTOR'],
  ['prostate cancer, pain like a band, worse at night', '72y', 'MALE', { 'back-cancer': 'yes', 'back-band': 'yes' }, 'P4 PHYSICAL DOCTOR'],
  ['blisters in a band', '66y', 'FEMALE', { 'back-blisters': 'yes' }, 'P5 DIGITAL DOCTOR'],
  ['back pain at seven', '7y', 'MALE', {}, 'P5 DIGITAL DOCTOR'],
  ['cannot dress though on painkillers', '41y', 'MALE', { 'back-stuck': 'yes' }, 'P6 DIGITAL DOCTOR'],
  ['cancer five years ago, mild pain', '57y', 'FEMALE', { 'back-cancer': 'yes' }, 'P6 DIGITAL DOCTOR'],
  ['the first time, at 63', '63y', 'MALE', { 'back-first': 'yes' }, 'P7 PHYSICAL DOCTOR'],
  ['cortisone for years', '58y', 'FEMALE', { 'back-cortisone': 'yes' }, 'P7 PHYSICAL DOCTOR'],
  ['fourteen years, sore for two months', '14y', 'FEMALE', { 'back-weeks': 'yes' }, 'P7 PHYSICAL DOCTOR'],
  ['fourteen years, sore after gymnastics', '14y', 'FEMALE', {}, 'P10 DIGITAL PHYSIOTHERAPIST'],
  ['severe pain below the knee', '44y', 'FEMALE', { 'back-leg': 'yes' }, 'P8 DIGITAL DOCTOR'],
  ['stiff every morning at 26', '26y', 'MALE', { 'back-morning': 'yes' }, 'P9 DIGITAL DOCTOR'],
  ['two months of pain', '50y', 'MALE', { 'back-weeks': 'yes' }, 'P9 DIGITAL PHYSIOTHERAPIST'],
  ['pregnant in week 25, sore back', '31y', 'FEMALE', { pregnancy: 'pregnant' }, 'P10 DIGITAL PHYSIOTHERAPIST'],
  ['does not know whether feeling is lost', '46y', 'MALE', { cauda: 'unknown' }, 'P2 DIGITAL NURSE'],
  ['sudden severe pain without a strain, at 70', '70y', 'MALE', { 'back-sudden-old': 'yes', 'back-first': 'yes' }, 'P2 PHYSICAL DOCTOR'],
]));

describe('back: at home', () => workedCases(pack, [
  ['lumbago after lifting, walks', '38y', 'MALE', {}, 'P12 SELF_CARE'],
  ['her usual lumbago at 64', '64y', 'FEMALE', {}, 'P12 SELF_CARE'],
  ['a stiff back after gardening at 17', '17y', 'FEMALE', {}, 'P12 SELF_CARE'],
]));
