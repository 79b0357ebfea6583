import { workedCases } from '../../../test/worked-cases';
import { loadPacks } from '../load';

const pack = loadPacks().find((one) => one.id === 'joints-muscles')!;
const fresh = { 'joint-how-long': 'under-two-weeks' };
const weeks = { 'joint-how-long': 'two-to-six-weeks' };
const long = { 'joint-how-long': 'over-six-weeks' };
const feverFor = (days: string) => ({ 'fever': 'yes', 'fever-days': days });

describe('joints and muscles: danger', () => workedCases(pack, [
  ['the left arm and jaw ache, cold sweat, pressure in the chest: the heart', '62y', 'MALE', { 'arm-heart': 'yes' }, 'P1 AMBULANCE'],
  ['an arm that turned cold and white an hour ago', '71y', 'FEMALE', { 'other-cold-limb': 'yes' }, 'P1 AMBULANCE'],
  ['fever and a neck that will not bend', '19y', 'MALE', { 'fever-stiff-neck': 'yes' }, 'P1 AMBULANCE'],
  ['a hot swollen knee and fever', '48y', 'MALE', { 'fever-joint': 'yes' }, 'P1 EMERGENCY_DEPARTMENT'],
  ['an artificial hip that has become hot and aches, no fever', '74y', 'FEMALE', { 'joint-at-risk': 'yes' }, 'P1 EMERGENCY_DEPARTMENT'],
  ['neck pain after a massage, sees double and sways: dissection', '37y', 'FEMALE', { 'neck-vessel': 'yes' }, 'P1 AMBULANCE'],
  ['dived into shallow water, neck hurts', '17y', 'MALE', { 'neck-accident': 'yes' }, 'P1 AMBULANCE'],
  ['83 years, fell in the hall and cannot stand on the leg', '83y', 'FEMALE', { 'hip-fall': 'yes' }, 'P1 AMBULANCE'],
  ['a tense shin that hurts more and more under the cast', '24y', 'MALE', { compartment: 'yes' }, 'P1 EMERGENCY_DEPARTMENT'],
  ['weak in both legs and numb between them', '51y', 'MALE', { cauda: 'yes' }, 'P1 EMERGENCY_DEPARTMENT'],
  ['may be pregnant, pain in the tip of the shoulder and the belly', '29y', 'FEMALE', { 'shoulder-belly': 'yes' }, 'P1 AMBULANCE'],
  ['a thigh that hurts out of all proportion and turns purple', '55y', 'MALE', { 'skin-dying': 'yes' }, 'P1 AMBULANCE'],
  ['brown urine two days after a hard class at the gym', '27y', 'FEMALE', { 'muscle-dark-urine': 'yes', ...fresh }, 'P2 PHYSICAL DOCTOR'],
  ['a boy of four who limps and has a fever: the hip', '4y', 'MALE', { 'limb-not-used': 'yes', ...feverFor('under-two-days'), ...fresh }, 'P2 PHYSICAL DOCTOR'],
  ['a hot joint on cortisone', '66y', 'FEMALE', { 'other-joint': 'yes', immune: 'yes', ...fresh }, 'P2 PHYSICAL DOCTOR'],
  ['an ache in the left arm on every hill, gone at rest', '62y', 'MALE', { 'arm-heart': 'yes' }, 'P1 AMBULANCE'],
]));

