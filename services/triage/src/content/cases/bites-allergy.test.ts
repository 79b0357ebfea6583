import { workedCases } from '../../../test/worked-cases';
import { loadPacks } from '../load';

const pack = loadPacks().find((one) => one.id === 'bites-allergy')!;
const like = (kind: string) => ({ 'bite-kind': kind });
const sting = like('sting');
const tick = like('tick');
const other = like('other');
const feverFor = (days: string) => ({ 'fever': 'yes', 'fever-days': days });

describe('bites and allergy: danger', () => workedCases(pack, [
  ['swollen tongue and faint after peanuts', '16y', 'MALE', { 'danger-allergy': 'yes' }, 'P1 AMBULANCE'],
  ['hives and wheeze after a wasp', '47y', 'FEMALE', { 'hives-danger': 'yes' }, 'P1 AMBULANCE'],
  ['used the pen, feels better', '24y', 'FEMALE', { 'adrenaline-used': 'yes' }, 'P1 AMBULANCE'],
  ['the tongue swells on an ACE inhibitor', '70y', 'MALE', { 'tongue-swelling': 'yes' }, 'P1 AMBULANCE'],
  ['bitten by a viper', '8y', 'FEMALE', { 'snake-bite': 'yes' }, 'P1 EMERGENCY_DEPARTMENT'],
  ['pollen asthma, the reliever does not help', '19y', 'MALE', { 'cough-inhaler-no-help': 'yes' }, 'P1 AMBULANCE'],
  ['fever and a stiff neck weeks after a tick', '52y', 'MALE', { 'fever-stiff-neck': 'yes' }, 'P1 AMBULANCE'],
  ['a bite that turns purple and hurts out of proportion', '61y', 'FEMALE', { 'skin-dying': 'yes' }, 'P1 AMBULANCE'],
  ['known nut anaphylaxis, has just eaten nuts, no symptoms yet', '21y', 'FEMALE', { 'allergy-again': 'yes', ...like('food') }, 'P2 PHYSICAL DOCTOR'],
  ['had trouble breathing after fish, over now', '33y', 'MALE', { 'allergy-passed': 'yes', ...like('food') }, 'P2 PHYSICAL DOCTOR'],
  ['a wasp stung inside the mouth', '10y', 'MALE', { 'sting-mouth': 'yes', ...sting }, 'P2 PHYSICAL DOCTOR'],
  ['fainted, weeks after a tick: the heart', '38y', 'MALE', { 'tick-heart': 'yes', ...tick }, 'P2 PHYSICAL DOCTOR'],
  ['thirty stings', '40y', 'MALE', { 'stings-many': 'yes', ...sting }, 'P2 PHYSICAL DOCTOR'],
]));

describe('bites and allergy: to be seen', () => workedCases(pack, [
  ['hives all over half an hour after an antibiotic', '29y', 'FEMALE', { 'hives-quick': 'yes', ...like('food') }, 'P4 DIGITAL DOCTOR'],
  ['the dog bit the child in the face', '4y', 'FEMALE', { 'bite-face': 'yes', 'bite-skin': 'yes', ...other }, 'P3 PHYSICAL DOCTOR'],
  ['half the face still, three weeks after a tick', '7y', 'MALE', { 'face-palsy': 'yes', ...tick }, 'P3 PHYSICAL DOCTOR'],
  ['fever and a bad headache two weeks after a tick', '44y', 'FEMALE', { 'tick-fever': 'yes', ...feverFor('two-to-four-days'), ...tick }, 'P3 PHYSICAL DOCTOR'],
  ['a cat bite of the calf', '36y', 'FEMALE', { 'bite-skin': 'yes', ...other }, 'P4 PHYSICAL DOCTOR'],
  ['scratched by a monkey in Thailand', '25y', 'MALE', { 'bite-abroad': 'yes', ...other }, 'P3 PHYSICAL DOCTOR'],
  ['a swollen lip, breathes well', '39y', 'MALE', { 'lips-swollen': 'yes', ...like('food') }, 'P4 DIGITAL DOCTOR'],
  ['a sting that gets hotter, and fever', '57y', 'FEMALE', { 'sting-worse': 'yes', ...feverFor('under-two-days'), ...sting }, 'P4 PHYSICAL DOCTOR'],
  ['a sting redder and sorer on the third day', '50y', 'MALE', { 'sting-worse': 'yes', ...sting }, 'P5 PHYSICAL DOCTOR'],
  ['burning pain in the back at night after a tick', '63y', 'FEMALE', { 'tick-nerve': 'yes', ...tick }, 'P5 PHYSICAL DOCTOR'],
  ['wheezes in the pollen season', '31y', 'FEMALE', { 'cough-wheeze': 'yes', ...like('hay-fever') }, 'P5 PHYSICAL DOCTOR'],
  ['a swollen knee two months after a tick', '46y', 'MALE', { 'tick-joint': 'yes', ...tick }, 'P6 PHYSICAL DOCTOR'],
  ['a growing red ring two weeks after a tick', '55y', 'FEMALE', { 'tick-ring': 'yes', ...tick }, 'P7 DIGITAL DOCTOR'],
  ['fainted from a wasp last summer, never looked into', '42y', 'MALE', { 'allergy-unchecked': 'yes', ...sting }, 'P8 DIGITAL DOCTOR'],
  ['the stomach aches after milk', '30y', 'FEMALE', { ...like('food') }, 'P9 DIGITAL NURSE'],
  ['hay fever in spite of tablets and spray', '23y', 'MALE', { ...like('hay-fever'), 'allergy-uncontrolled': 'yes' }, 'P10 DIGITAL DOCTOR'],
  ['a mosquito bite on a baby of five months', '150d', 'FEMALE', { ...sting }, 'P6 DIGITAL NURSE'],
  ['does not know whether the sting was in the throat', '35y', 'MALE', { 'sting-mouth': 'unknown', ...sting }, 'P3 PHYSICAL DOCTOR'],
  ['a dog bite, a red streak, fever and shaking chills', '60y', 'FEMALE', { 'bite-skin': 'yes', 'wound-streak': 'yes', 'rigors': 'yes', ...feverFor('under-two-days'), ...other }, 'P2 PHYSICAL DOCTOR'],
]));

describe('bites and allergy: at home', () => workedCases(pack, [
  ['a wasp sting of the arm, swollen and itchy', '34y', 'FEMALE', { ...sting }, 'P12 SELF_CARE'],
  ['a tick removed this morning', '40y', 'MALE', { ...tick }, 'P12 SELF_CARE'],
  ['a tick on a child of three', '3y', 'FEMALE', { ...tick }, 'P12 SELF_CARE'],
  ['a runny nose and itchy eyes in birch season', '27y', 'MALE', { ...like('hay-fever') }, 'P12 SELF_CARE'],
  ['mosquito bites that itch', '9y', 'MALE', { ...sting }, 'P12 SELF_CARE'],
  ['the puppy nipped, the skin is whole', '12y', 'FEMALE', { ...like('scratch') }, 'P12 SELF_CARE'],
  ['pregnant, a tick removed', '30y', 'FEMALE', { ...tick }, 'P12 SELF_CARE'],
]));
