import { workedCases, play } from '../../../test/worked-cases';
import { loadPacks } from '../load';

const pack = loadPacks().find((one) => one.id === 'mental-health')!;
const short = { 'mental-duration': 'under-two-weeks' };
const long = { 'mental-duration': 'two-weeks-or-more' };

describe('mental health: the suicide ladder', () => workedCases(pack, [
  ['about to take his life', '40y', 'MALE', { 'danger-suicide': 'yes' }, 'P1 AMBULANCE'],
  ['has taken an overdose', '19y', 'FEMALE', { 'danger-poison': 'yes' }, 'P1 AMBULANCE'],
  ['cannot keep safe for the coming hour', '33y', 'MALE', { 'suicide-unsafe': 'yes' }, 'P1 AMBULANCE'],
  ['does not know whether the coming hour is safe', '33y', 'MALE', { 'suicide-unsafe': 'unknown' }, 'P2 DIGITAL PSYCHOLOGIST'],
  ['has decided', '51y', 'FEMALE', { 'suicide-intent': 'yes' }, 'P2 DIGITAL PSYCHOLOGIST'],
  ['has a plan', '25y', 'MALE', { 'suicide-plan': 'yes', 'suicide-thoughts': 'yes' }, 'P2 DIGITAL PSYCHOLOGIST'],
  ['tried two months ago', '29y', 'FEMALE', { 'suicide-attempt-recent': 'yes' }, 'P2 DIGITAL PSYCHOLOGIST'],
  ['thinks of ending life, no plan', '37y', 'MALE', { 'suicide-thoughts': 'yes' }, 'P3 DIGITAL PSYCHOLOGIST'],
  ['fifteen years, wishes to be dead', '15y', 'FEMALE', { 'death-wish': 'yes' }, 'P3 DIGITAL PSYCHOLOGIST'],
  ['hopeless four weeks after giving birth', '30y', 'FEMALE', { hopeless: 'yes', pregnancy: 'postpartum' }, 'P3 DIGITAL PSYCHOLOGIST'],
  ['wishes to be dead', '45y', 'MALE', { 'death-wish': 'yes' }, 'P4 DIGITAL PSYCHOLOGIST'],
  ['tried ten years ago', '45y', 'MALE', { 'suicide-attempt-earlier': 'yes' }, 'P4 DIGITAL PSYCHOLOGIST'],
  ['will not answer about thoughts of suicide', '45y', 'MALE', { 'suicide-thoughts': 'unknown' }, 'P4 DIGITAL PSYCHOLOGIST'],
  ['often thinks of death', '61y', 'MALE', { 'death-thoughts': 'yes' }, 'P5 DIGITAL NURSE'],
  ['no hope', '61y', 'MALE', { hopeless: 'yes' }, 'P6 DIGITAL NURSE'],
]));

describe('mental health: to be seen', () => workedCases(pack, [
  ['shaking and seeing things after stopping to drink', '54y', 'MALE', { withdrawal: 'yes' }, 'P1 AMBULANCE'],
  ['voices that order dangerous acts', '26y', 'MALE', { 'commanding-voices': 'yes' }, 'P2 DIGITAL DOCTOR'],
  ['thoughts of hurting her baby', '31y', 'FEMALE', { 'harm-to-baby': 'yes' }, 'P2 DIGITAL DOCTOR'],
  ['hears voices, in no danger', '24y', 'MALE', { psychosis: 'yes' }, 'P3 DIGITAL DOCTOR'],
  ['is hit at home', '38y', 'FEMALE', { 'violence-at-home': 'yes' }, 'P4 DIGITAL COUNSELLOR'],
  ['cannot work or look after herself', '47y', 'FEMALE', { 'mental-not-coping': 'yes' }, 'P5 DIGITAL PSYCHOLOGIST'],
  ['low for a month, works', '34y', 'MALE', { 'mental-low': 'yes' }, 'P8 DIGITAL PSYCHOLOGIST'],
  ['anxiety attacks', '28y', 'FEMALE', { 'mental-anxiety': 'yes' }, 'P9 DIGITAL PSYCHOLOGIST'],
  ['low after giving birth', '28y', 'FEMALE', { 'mental-low': 'yes', pregnancy: 'postpartum' }, 'P6 DIGITAL PSYCHOLOGIST'],
  ['stress from work for two months', '42y', 'MALE', { ...long, 'mental-stress': 'yes' }, 'P10 DIGITAL COUNSELLOR'],
  ['only sleeps badly, since the spring', '50y', 'FEMALE', { ...long }, 'P11 DIGITAL NURSE'],
  ['sure of being spied on, no longer eats', '27y', 'FEMALE', { 'psychosis': 'yes', 'not-eating': 'yes' }, 'P2 PHYSICAL DOCTOR'],
]));

describe('mental health: at home', () => workedCases(pack, [
  ['worried about an exam, sleeps badly since a week', '20y', 'MALE', { ...short }, 'P12 SELF_CARE'],
  ['in mourning since ten days, copes', '66y', 'FEMALE', { ...short }, 'P12 SELF_CARE'],
]));

test('[SAF-1] the crisis card shows from the second rung up, the risk flag from the third, and every case asks for an assessment', () => {
  const flags = (says: Record<string, string>): string[] => play(pack, ['', '40y', 'MALE', { ...long, ...says }, '']).result.flags;
  expect(flags({})).toEqual(['SUICIDE_ASSESSMENT']);
  expect(flags({ hopeless: 'yes' })).toEqual(['SUICIDE_ASSESSMENT']);
  expect(flags({ 'death-thoughts': 'yes' })).toEqual(['SUICIDE_ASSESSMENT', 'CRISIS_CARD']);
  expect(flags({ 'death-wish': 'yes' })).toEqual(['SUICIDE_RISK', 'SUICIDE_ASSESSMENT', 'CRISIS_CARD']);
  expect(flags({ 'suicide-unsafe': 'yes' })).toEqual(['SUICIDAL_NOW', 'SUICIDE_RISK', 'SUICIDE_ASSESSMENT', 'CRISIS_CARD']);
  expect(flags({ 'suicide-unsafe': 'unknown' })).toEqual(['SUICIDE_RISK', 'SUICIDE_ASSESSMENT', 'CRISIS_CARD']);
});
