import { workedCases } from '../../../test/worked-cases';
import { loadPacks } from '../load';

const pack = loadPacks().find((one) => one.id === 'cold')!;
const feverFor = (days: string) => ({ 'fever': 'yes', 'fever-days': days });
const bleeds = { nosebleed: 'now-and-then' };

describe('cold, sinuses and nosebleed: danger', () => workedCases(pack, [
  ['a boy of nine with a cold, a swollen eye and double sight', '9y', 'MALE', { 'eye-socket-swollen': 'yes', ...feverFor('two-to-four-days') }, 'P1 EMERGENCY_DEPARTMENT'],
  ['a nosebleed that 20 minutes of pressure does not stop', '70y', 'MALE', { ...bleeds, 'nosebleed-not-stopping': 'yes' }, 'P1 EMERGENCY_DEPARTMENT'],
  ['has bled a lot and is about to faint', '62y', 'FEMALE', { ...bleeds, 'nosebleed-faint': 'yes' }, 'P1 EMERGENCY_DEPARTMENT'],
  ['clear fluid from the nose after a fall on the ice', '34y', 'MALE', { 'nose-clear-after-blow': 'yes' }, 'P1 EMERGENCY_DEPARTMENT'],
  ['a button battery up the nose at three', '3y', 'FEMALE', { 'button-battery': 'yes' }, 'P1 EMERGENCY_DEPARTMENT'],
  ['a cold, then fever and a stiff neck', '17y', 'FEMALE', { 'fever-stiff-neck': 'yes' }, 'P1 AMBULANCE'],
  ['a blocked nose at six weeks, and 38.1', '42d', 'MALE', { 'infant-fever': 'yes' }, 'P1 EMERGENCY_DEPARTMENT'],
  ['a baby of four months with a cold who breathes with indrawn ribs', '120d', 'MALE', { 'child-hard-breathing': 'yes' }, 'P1 AMBULANCE'],
  ['a soft lump on the forehead and severe pain after a cold', '15y', 'MALE', { 'eyelid-or-forehead': 'yes', 'face-pain-strong': 'yes', ...feverFor('two-to-four-days') }, 'P2 PHYSICAL DOCTOR'],
  ['does not know whether the eye moves without pain, and it is swollen', '28y', 'MALE', { 'eye-socket-swollen': 'unknown', 'eyelid-or-forehead': 'yes' }, 'P2 DIGITAL NURSE'],
]));

describe('cold, sinuses and nosebleed: to be seen', () => workedCases(pack, [
  ['red and swollen around one eye, sees well', '6y', 'FEMALE', { 'eyelid-or-forehead': 'yes', ...feverFor('under-two-days') }, 'P3 PHYSICAL DOCTOR'],
  ['a nosebleed on blood thinners, stopped now', '77y', 'MALE', { ...bleeds, anticoagulants: 'yes' }, 'P3 PHYSICAL DOCTOR'],
  ['pain over the cheek during treatment that lowers the defence', '58y', 'FEMALE', { immune: 'yes', 'face-pain-strong': 'yes' }, 'P3 PHYSICAL DOCTOR'],
  ['high fever and a cheek swollen on one side', '44y', 'MALE', { 'face-swollen': 'yes', ...feverFor('two-to-four-days') }, 'P4 PHYSICAL DOCTOR'],
  ['pregnant, a cold and a fever', '30y', 'FEMALE', { pregnancy: 'pregnant', ...feverFor('under-two-days') }, 'P4 DIGITAL DOCTOR'],
  ['two weeks after giving birth, a cold and a fever', '30y', 'FEMALE', { pregnancy: 'postpartum', ...feverFor('under-two-days') }, 'P3 PHYSICAL DOCTOR'],
  ['a wheeze with the cold', '10y', 'MALE', { 'cough-wheeze': 'yes' }, 'P5 PHYSICAL DOCTOR'],
  ['nosebleeds and bruises at seven', '7y', 'MALE', { ...bleeds, bruises: 'yes' }, 'P4 PHYSICAL DOCTOR'],
  ['a nosebleed at one and a half', '550d', 'FEMALE', { ...bleeds }, 'P4 PHYSICAL DOCTOR'],
  ['a pea up the nose', '3y', 'MALE', { 'nose-object': 'yes' }, 'P5 PHYSICAL DOCTOR'],
  ['a baby of two months with a cold who drinks less than half', '60d', 'FEMALE', { 'child-drinks-little': 'yes' }, 'P3 PHYSICAL DOCTOR'],
  ['a baby of eight months with a runny nose who drinks and smiles', '240d', 'MALE', {}, 'P6 DIGITAL NURSE'],
  ['cannot sleep for pain in the forehead', '39y', 'FEMALE', { 'face-pain-strong': 'yes' }, 'P6 DIGITAL DOCTOR'],
  ['better, then worse again with fever', '31y', 'MALE', { 'cold-worse-again': 'yes', ...feverFor('under-two-days') }, 'P6 DIGITAL DOCTOR'],
  ['fever for five days with a cold', '35y', 'MALE', { ...feverFor('five-days-or-more') }, 'P6 DIGITAL DOCTOR'],
  ['asthma and three days of fever', '41y', 'FEMALE', { 'chronic-disease': 'yes', ...feverFor('two-to-four-days') }, 'P6 DIGITAL NURSE'],
  ['two weeks of blocked nose, no better', '36y', 'FEMALE', { 'cold-over-ten-days': 'yes' }, 'P7 DIGITAL NURSE'],
  ['one nostril blocked and bloody for two months', '61y', 'MALE', { 'nose-one-side': 'yes' }, 'P8 PHYSICAL DOCTOR'],
  ['nosebleeds several times a week', '14y', 'FEMALE', { nosebleed: 'often' }, 'P8 DIGITAL NURSE'],
  ['pollen keeps him awake in spite of tablets', '27y', 'MALE', { 'nose-itch': 'yes', 'hay-fever-hard': 'yes' }, 'P10 DIGITAL NURSE'],
  ['sinusitis for ten days, now severe headache and shuns the light', '25y', 'FEMALE', { 'flu-headache': 'yes', ...feverFor('under-two-days') }, 'P2 PHYSICAL DOCTOR'],
]));

describe('cold, sinuses and nosebleed: at home', () => workedCases(pack, [
  ['a runny nose and a day of fever', '29y', 'FEMALE', { ...feverFor('under-two-days') }, 'P12 SELF_CARE'],
  ['pregnant with a cold', '31y', 'FEMALE', {}, 'P12 SELF_CARE'],
  ['a nosebleed this morning that stopped', '8y', 'MALE', { ...bleeds }, 'P12 SELF_CARE'],
  ['sneezes and itches every May, since three weeks', '24y', 'MALE', { 'nose-itch': 'yes', 'cold-over-ten-days': 'yes' }, 'P12 SELF_CARE'],
  ['a pressure over the cheeks for four days', '45y', 'FEMALE', {}, 'P12 SELF_CARE'],
  ['a toddler with a snotty nose who plays', '2y', 'MALE', {}, 'P12 SELF_CARE'],
  ['asthma, a cold, breathing as usual', '33y', 'MALE', { 'chronic-disease': 'yes' }, 'P12 SELF_CARE'],
  ['a cold at 74, well', '74y', 'FEMALE', {}, 'P12 SELF_CARE'],
]));
