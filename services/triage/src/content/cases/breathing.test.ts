import { workedCases } from '../../../test/worked-cases';
import { loadPacks } from '../load';

const pack = loadPacks().find((one) => one.id === 'breathing')!;
const feverFor = (days: string) => ({ 'fever': 'yes', 'fever-days': days });
const walking = { 'breathless-moving': 'yes' };
const slowly = { 'breath-over-weeks': 'yes' };

describe('shortness of breath: danger', () => workedCases(pack, [
  ['cannot finish a sentence', '19y', 'FEMALE', { 'danger-breathing': 'yes' }, 'P1 AMBULANCE'],
  ['asthma, ten puffs and no relief', '23y', 'MALE', { 'cough-inhaler-no-help': 'yes' }, 'P1 AMBULANCE'],
  ['too tired to breathe', '71y', 'MALE', { 'breath-exhausted': 'yes' }, 'P1 AMBULANCE'],
  ['sudden breathlessness and stabs: clot or collapsed lung', '22y', 'MALE', { 'breathless-sudden': 'yes', 'chest-stabs': 'yes' }, 'P1 AMBULANCE'],
  ['stabs and a swollen calf after a flight', '38y', 'FEMALE', { 'chest-stabs': 'yes', 'leg-swollen-one': 'yes' }, 'P1 AMBULANCE'],
  ['racing heart and breathless', '66y', 'MALE', { 'other-heart': 'yes' }, 'P1 AMBULANCE'],
  ['no strength, cold sweat and short breath', '62y', 'FEMALE', { 'fatigue-heart': 'yes' }, 'P1 AMBULANCE'],
  ['racing heart and breathless at 24', '24y', 'FEMALE', { 'other-heart': 'yes' }, 'P2 PHYSICAL DOCTOR'],
  ['black stools and out of breath', '70y', 'FEMALE', { 'other-blood': 'yes' }, 'P1 AMBULANCE'],
  ['smoke from a kitchen fire', '48y', 'MALE', { 'breath-smoke': 'yes' }, 'P1 AMBULANCE'],
  ['thrown off a horse, hurts to breathe', '29y', 'FEMALE', { 'breath-injury': 'yes' }, 'P1 EMERGENCY_DEPARTMENT'],
  ['a child of two with a harsh sound on breathing in', '2y', 'MALE', { stridor: 'yes' }, 'P1 AMBULANCE'],
  ['a baby of five months with indrawing', '150d', 'FEMALE', { 'child-hard-breathing': 'yes' }, 'P1 AMBULANCE'],
  ['breathless at rest', '59y', 'MALE', { 'breathless-rest': 'yes' }, 'P2 PHYSICAL DOCTOR'],
  ['ten days after a knee operation, out of breath on the stairs', '64y', 'FEMALE', { ...walking, 'recent-surgery': 'yes' }, 'P2 PHYSICAL DOCTOR'],
  ['pressure in the chest and breathless at 58', '58y', 'FEMALE', { 'breath-pressure': 'yes' }, 'P2 PHYSICAL DOCTOR'],
  ['choked on a nut, wheezes since', '3y', 'MALE', { 'cough-choked': 'yes', 'cough-wheeze': 'yes' }, 'P2 PHYSICAL DOCTOR'],
  ['a baby of two months that went blue and limp, now well', '60d', 'MALE', { 'baby-stopped-breathing': 'yes' }, 'P1 AMBULANCE'],
]));

describe('shortness of breath: to be seen', () => workedCases(pack, [
  ['five weeks after giving birth, out of breath since yesterday', '33y', 'FEMALE', { ...walking, pregnancy: 'postpartum' }, 'P3 PHYSICAL DOCTOR'],
  ['pregnant, fever and a heavy chest', '30y', 'FEMALE', { pregnancy: 'pregnant', ...feverFor('under-two-days') }, 'P3 PHYSICAL DOCTOR'],
  ['does not know whether she is pregnant, out of breath', '27y', 'FEMALE', { ...walking, pregnancy: 'unknown' }, 'P3 PHYSICAL DOCTOR'],
  ['on the pill, newly out of breath', '24y', 'FEMALE', { ...walking, 'clot-risk': 'yes' }, 'P3 PHYSICAL DOCTOR'],
  ['asthma, the reliever every other hour', '30y', 'MALE', { 'breath-reliever-often': 'yes', 'chronic-disease': 'yes' }, 'P3 PHYSICAL DOCTOR'],
  ['heart failure, must sleep sitting up', '79y', 'MALE', { 'breath-lie-flat': 'yes', 'chronic-disease': 'yes' }, 'P3 PHYSICAL DOCTOR'],
  ['68 years, fever, out of breath', '68y', 'MALE', { ...walking, ...feverFor('two-to-four-days') }, 'P3 PHYSICAL DOCTOR'],
  ['a girl of eleven, thirsty, thin and breathing heavily', '11y', 'FEMALE', { thirst: 'yes' }, 'P3 PHYSICAL DOCTOR'],
  ['40 years, fever, out of breath', '40y', 'MALE', { ...walking, ...feverFor('two-to-four-days') }, 'P4 PHYSICAL DOCTOR'],
  ['COPD, worse than usual', '70y', 'FEMALE', { ...walking, ...slowly, 'chronic-disease': 'yes' }, 'P4 PHYSICAL DOCTOR'],
  ['wheezes for the first time', '34y', 'FEMALE', { 'cough-wheeze': 'yes' }, 'P4 PHYSICAL DOCTOR'],
  ['does not know whether breathing is hard at rest', '50y', 'MALE', { 'breathless-rest': 'unknown' }, 'P3 PHYSICAL DOCTOR'],
  ['out of breath on the stairs since three days', '47y', 'MALE', { ...walking }, 'P5 PHYSICAL DOCTOR'],
  ['a bark of a cough at night, breathes well', '3y', 'MALE', { 'breath-barking': 'yes' }, 'P5 PHYSICAL DOCTOR'],
  ['a baby of nine months with a rattling chest, drinks well', '270d', 'MALE', {}, 'P6 DIGITAL NURSE'],
  ['out of breath for two days, one calf swollen', '58y', 'MALE', { ...walking, 'leg-swollen-one': 'yes' }, 'P2 PHYSICAL DOCTOR'],
]));

describe('shortness of breath: can wait', () => workedCases(pack, [
  ['slowly out of breath over two months, swollen ankles', '72y', 'FEMALE', { ...walking, ...slowly, 'breath-ankles': 'yes' }, 'P8 PHYSICAL DOCTOR'],
  ['in the seventh month, slowly more out of breath', '30y', 'FEMALE', { ...walking, ...slowly, pregnancy: 'pregnant' }, 'P8 PHYSICAL DOCTOR'],
  ['the anxiety she knows', '26y', 'FEMALE', { 'breath-panic-known': 'yes' }, 'P9 DIGITAL NURSE'],
  ['only the nose is blocked', '35y', 'MALE', { 'breath-nose-only': 'yes' }, 'P11 DIGITAL NURSE'],
  ['asthma as usual, wants a check-up', '41y', 'FEMALE', { 'chronic-disease': 'yes', 'breath-as-usual': 'yes' }, 'P11 DIGITAL NURSE'],
]));
