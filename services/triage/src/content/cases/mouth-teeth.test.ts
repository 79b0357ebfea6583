import { workedCases } from '../../../test/worked-cases';
import { evaluate } from '../../domain/evaluate';
import { daysOf } from '../../domain/age';
import { quietAnswers } from '../../domain/checks/walk';
import { loadPacks } from '../load';

const pack = loadPacks().find((one) => one.id === 'mouth-teeth')!;
const like = (kind: string) => ({ 'mouth-kind': kind });
const other = like('other');
const ache = { 'tooth-pain': 'yes', ...other };
const feverFor = (days: string) => ({ 'fever': 'yes', 'fever-days': days });

describe('mouth and teeth: danger', () => workedCases(pack, [
  ['swollen under the jaw, cannot swallow saliva', '39y', 'MALE', { 'mouth-floor': 'yes' }, 'P1 AMBULANCE'],
  ['the tongue swells by the minute on a blood pressure tablet', '68y', 'FEMALE', { 'tongue-swelling': 'yes' }, 'P1 AMBULANCE'],
  ['the jaw aches on stairs, with pressure in the chest', '61y', 'MALE', { 'jaw-heart': 'yes' }, 'P1 AMBULANCE'],
  ['a swollen cheek that closes the eye', '33y', 'FEMALE', { 'mouth-eye': 'yes' }, 'P1 EMERGENCY_DEPARTMENT'],
  ['sores of mouth and eyes, skin that blisters, a new medicine', '27y', 'MALE', { 'skin-peeling': 'yes' }, 'P1 EMERGENCY_DEPARTMENT'],
  ['lost a tooth in a fall and passed out', '15y', 'FEMALE', { 'other-head-blow': 'yes', 'tooth-out': 'yes' }, 'P1 EMERGENCY_DEPARTMENT'],
  ['an adult front tooth knocked out, in a glass of milk', '12y', 'MALE', { 'tooth-out': 'yes', ...ache }, 'P2 PHYSICAL DENTIST'],
  ['the jaw is stuck open after a yawn', '45y', 'FEMALE', { 'jaw-broken': 'yes', ...other }, 'P2 PHYSICAL DOCTOR'],
  ['bleeds since a tooth was taken out, on blood thinners', '73y', 'MALE', { 'mouth-bleeding': 'yes', anticoagulants: 'yes', ...other }, 'P2 PHYSICAL DOCTOR'],
  ['a swollen jaw and cannot open the mouth', '30y', 'MALE', { 'mouth-swelling': 'yes', 'throat-cannot-gape': 'yes', ...ache }, 'P2 PHYSICAL DOCTOR'],
]));

