import { workedCases } from '../../../test/worked-cases';
import { loadPacks } from '../load';

const pack = loadPacks().find((one) => one.id === 'constipation-bowel')!;
const feverFor = (days: string) => ({ 'fever': 'yes', 'fever-days': days });
const drops = { 'bowel-blood': 'drops' };
const mixed = { 'bowel-blood': 'mixed' };

describe('constipation and the back passage: danger', () => workedCases(pack, [
  ['clots and much red blood', '76y', 'MALE', { 'rectal-heavy': 'yes' }, 'P1 AMBULANCE'],
  ['black stool and faint', '81y', 'FEMALE', { 'gi-bleeding': 'yes' }, 'P1 AMBULANCE'],
  ['bleeds and is in a cold sweat', '59y', 'MALE', { 'bleed-faint': 'yes' }, 'P1 AMBULANCE'],
  ['swelling that grows by the hour, dark skin: Fournier', '57y', 'MALE', { 'perineum-severe': 'yes' }, 'P1 AMBULANCE'],
  ['no stool, no wind, vomits', '83y', 'FEMALE', { 'belly-blocked': 'yes' }, 'P1 EMERGENCY_DEPARTMENT'],
  ['numb between the legs: cauda equina', '44y', 'FEMALE', { cauda: 'yes' }, 'P1 EMERGENCY_DEPARTMENT'],
  ['three days old, no stool, big hard belly', '3d', 'MALE', { 'baby-no-stool': 'yes' }, 'P1 EMERGENCY_DEPARTMENT'],
  ['seven months, red slime and attacks of pain', '210d', 'MALE', { 'baby-attacks': 'yes' }, 'P1 EMERGENCY_DEPARTMENT'],
  ['cannot pass urine either', '80y', 'MALE', { 'urinary-retention': 'yes' }, 'P2 PHYSICAL DOCTOR'],
  ['the bowel has come out and stays out', '86y', 'FEMALE', { 'rectum-stuck': 'yes' }, 'P2 PHYSICAL DOCTOR'],
]));

describe('constipation and the back passage: to be seen', () => workedCases(pack, [
  ['an abscess, fever, cannot stand', '50y', 'MALE', { 'anal-abscess': 'yes', 'very-ill': 'yes', ...feverFor('under-two-days') }, 'P2 PHYSICAL DOCTOR'],
  ['an abscess and diabetes', '50y', 'MALE', { 'anal-abscess': 'yes', diabetes: 'yes' }, 'P3 PHYSICAL DOCTOR'],
  ['colitis, bloody stools eight times a day, fever', '29y', 'FEMALE', { 'bloody-diarrhoea': 'yes', ...feverFor('under-two-days') }, 'P3 PHYSICAL DOCTOR'],
  ['bloody stools several times a day, no fever', '34y', 'MALE', { 'bloody-diarrhoea': 'yes' }, 'P4 PHYSICAL DOCTOR'],
  ['an abscess', '33y', 'MALE', { 'anal-abscess': 'yes' }, 'P4 PHYSICAL DOCTOR'],
  ['blood mixed in, takes blood thinners', '72y', 'FEMALE', { ...mixed, anticoagulants: 'yes' }, 'P4 PHYSICAL DOCTOR'],
  ['cannot sit for pain', '41y', 'FEMALE', { 'anal-pain-severe': 'yes' }, 'P5 PHYSICAL DOCTOR'],
  ['a blue sore lump since yesterday', '38y', 'MALE', { 'anal-blue-lump': 'yes' }, 'P6 PHYSICAL DOCTOR'],
  ['six months, hard stools', '180d', 'FEMALE', {}, 'P6 DIGITAL NURSE'],
  ['ten days without a stool though on laxatives', '47y', 'FEMALE', { 'bowel-laxative': 'yes' }, 'P7 DIGITAL NURSE'],
  ['slime after anal sex', '29y', 'MALE', { 'anal-sti': 'yes' }, 'P7 PHYSICAL DOCTOR'],
  ['blood mixed with the stool at 58', '58y', 'MALE', mixed, 'P8 PHYSICAL DOCTOR'],
  ['blood on the paper at 52', '52y', 'FEMALE', drops, 'P8 PHYSICAL DOCTOR'],
  ['changed habit for six weeks at 63', '63y', 'MALE', { 'bowel-changed': 'yes' }, 'P8 PHYSICAL DOCTOR'],
  ['changed habit for six weeks at 27', '27y', 'FEMALE', { 'bowel-changed': 'yes' }, 'P9 DIGITAL NURSE'],
  ['blood on the paper at 26', '26y', 'MALE', drops, 'P10 DIGITAL NURSE'],
  ['a child of three with a streak of blood on hard stool', '3y', 'FEMALE', drops, 'P10 DIGITAL NURSE'],
  ['pregnant and constipated', '31y', 'FEMALE', { pregnancy: 'pregnant' }, 'P10 DIGITAL NURSE'],
  ['an abscess in someone who does not know about fever', '40y', 'MALE', { 'anal-abscess': 'yes', fever: 'unknown', 'fever-days': 'unknown' }, 'P4 PHYSICAL DOCTOR'],
  ['does not know whether there is blood, at 55', '55y', 'MALE', { 'bowel-blood': 'unknown' }, 'P8 PHYSICAL DOCTOR'],
  ['slow bowels and a fever', '60y', 'FEMALE', { 'fever': 'yes', 'fever-days': 'under-two-days' }, 'P5 DIGITAL DOCTOR'],
]));

describe('constipation and the back passage: at home', () => workedCases(pack, [
  ['no stool for four days, feels bloated', '36y', 'FEMALE', {}, 'P12 SELF_CARE'],
  ['an itchy bottom at night in a child of six: threadworms', '6y', 'MALE', {}, 'P12 SELF_CARE'],
  ['known piles that itch, no blood', '48y', 'MALE', {}, 'P12 SELF_CARE'],
  ['hard stools after a journey', '71y', 'FEMALE', {}, 'P12 SELF_CARE'],
]));
