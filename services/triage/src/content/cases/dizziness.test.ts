import { workedCases } from '../../../test/worked-cases';
import { loadPacks } from '../load';

const pack = loadPacks().find((one) => one.id === 'dizziness')!;
const once = { fainted: 'once' };
const trigger = { ...once, 'faint-trigger': 'yes' };
const feet = { 'numb-where': 'feet' };

describe('dizziness, fainting, numbness: danger', () => workedCases(pack, [
  ['an arm was weak for ten minutes this morning', '68y', 'MALE', { 'danger-stroke': 'yes' }, 'P1 AMBULANCE'],
  ['the left side went numb two hours ago', '55y', 'FEMALE', { 'numb-side': 'yes' }, 'P1 AMBULANCE'],
  ['spins, falls when walking, sees double', '63y', 'MALE', { 'vertigo-cannot-walk': 'yes' }, 'P1 AMBULANCE'],
  ['fainted while running', '17y', 'MALE', { 'other-fainted': 'yes' }, 'P1 AMBULANCE'],
  ['fainted, and the back hurts badly, at 72', '72y', 'MALE', { 'faint-pain': 'yes', ...once }, 'P1 AMBULANCE'],
  ['light-headed, black stools', '66y', 'FEMALE', { 'gi-bleeding': 'yes' }, 'P1 AMBULANCE'],
  ['insulin, sugar does not rise', '44y', 'MALE', { 'glucose-low-stuck': 'yes' }, 'P1 AMBULANCE'],
  ['suddenly no strength, cold sweat, at 68', '68y', 'FEMALE', { 'fatigue-heart': 'yes' }, 'P1 AMBULANCE'],
  ['fainted and hit the head, takes blood thinners', '78y', 'FEMALE', { 'other-head-blow': 'yes', ...once }, 'P1 EMERGENCY_DEPARTMENT'],
  ['six weeks pregnant, faint with pain on one side', '27y', 'FEMALE', { 'ectopic-signs': 'yes' }, 'P1 EMERGENCY_DEPARTMENT'],
  ['numb between the legs, weak in both', '50y', 'MALE', { cauda: 'yes' }, 'P1 EMERGENCY_DEPARTMENT'],
  ['fainted for the first time at 70', '70y', 'FEMALE', { ...trigger }, 'P2 PHYSICAL DOCTOR'],
  ['heart failure, fainted', '58y', 'MALE', { ...trigger, 'heart-disease': 'yes' }, 'P2 PHYSICAL DOCTOR'],
  ['legs weaker day by day since a stomach bug', '31y', 'MALE', { 'weaker-daily': 'yes' }, 'P2 PHYSICAL DOCTOR'],
  ['bit the tongue, confused afterwards', '25y', 'MALE', { 'faint-jerks': 'yes' }, 'P2 PHYSICAL DOCTOR'],
  ['spins without pause at 67', '67y', 'FEMALE', { 'vertigo-hours': 'yes' }, 'P2 PHYSICAL DOCTOR'],
]));

describe('dizziness, fainting, numbness: to be seen', () => workedCases(pack, [
  ['slurred for an hour three days ago', '62y', 'FEMALE', { 'tia-week': 'yes' }, 'P3 PHYSICAL DOCTOR'],
  ['the heart races and he is light-headed', '47y', 'MALE', { 'other-heart': 'yes' }, 'P3 PHYSICAL DOCTOR'],
  ['fainted sitting, no warning', '40y', 'FEMALE', { 'faint-no-warning': 'yes', ...once }, 'P3 PHYSICAL DOCTOR'],
  ['spins for hours, vomits, one ear is deaf', '39y', 'FEMALE', { 'vertigo-hours': 'yes', 'hearing-sudden': 'yes' }, 'P4 PHYSICAL DOCTOR'],
  ['fainted, and may be pregnant', '24y', 'FEMALE', { ...trigger, pregnancy: 'unknown' }, 'P4 PHYSICAL DOCTOR'],
  ['fever and dizzy in early pregnancy', '30y', 'FEMALE', { pregnancy: 'pregnant', fever: 'yes', 'fever-days': 'under-two-days' }, 'P3 PHYSICAL DOCTOR'],
  ['heavy periods, pale, nearly faints', '42y', 'FEMALE', { 'faint-pale': 'yes' }, 'P4 PHYSICAL DOCTOR'],
  ['fainted once, does not know why', '33y', 'MALE', { ...once }, 'P5 PHYSICAL DOCTOR'],
  ['faints again and again', '20y', 'FEMALE', { fainted: 'more', 'faint-trigger': 'yes' }, 'P5 PHYSICAL DOCTOR'],
  ['fainted at school at eight', '8y', 'FEMALE', { ...trigger }, 'P5 PHYSICAL DOCTOR'],
  ['does not know whether the limb is weak', '51y', 'FEMALE', { 'other-limb-weak': 'unknown' }, 'P5 PHYSICAL DOCTOR'],
  ['spins when she turns in bed', '56y', 'FEMALE', { 'dizzy-turning': 'yes' }, 'P7 PHYSICAL PHYSIOTHERAPIST'],
  ['a numb patch on the thigh', '49y', 'MALE', { 'numb-where': 'elsewhere' }, 'P7 PHYSICAL DOCTOR'],
  ['dizzy on standing at 79', '79y', 'MALE', { 'dizzy-standing': 'yes' }, 'P8 PHYSICAL DOCTOR'],
  ['dizzy since a new tablet', '61y', 'FEMALE', { 'fatigue-new-medicine': 'yes' }, 'P8 PHYSICAL DOCTOR'],
  ['both feet tingle', '59y', 'MALE', { ...feet }, 'P8 PHYSICAL DOCTOR'],
  ['hands asleep at night', '45y', 'FEMALE', { 'numb-where': 'hands' }, 'P9 DIGITAL NURSE'],
  ['diabetes, dizzy before lunch', '40y', 'MALE', { diabetes: 'yes' }, 'P9 DIGITAL NURSE'],
  ['71 years, two days of fever and dizzy', '71y', 'MALE', { fever: 'yes', 'fever-days': 'two-to-four-days' }, 'P6 DIGITAL DOCTOR'],
  ['on blood thinners, now and then dizzy', '66y', 'FEMALE', { anticoagulants: 'yes' }, 'P9 DIGITAL NURSE'],
  ['a little dizzy for a month', '35y', 'MALE', { 'dizzy-weeks': 'yes' }, 'P9 DIGITAL NURSE'],
  ['dizzy, the pulse is 36', '74y', 'MALE', { 'heart-slow': 'yes' }, 'P3 PHYSICAL DOCTOR'],
]));

describe('dizziness, fainting, numbness: at home', () => workedCases(pack, [
  ['fainted in the queue on a hot day', '18y', 'FEMALE', { ...trigger }, 'P12 SELF_CARE'],
  ['fainted at the sight of blood', '26y', 'MALE', { ...trigger }, 'P12 SELF_CARE'],
  ['dizzy when he stands up, since a cold', '30y', 'MALE', { 'dizzy-standing': 'yes' }, 'P12 SELF_CARE'],
  ['the arm goes to sleep when she lies on it', '41y', 'FEMALE', { 'numb-where': 'asleep' }, 'P12 SELF_CARE'],
]));