describe('mouth and teeth: to be seen', () => workedCases(pack, [
  ['bleeds for an hour after a tooth was taken out', '50y', 'FEMALE', { 'mouth-bleeding': 'yes', ...other }, 'P3 PHYSICAL DENTIST'],
  ['pain in the jaw when chewing, a tender scalp, 74 years', '74y', 'FEMALE', { 'temple-pain': 'yes', ...ache }, 'P3 PHYSICAL DOCTOR'],
  ['toothache, fever, an artificial heart valve', '66y', 'MALE', { 'valve-fever': 'yes', ...feverFor('under-two-days'), ...ache }, 'P3 PHYSICAL DOCTOR'],
  ['a swollen face and fever', '36y', 'FEMALE', { 'mouth-swelling': 'yes', ...feverFor('under-two-days'), ...ache }, 'P4 PHYSICAL DENTIST'],
  ['a tooth pushed out of line by a ball', '17y', 'MALE', { 'tooth-broken': 'yes', ...ache }, 'P4 PHYSICAL DENTIST'],
  ['gums that bleed by themselves and bruises', '52y', 'MALE', { bruises: 'yes', ...like('gums') }, 'P4 PHYSICAL DOCTOR'],
  ['a child of two, mouth full of blisters, drinks less than half', '2y', 'FEMALE', { 'mouth-many-sores': 'yes', 'child-drinks-little': 'yes', ...like('sore') }, 'P4 PHYSICAL DOCTOR'],
  ['sores all over the mouth on cancer medicine', '60y', 'FEMALE', { 'mouth-many-sores': 'yes', immune: 'yes', ...like('sore') }, 'P4 PHYSICAL DOCTOR'],
  ['a swollen gum, no fever', '41y', 'MALE', { 'mouth-swelling': 'yes', ...ache }, 'P5 PHYSICAL DENTIST'],
  ['a wisdom tooth, cannot open the mouth fully', '22y', 'FEMALE', { 'throat-cannot-gape': 'yes', ...ache }, 'P5 PHYSICAL DENTIST'],
  ['toothache through painkillers', '35y', 'MALE', { ...ache, 'tooth-pain-strong': 'yes' }, 'P6 PHYSICAL DENTIST'],
  ['three days after extraction, worse pain', '29y', 'FEMALE', { ...ache, 'mouth-procedure': 'yes' }, 'P6 PHYSICAL DENTIST'],
  ['a baby tooth loose after a fall', '3y', 'MALE', { 'baby-tooth': 'yes', ...other }, 'P6 PHYSICAL DENTIST'],
  ['jaw pain on medicine for brittle bones', '76y', 'FEMALE', { ...ache, 'mouth-bone-medicine': 'yes' }, 'P7 PHYSICAL DENTIST'],
  ['a sore on the tongue for a month, smoker', '63y', 'MALE', { 'mouth-three-weeks': 'yes', ...other }, 'P8 PHYSICAL DENTIST'],
  ['mild toothache helped by tablets', '27y', 'FEMALE', { ...ache }, 'P8 PHYSICAL DENTIST'],
  ['white coating of the tongue after inhaled cortisone', '58y', 'FEMALE', { ...like('coating') }, 'P9 PHYSICAL DENTIST'],
  ['a lost filling, no pain', '44y', 'MALE', { ...like('filling') }, 'P10 PHYSICAL DENTIST'],
  ['a baby of eight months who is teething', '240d', 'FEMALE', { ...like('teething') }, 'P6 DIGITAL NURSE'],
  ['does not know whether the gum is swollen', '31y', 'MALE', { 'mouth-swelling': 'unknown', ...ache }, 'P6 PHYSICAL DENTIST'],
]));

describe('mouth and teeth: at home', () => workedCases(pack, [
  ['an aphtha for three days', '26y', 'FEMALE', { ...like('sore') }, 'P12 SELF_CARE'],
  ['a cold sore on the lip', '34y', 'MALE', { ...like('sore') }, 'P12 SELF_CARE'],
  ['gums bleed on brushing', '40y', 'MALE', { ...like('gums') }, 'P12 SELF_CARE'],
  ['teething at fourteen months, plays and drinks', '430d', 'MALE', { ...like('teething') }, 'P12 SELF_CARE'],
  ['pregnant, gums bleed on brushing', '31y', 'FEMALE', { ...like('gums') }, 'P12 SELF_CARE'],
]));

test('[TRI-6] teeth go to dental care, the jaw and the airway to doctors', () => {
  const adult = { ageDays: daysOf(40, 'y'), sex: 'MALE', region: 'halland', earlierContacts7d: 0, assisted: false } as const;
  const care = (...yes: string[]) => evaluate(pack, adult, { ...quietAnswers(pack), ...Object.fromEntries(yes.map((id) => [id, 'yes'])) }).care;
  expect([care('tooth-out'), care('mouth-swelling'), care('tooth-pain'), care('mouth-three-weeks')]).toEqual(['DENTAL', 'DENTAL', 'DENTAL', 'DENTAL']);
  expect([care('jaw-broken'), care('valve-fever', 'fever'), care('bruises')]).toEqual(['PRIMARY', 'PRIMARY', 'PRIMARY']);
});
