import { workedCases } from '../../../test/worked-cases';
import { loadPacks } from '../load';

const pack = loadPacks().find((one) => one.id === 'cough')!;
const feverFor = (days: string) => ({ 'fever': 'yes', 'fever-days': days });

describe('cough: danger', () => workedCases(pack, [
  ['cannot finish a sentence', '70y', 'MALE', { 'danger-breathing': 'yes' }, 'P1 AMBULANCE'],
  ['coughs up a cup of blood', '58y', 'MALE', { 'cough-much-blood': 'yes' }, 'P1 AMBULANCE'],
  ['asthma, the reliever does not help', '16y', 'FEMALE', { 'cough-inhaler-no-help': 'yes' }, 'P1 AMBULANCE'],
  ['sudden breathlessness and one swollen leg: a clot', '35y', 'FEMALE', { 'breathless-sudden': 'yes', 'leg-swollen-one': 'yes' }, 'P1 AMBULANCE'],
  ['a baby of two months who turns blue from coughing', '60d', 'MALE', { 'cough-stops-breathing': 'yes' }, 'P1 AMBULANCE'],
  ['confused, with fever, at 81', '81y', 'FEMALE', { 'danger-confused': 'yes' }, 'P1 AMBULANCE'],
  ['breathless at rest two weeks after an operation', '52y', 'MALE', { 'breathless-rest': 'yes', 'recent-surgery': 'yes' }, 'P2 PHYSICAL DOCTOR'],
  ['breathless at rest and pregnant', '31y', 'FEMALE', { 'breathless-rest': 'yes', pregnancy: 'pregnant' }, 'P2 PHYSICAL DOCTOR'],
]));

describe('cough: to be seen', () => workedCases(pack, [
  ['fever and stabs with every breath: pneumonia', '38y', 'MALE', { 'chest-stabs': 'yes', ...feverFor('two-to-four-days') }, 'P3 PHYSICAL DOCTOR'],
  ['72 years, fever, out of breath on the stairs', '72y', 'FEMALE', { 'breathless-moving': 'yes', ...feverFor('two-to-four-days') }, 'P3 PHYSICAL DOCTOR'],
  ['40 years, fever, out of breath on the stairs', '40y', 'FEMALE', { 'breathless-moving': 'yes', ...feverFor('two-to-four-days') }, 'P4 PHYSICAL DOCTOR'],
  ['COPD, more out of breath than usual', '68y', 'MALE', { 'breathless-moving': 'yes', 'chronic-disease': 'yes' }, 'P4 PHYSICAL DOCTOR'],
  ['a toddler who choked on a nut and coughs since', '2y', 'MALE', { 'cough-choked': 'yes' }, 'P3 PHYSICAL DOCTOR'],
  ['streaks of blood, well', '47y', 'MALE', { 'cough-blood': 'yes' }, 'P5 DIGITAL DOCTOR'],
  ['fever is back after two good days', '33y', 'FEMALE', { ...feverFor('under-two-days'), 'fever-returned': 'yes' }, 'P6 DIGITAL DOCTOR'],
  ['67 years, three days of fever', '67y', 'MALE', { ...feverFor('two-to-four-days') }, 'P6 DIGITAL NURSE'],
  ['four weeks of cough', '51y', 'FEMALE', { 'cough-over-three-weeks': 'yes' }, 'P8 PHYSICAL DOCTOR'],
  ['losing weight', '59y', 'MALE', { 'weight-loss': 'yes' }, 'P8 PHYSICAL DOCTOR'],
  ['a baby of seven months who coughs, drinks and smiles', '210d', 'FEMALE', {}, 'P6 DIGITAL NURSE'],
  ['pregnant with a cough', '28y', 'FEMALE', { pregnancy: 'pregnant' }, 'P9 DIGITAL NURSE'],
  ['asthma, a cold, breathing as usual', '25y', 'MALE', { 'chronic-disease': 'yes' }, 'P9 DIGITAL NURSE'],
  ['does not know whether breathing is hard at rest', '44y', 'MALE', { 'breathless-rest': 'unknown' }, 'P4 PHYSICAL DOCTOR'],
  ['breathless on the stairs and one leg swollen', '58y', 'MALE', { 'breathless-moving': 'yes', 'leg-swollen-one': 'yes' }, 'P2 PHYSICAL DOCTOR'],
  ['sits up at night to breathe', '77y', 'FEMALE', { 'breathless-flat': 'yes' }, 'P4 PHYSICAL DOCTOR'],
  ['fever and cough for three days, no cold', '38y', 'MALE', { ...feverFor('two-to-four-days') }, 'P7 DIGITAL NURSE'],
]));

describe('cough: at home', () => workedCases(pack, [
  ['a week of cough, no fever', '34y', 'MALE', {}, 'P12 SELF_CARE'],
  ['a cold with a day of fever', '23y', 'FEMALE', { ...feverFor('under-two-days') }, 'P12 SELF_CARE'],
  ['a child of four who coughs at night and plays by day', '4y', 'MALE', {}, 'P12 SELF_CARE'],
  ['fever for three days with a cold', '30y', 'FEMALE', { ...feverFor('two-to-four-days'), 'cough-nose-throat': 'yes' }, 'P12 SELF_CARE'],
]));
