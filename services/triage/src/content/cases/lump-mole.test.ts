import { workedCases } from '../../../test/worked-cases';
import { loadPacks } from '../load';

const pack = loadPacks().find((one) => one.id === 'lump-mole')!;
const like = (kind: string) => ({ 'lump-kind': kind });
const other = like('other');
const feverFor = (days: string) => ({ 'fever': 'yes', 'fever-days': days });

describe('lump or mole: danger', () => workedCases(pack, [
  ['a hard painful lump in the groin and vomiting', '71y', 'MALE', { 'lump-hernia-sick': 'yes' }, 'P1 EMERGENCY_DEPARTMENT'],
  ['a baby of two months with a lump in the groin that will not go in', '60d', 'MALE', { 'hernia-stuck': 'yes', ...other }, 'P1 EMERGENCY_DEPARTMENT'],
  ['a lump in the belly that beats, back pain', '74y', 'MALE', { 'lump-pulsing': 'yes' }, 'P1 AMBULANCE'],
  ['a swollen neck and hard to breathe', '50y', 'FEMALE', { 'lump-airway': 'yes' }, 'P1 AMBULANCE'],
  ['a sudden painful swelling of the scrotum', '14y', 'MALE', { 'testicle-sudden': 'yes' }, 'P1 EMERGENCY_DEPARTMENT'],
  ['a bump on the head, vomits', '6y', 'FEMALE', { 'other-head-blow': 'yes' }, 'P1 EMERGENCY_DEPARTMENT'],
  ['a painful hernia that is stuck, does not vomit', '58y', 'FEMALE', { 'hernia-stuck': 'yes', ...other }, 'P2 PHYSICAL DOCTOR'],
]));

describe('lump or mole: to be seen', () => workedCases(pack, [
  ['lumps on the neck and bruises, eight years', '8y', 'FEMALE', { bruises: 'yes', ...like('gland') }, 'P3 PHYSICAL DOCTOR'],
  ['a large sore gland and fever at four', '4y', 'MALE', { 'lump-neck-child': 'yes', ...feverFor('two-to-four-days'), ...like('gland') }, 'P3 PHYSICAL DOCTOR'],
  ['a hot throbbing lump and fever', '45y', 'MALE', { 'lump-infected': 'yes', ...feverFor('under-two-days'), ...like('pimple') }, 'P4 PHYSICAL DOCTOR'],
  ['nursing, a hard red breast, fever', '31y', 'FEMALE', { 'breast-red': 'yes', ...feverFor('under-two-days'), ...other }, 'P4 PHYSICAL DOCTOR'],
  ['a cyst that became red and hot', '39y', 'FEMALE', { 'lump-infected': 'yes', ...like('pimple') }, 'P5 PHYSICAL DOCTOR'],
  ['lumps on the neck and night sweats', '24y', 'MALE', { 'lump-nodes-ill': 'yes', ...other }, 'P7 PHYSICAL DOCTOR'],
  ['a growing deep lump above the knee at sixteen', '16y', 'FEMALE', { 'lump-deep': 'yes', ...other }, 'P7 PHYSICAL DOCTOR'],
  ['a mole that has changed', '47y', 'FEMALE', { 'mole-changed': 'yes', ...other }, 'P8 PHYSICAL DOCTOR'],
  ['a breast lump', '52y', 'FEMALE', { 'breast-lump': 'yes', ...other }, 'P8 PHYSICAL DOCTOR'],
  ['a breast lump, pregnant', '33y', 'FEMALE', { 'breast-lump': 'yes', ...other }, 'P8 PHYSICAL DOCTOR'],
  ['a lump on the neck for a month', '61y', 'MALE', { 'lump-neck-long': 'yes', ...other }, 'P8 PHYSICAL DOCTOR'],
  ['a hard testicle', '29y', 'MALE', { 'testicle-lump': 'yes', ...other }, 'P8 PHYSICAL DOCTOR'],
  ['a deep lump of the thigh that grows', '56y', 'FEMALE', { 'lump-deep': 'yes', ...like('fatty') }, 'P8 PHYSICAL DOCTOR'],
  ['a crust on the nose that does not heal', '76y', 'MALE', { 'skin-sore-slow': 'yes', ...other }, 'P8 PHYSICAL DOCTOR'],
  ['a bulge in the groin that slips back', '63y', 'MALE', { 'lump-bulge': 'yes', ...other }, 'P9 PHYSICAL DOCTOR'],
  ['a lump that resembles nothing on the list', '40y', 'FEMALE', { ...other }, 'P9 DIGITAL DOCTOR'],
  ['a soft lump, the same for years', '51y', 'MALE', { ...like('fatty') }, 'P11 DIGITAL DOCTOR'],
  ['brown patches that look stuck on', '70y', 'FEMALE', { ...like('age-wart') }, 'P11 DIGITAL DOCTOR'],
  ['a bump by the navel at seven months', '210d', 'FEMALE', { 'lump-bulge': 'yes', ...other }, 'P6 DIGITAL NURSE'],
  ['does not know whether the mole has changed', '44y', 'MALE', { 'mole-changed': 'unknown', ...other }, 'P9 PHYSICAL DOCTOR'],
]));

describe('lump or mole: at home', () => workedCases(pack, [
  ['skin tags on the neck', '48y', 'FEMALE', { ...like('tag') }, 'P12 SELF_CARE'],
  ['a wart on the hand', '11y', 'MALE', { ...like('wart') }, 'P12 SELF_CARE'],
  ['a sore gland with a cold', '22y', 'FEMALE', { ...like('gland') }, 'P12 SELF_CARE'],
  ['sore glands, a cold, two days of fever', '7y', 'MALE', { ...like('gland'), ...feverFor('two-to-four-days') }, 'P12 SELF_CARE'],
  ['small red blood spots, unchanged for years', '57y', 'MALE', { ...like('dots') }, 'P12 SELF_CARE'],
]));
