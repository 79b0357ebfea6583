import { workedCases } from '../../../test/worked-cases';
import { loadPacks } from '../load';

const pack = loadPacks().find((one) => one.id === 'other')!;
const feverFor = (days: string) => ({ 'fever': 'yes', 'fever-days': days });

describe('something else: danger', () => workedCases(pack, [
  ['the worst headache ever, all of a sudden', '44y', 'FEMALE', { 'other-head-pain': 'yes' }, 'P1 AMBULANCE'],
  ['a belly hard as a board', '58y', 'MALE', { 'other-belly-pain': 'yes' }, 'P1 AMBULANCE'],
  ['black stools', '69y', 'MALE', { 'other-blood': 'yes' }, 'P1 AMBULANCE'],
  ['sight gone in one eye', '63y', 'FEMALE', { 'other-eye': 'yes' }, 'P1 EMERGENCY_DEPARTMENT'],
  ['fell on the head and vomits', '8y', 'MALE', { 'other-head-blow': 'yes' }, 'P1 EMERGENCY_DEPARTMENT'],
  ['pregnant, the baby moves less', '32y', 'FEMALE', { 'other-pregnant-danger': 'yes' }, 'P1 EMERGENCY_DEPARTMENT'],
  ['a hot swollen knee and fever', '56y', 'MALE', { 'fever-joint': 'yes' }, 'P1 EMERGENCY_DEPARTMENT'],
  ['a baby of five weeks who feels hot', '35d', 'FEMALE', { 'infant-fever': 'yes' }, 'P1 EMERGENCY_DEPARTMENT'],
  ['chest pain since this morning, gone now, at 57', '57y', 'MALE', { 'other-chest-new': 'yes' }, 'P2 PHYSICAL DOCTOR'],
  ['a baby of six weeks that stopped breathing for a while', '42d', 'FEMALE', { 'baby-stopped-breathing': 'yes' }, 'P2 PHYSICAL DOCTOR'],
]));

describe('something else: to be seen', () => workedCases(pack, [
  ['chest pain yesterday at 20', '20y', 'FEMALE', { 'other-chest-new': 'yes' }, 'P3 PHYSICAL DOCTOR'],
  ['the heart races, dizzy', '49y', 'FEMALE', { 'other-heart': 'yes' }, 'P3 PHYSICAL DOCTOR'],
  ['one swollen calf', '53y', 'MALE', { 'leg-swollen-one': 'yes' }, 'P4 PHYSICAL DOCTOR'],
  ['a painful red eye', '37y', 'FEMALE', { 'other-eye-red': 'yes' }, 'P4 PHYSICAL DOCTOR'],
  ['fever from malaria country', '29y', 'MALE', { ...feverFor('under-two-days'), 'malaria-travel': 'yes' }, 'P3 PHYSICAL DOCTOR'],
  ['an itchy elbow', '41y', 'MALE', {}, 'P5 DIGITAL NURSE'],
  ['a wart, in an old man', '85y', 'MALE', {}, 'P5 DIGITAL NURSE'],
  ['the third time this week', '41y', 'MALE', {}, 'P4 DIGITAL NURSE', 2],
  ['does not know whether the skin is yellow', '66y', 'FEMALE', { 'other-yellow': 'unknown' }, 'P5 PHYSICAL DOCTOR'],
  ['meat stuck since lunch, cannot swallow saliva', '55y', 'MALE', { 'food-stuck': 'yes' }, 'P2 PHYSICAL DOCTOR'],
]));
