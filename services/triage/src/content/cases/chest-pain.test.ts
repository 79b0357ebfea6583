import { workedCases } from '../../../test/worked-cases';
import { loadPacks } from '../load';

const pack = loadPacks().find((one) => one.id === 'chest-pain')!;
const feverFor = (days: string) => ({ 'fever': 'yes', 'fever-days': days });
const today = { 'chest-new': 'yes' };
const press = { 'chest-press': 'yes' };

describe('chest pain: danger', () => workedCases(pack, [
  ['pressure for half an hour', '63y', 'MALE', { 'danger-chest': 'yes' }, 'P1 AMBULANCE'],
  ['a weight on the chest, out in the jaw', '58y', 'FEMALE', { 'chest-radiates': 'yes' }, 'P1 AMBULANCE'],
  ['a cold sweat and nausea, thinks it is the stomach', '71y', 'FEMALE', { 'chest-sweat': 'yes', 'chest-burning': 'yes' }, 'P1 AMBULANCE'],
  ['tore between the shoulder blades', '55y', 'MALE', { 'chest-tearing': 'yes' }, 'P1 AMBULANCE'],
  ['stabs and sudden short breath in a tall young man', '21y', 'MALE', { 'chest-stabs': 'yes', 'breathless-sudden': 'yes' }, 'P1 AMBULANCE'],
  ['stabs and a swollen leg', '36y', 'FEMALE', { 'chest-stabs': 'yes', 'leg-swollen-one': 'yes' }, 'P1 AMBULANCE'],
  ['fainted with chest pain', '48y', 'MALE', { 'other-fainted': 'yes' }, 'P1 AMBULANCE'],
  ['the spray does not help', '74y', 'MALE', { 'chest-spray': 'yes', 'heart-disease': 'yes' }, 'P1 AMBULANCE'],
  ['swallowed a battery', '4y', 'MALE', { 'swallowed-object': 'yes' }, 'P1 EMERGENCY_DEPARTMENT'],
  ['pain this morning, gone now, at 52', '52y', 'MALE', { ...today }, 'P2 PHYSICAL DOCTOR'],
  ['new pain at 29, diabetes', '29y', 'FEMALE', { ...today, 'chest-risk': 'yes' }, 'P2 PHYSICAL DOCTOR'],
  ['cocaine last night', '27y', 'MALE', { ...today, 'chest-drugs': 'yes' }, 'P2 PHYSICAL DOCTOR'],
  ['angina that now comes at rest', '66y', 'MALE', { 'chest-worse': 'yes' }, 'P2 PHYSICAL DOCTOR'],
  ['stabs a week after an operation', '44y', 'FEMALE', { 'chest-stabs': 'yes', 'recent-surgery': 'yes' }, 'P2 PHYSICAL DOCTOR'],
  ['three weeks after giving birth, new pain', '31y', 'FEMALE', { ...today, pregnancy: 'postpartum' }, 'P2 PHYSICAL DOCTOR'],
  ['does not know whether it spreads to the arm', '60y', 'MALE', { 'chest-radiates': 'unknown' }, 'P2 DIGITAL NURSE'],
]));

describe('chest pain: to be seen', () => workedCases(pack, [
  ['better when leaning forward', '26y', 'MALE', { ...today, 'chest-lying': 'yes' }, 'P3 PHYSICAL DOCTOR'],
  ['fever and a sore chest in week 20', '30y', 'FEMALE', { pregnancy: 'pregnant', ...press, ...feverFor('under-two-days') }, 'P3 PHYSICAL DOCTOR'],
  ['fever and stabs', '33y', 'FEMALE', { 'chest-stabs': 'yes', ...feverFor('two-to-four-days') }, 'P3 PHYSICAL DOCTOR'],
  ['an attack the day before yesterday, at 61', '61y', 'FEMALE', { 'chest-days-ago': 'yes' }, 'P3 PHYSICAL DOCTOR'],
  ['new pain at 22, pressing does nothing', '22y', 'MALE', { ...today }, 'P4 PHYSICAL DOCTOR'],
  ['stabs when breathing at 25, no risk of clots', '25y', 'FEMALE', { 'chest-stabs': 'yes' }, 'P4 PHYSICAL DOCTOR'],
  ['tired with a pounding heart after flu', '19y', 'MALE', { 'chest-after-infection': 'yes' }, 'P4 PHYSICAL DOCTOR'],
  ['a boy of twelve, pain when he runs', '12y', 'MALE', { 'chest-effort': 'yes' }, 'P4 PHYSICAL DOCTOR'],
  ['pain in the stairs for months, gone at rest', '64y', 'MALE', { 'chest-effort': 'yes' }, 'P5 PHYSICAL DOCTOR'],
  ['a band of blisters', '70y', 'FEMALE', { 'shingles-band': 'yes' }, 'P5 PHYSICAL DOCTOR'],
  ['an ache last week, gone since', '47y', 'FEMALE', {}, 'P5 DIGITAL DOCTOR'],
  ['out of breath when walking, one leg sore', '29y', 'MALE', { 'breathless-moving': 'yes', 'leg-swollen-one': 'yes' }, 'P2 PHYSICAL DOCTOR'],
]));

describe('chest pain: can wait', () => workedCases(pack, [
  ['sore spot on a rib since the gym, at 24', '24y', 'MALE', { ...today, ...press }, 'P7 PHYSICAL PHYSIOTHERAPIST'],
  ['a sore breastbone at fifteen', '15y', 'FEMALE', { ...press }, 'P7 PHYSICAL PHYSIOTHERAPIST'],
  ['stabs of a few seconds at fourteen', '14y', 'MALE', { ...today, 'chest-seconds': 'yes' }, 'P9 DIGITAL NURSE'],
  ['the same twinge for half a year', '30y', 'FEMALE', { 'chest-months': 'yes' }, 'P8 PHYSICAL DOCTOR'],
  ['the heartburn he knows', '43y', 'MALE', { 'chest-burning': 'yes' }, 'P9 DIGITAL NURSE'],
  ['the panic attacks she knows', '28y', 'FEMALE', { 'breath-panic-known': 'yes' }, 'P9 DIGITAL NURSE'],
]));