describe('joints and muscles: to be seen', () => workedCases(pack, [
  ['a girl of two who does not use her arm after a pull', '2y', 'FEMALE', { 'limb-not-used': 'yes', ...fresh }, 'P3 PHYSICAL DOCTOR'],
  ['a boy of twelve who limps', '12y', 'MALE', { 'limb-not-used': 'yes', ...weeks }, 'P3 PHYSICAL DOCTOR'],
  ['71 years, stiff shoulders and a tender temple', '71y', 'FEMALE', { 'temple-pain': 'yes', 'joint-morning': 'yes', ...weeks }, 'P3 PHYSICAL DOCTOR'],
  ['gout: the big toe is hot and cannot be moved', '58y', 'MALE', { 'other-joint': 'yes', ...fresh }, 'P4 PHYSICAL DOCTOR'],
  ['new weakness of a hand', '44y', 'FEMALE', { 'other-limb-weak': 'yes', ...fresh }, 'P4 PHYSICAL DOCTOR'],
  ['one calf swollen after a flight', '39y', 'FEMALE', { 'calf-swollen': 'yes', ...fresh }, 'P3 PHYSICAL DOCTOR'],
  ['fever and a back of the neck that aches, no cold', '50y', 'MALE', { ...feverFor('two-to-four-days'), ...fresh }, 'P4 PHYSICAL DOCTOR'],
  ['the knee has swollen, takes blood thinners', '72y', 'MALE', { 'joint-swollen': 'yes', anticoagulants: 'yes', ...fresh }, 'P4 PHYSICAL DOCTOR'],
  ['a snap at the back of the heel at badminton', '41y', 'MALE', { 'tendon-snap': 'yes', ...fresh }, 'P5 PHYSICAL DOCTOR'],
  ['clumsy hands and an unsteady walk for a month', '63y', 'FEMALE', { 'neck-hands': 'yes', ...weeks }, 'P5 PHYSICAL DOCTOR'],
  ['a stiff neck the day after being hit from behind at a red light', '33y', 'MALE', { 'neck-crash': 'yes', ...fresh }, 'P6 PHYSICAL DOCTOR'],
  ['the same at 70', '70y', 'MALE', { 'neck-crash': 'yes', ...fresh }, 'P2 PHYSICAL DOCTOR'],
  ['a knee that swelled within an hour at football', '24y', 'MALE', { 'knee-swelled': 'yes', 'joint-swollen': 'yes', ...fresh }, 'P5 PHYSICAL DOCTOR'],
  ['a wrist sore on the bone since a fall', '66y', 'FEMALE', { 'bone-sore': 'yes', ...fresh }, 'P5 PHYSICAL DOCTOR'],
  ['a knee that swelled for no reason', '35y', 'FEMALE', { 'joint-swollen': 'yes', 'joint-unhurt': 'yes', ...weeks }, 'P6 PHYSICAL DOCTOR'],
  ['several swollen joints, stiff for an hour each morning', '38y', 'FEMALE', { 'joint-several': 'yes', 'joint-morning': 'yes', ...weeks }, 'P7 PHYSICAL DOCTOR'],
  ['deep pain in the thigh at night, fifteen years', '15y', 'MALE', { 'bone-night': 'yes', ...weeks }, 'P7 PHYSICAL DOCTOR'],
  ['aching thighs since a statin', '64y', 'MALE', { 'muscle-statin': 'yes', ...weeks }, 'P7 DIGITAL DOCTOR'],
  ['a tennis elbow for a month that keeps from work', '46y', 'FEMALE', { 'joint-function': 'yes', ...weeks }, 'P8 DIGITAL PHYSIOTHERAPIST'],
  ['a worn knee for years', '67y', 'FEMALE', { ...long }, 'P9 DIGITAL PHYSIOTHERAPIST'],
  ['does not know whether the joint is hot', '52y', 'MALE', { 'other-joint': 'unknown', ...fresh }, 'P5 PHYSICAL DOCTOR'],
  ['a baby of eight months who does not move an arm', '240d', 'MALE', { 'limb-not-used': 'yes', ...fresh }, 'P3 PHYSICAL DOCTOR'],
]));

describe('joints and muscles: at home', () => workedCases(pack, [
  ['woke with a stiff, crooked neck', '29y', 'FEMALE', { ...fresh, 'joint-function': 'yes' }, 'P12 SELF_CARE'],
  ['a sprained, swollen ankle that can be walked on', '22y', 'MALE', { 'joint-swollen': 'yes', ...fresh }, 'P12 SELF_CARE'],
  ['a sore shoulder after painting a ceiling', '54y', 'MALE', { ...weeks }, 'P12 SELF_CARE'],
  ['aches all over with a cold and a day of fever', '31y', 'FEMALE', { ...feverFor('under-two-days'), 'cold-signs': 'yes', ...fresh }, 'P12 SELF_CARE'],
  ['pregnant, a strained calf, both legs alike', '30y', 'FEMALE', { ...fresh }, 'P12 SELF_CARE'],
  ['growing pains in both legs of a girl of six who plays by day', '6y', 'FEMALE', { ...weeks }, 'P12 SELF_CARE'],
]));
