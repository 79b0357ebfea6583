import { checkGate } from '../domain/checks/gate';
import { checkMonotony, checkPainScores } from '../domain/checks/monotony';
import { checkProvenance } from '../domain/checks/provenance';
import { checkQuestions } from '../domain/checks/questions';
import { checkReferences } from '../domain/checks/references';
import { checkModuleRules, checkRules } from '../domain/checks/rules';
import { checkTotality } from '../domain/checks/totality';
import { checkWords } from '../domain/checks/words';
import { checkPack } from '../domain/check-pack';
import { pathFaults } from '../domain/path-statistics';
import type { Finding, Pack, Rule } from '../domain/pack';
import { loadPacks } from './load';

const whole = loadPacks().find((pack) => pack.id === 'sore-throat')!;
const TODAY = '2026-11-21';
const question = (pack: Pack, id: string): Finding => pack.findings.find((finding) => finding.id === id)!;
const rule = (pack: Pack, id: string): Rule => pack.rules.find((one) => one.id === id)!;
const yes = (finding: string): { finding: string; is: string } => ({ finding, is: 'yes' });
const newRule = (pack: Pack, id: string, change: Partial<Rule>): void => {
  const { module: _own, ...like } = rule(pack, 'throat-one-sign');
  pack.rules.push({ ...like, id, ...change });
};
const provenance = (pack: Pack): string[] => checkProvenance(pack, TODAY);

const faults: [what: string, check: (pack: Pack) => string[], plant: (pack: Pack) => void, expected: string][] = [
  ['a rule about a question on no screen', checkReferences, (pack) => newRule(pack, 'x', { when: yes('nowhere') }), "rules.x.when: no finding 'nowhere' on any screen"],
  ['a rule about an answer that does not exist', checkReferences, (pack) => newRule(pack, 'x', { when: { finding: 'fever-days', is: 'a-year' } }), "rules.x.when: fever-days has no answer 'a-year'"],
  ["a rule that waits for 'I don't know'", checkReferences, (pack) => newRule(pack, 'x', { when: { finding: 'fever', is: 'unknown' } }), "rules.x.when: fever has no answer 'unknown'"],
  ['a rule about a question for the anamnesis', checkReferences, (pack) => newRule(pack, 'x', { when: { finding: 'pain-score', between: [8, 11] } }), 'rules.x.when: pain-score is marked anamnesis'],
  ['a question on two screens', checkReferences, (pack) => void pack.screens.push({ id: 'again', kind: 'QUESTION', title: pack.name, findings: ['fever'] }), 'screens: fever is on more than one screen'],
  ['a question that waits for a later one', checkReferences, (pack) => void (question(pack, 'danger-chest').onlyIf = yes('fever')), 'findings.danger-chest.onlyIf: fever comes later'],
  ['a rule without a name of its own', checkReferences, (pack) => newRule(pack, 'throat-airway', {}), 'rules: throat-airway is there twice'],

  ['a red flag that calms', checkMonotony, (pack) => newRule(pack, 'x', { when: { finding: 'stridor', is: 'no' } }), 'rules.x.when: the red flag stridor may only appear as yes'],
  ['a narrow rule that looks at a red flag', checkMonotony, (pack) => void pack.narrows.push({ ...pack.selfCare!, id: 'x', when: yes('stridor'), to: 10, need: 'DIGITAL', profession: 'NURSE' }), 'narrows.x.when: stridor is or depends on a red flag'],
  ['a narrow rule that looks at what only a red flag makes known', checkMonotony, (pack) => {
    question(pack, 'throat-over-two-weeks').onlyIf = yes('stridor');
    pack.narrows.push({ ...pack.selfCare!, id: 'x', when: yes('throat-over-two-weeks'), to: 10, need: 'DIGITAL', profession: 'NURSE' });
  }, 'narrows.x.when: throat-over-two-weeks is or depends on a red flag'],
  ["'I don't know' more urgent than yes", checkMonotony, (pack) => void (rule(pack, 'throat-strep').ifUnknown = 4), 'rules.throat-strep.ifUnknown: more urgent than yes'],
  ['a narrow rule that is more urgent than the base', checkMonotony, (pack) => void pack.narrows.push({ ...pack.selfCare!, id: 'x', when: yes('cold-signs'), to: 8, need: 'DIGITAL', profession: 'NURSE' }), 'narrows.x.narrowTo: not less urgent than the base'],
  ['pain alone at P3', checkPainScores, (pack) => {
    question(pack, 'pain-score').anamnesis = false;
    newRule(pack, 'x', { when: { finding: 'pain-score', between: [8, 11] }, atLeast: 3, ifUnknown: 4 });
  }, 'rules.x: a pain score in a rule more urgent than P6'],

  ['a rule that can never hold', checkRules, (pack) => newRule(pack, 'x', { when: { all: [{ finding: 'age', between: [0, 90] }, yes('frail')] } }), 'rules.x.when: can never hold'],
  ['a rule in the shadow of another', checkRules, (pack) => newRule(pack, 'x', { when: { all: [yes('throat-drooling'), yes('stridor')] }, atLeast: 4 }), 'rules.x: shadowed, other rules always say as much'],
  ['an ambulance within two hours', checkRules, (pack) => newRule(pack, 'x', { atLeast: 4, need: 'AMBULANCE' }), 'rules.x.need: AMBULANCE at P4'],
  ['a rule at P1 that can be calmed', checkMonotony, (pack) => {
    rule(pack, 'throat-airway').when = { any: [yes('throat-drooling'), { all: [yes('stridor'), { finding: 'cold-signs', is: 'no' }] }, yes('throat-hard-to-breathe')] };
  }, 'rules.throat-airway.when: at P1 nothing may calm, and cold-signs does'],
  ['a module whose rule matters nowhere', (pack) => checkModuleRules([pack]), (pack) => newRule(pack, 'x', { when: yes('stridor'), module: 'throat', atLeast: 5 }), 'modules.throat.rules.x: shadowed in every pack'],

  ['another first screen', checkQuestions, (pack) => void pack.screens.unshift(pack.screens.pop()!), 'screens: the first is'],
  ['a danger sign without 112', checkQuestions, (pack) => void (rule(pack, 'danger-now').atLeast = 2), 'screens.danger: danger-chest does not lead to 112'],
  ['a question that nobody is ever asked', checkQuestions, (pack) => void (question(pack, 'cold-signs').concerns = { age: [50_000, 60_000] }), 'screens: cold-signs is never asked'],
  ['a question that changes nothing', checkQuestions, (pack) => {
    pack.selfCare!.no = pack.selfCare!.no.filter((id) => id !== 'throat-over-two-weeks');
  }, 'findings.throat-over-two-weeks: no answer changes the outcome, and it is not marked anamnesis'],
  ['mental health without the suicide module', checkQuestions, (pack) => void (pack.codes.icpc2 = ['P03']), 'screens: a mental-health complaint without the suicide module'],

  ['a red flag that self-care forgets', checkGate, (pack) => void (pack.selfCare!.no = pack.selfCare!.no.filter((id) => id !== 'danger-chest')), 'selfCare.no: the red flag danger-chest is not covered'],
  ['self-care for the pregnant', checkGate, (pack) => void (pack.selfCare!.no = pack.selfCare!.no.filter((id) => id !== 'pregnancy')), 'selfCare.no: pregnancy is not covered, and the complaint is not marked pregnancy-safe'],
  ['self-care for infants', checkGate, (pack) => {
    pack.rules = pack.rules.filter((one) => one.id !== 'infant');
    pack.selfCare!.when = { finding: 'cold-signs', is: 'yes' };
  }, 'selfCare.when: opens at 0 days of age'],
  ['self-care at the third contact', checkGate, (pack) => void (pack.raises = []), 'selfCare: opens at the third contact within seven days'],
  ['a gate that never opens', checkGate, (pack) => {
    pack.selfCare!.no.push('cold-signs');
    pack.selfCare!.when = { all: [{ finding: 'age', between: [365, 40_000] }, yes('cold-signs')] };
  }, 'selfCare: never opens'],
  ['self-care without words', checkGate, (pack) => void delete pack.advice.selfCare, 'advice.selfCare: missing'],

  ['an outcome without a fitting kind of care', checkTotality, (pack) => void (pack.base.need = 'SELF_CARE'), 'outcome: P9 with SELF_CARE'],

  ['an empty text', checkWords, (pack) => void (question(pack, 'fever').ask = { sv: 'Feber?', en: ' ' }), 'findings.fever.ask.en: empty'],
  ['hard words', checkWords, (pack) => void (pack.advice.safetyNet = { sv: 'Kontakta sjukvårdsrådgivningen omedelbart vid oförmåga att svälja vätska, andningspåverkan eller kvarstående temperaturförhöjning trots behandling med receptfria febernedsättande läkemedel under flera dygn.', en: 'x' }), 'advice.safetyNet.sv: LIX'],

  ['a source nobody knows', provenance, (pack) => void (rule(pack, 'throat-airway').sources = ['hearsay']), "rules.throat-airway.source: 'hearsay' is not in the list of sources"],
  ['a rule nobody wrote', provenance, (pack) => void (rule(pack, 'throat-airway').author = ' '), 'rules.throat-airway.author: empty'],
  ['a review of two years and a day ago', provenance, (pack) => void (rule(pack, 'throat-airway').reviewed = '2024-11-20'), 'rules.throat-airway.reviewed: 2024-11-20 is more than 24 months ago'],
  ['a review that lies ahead', provenance, (pack) => void (pack.base.reviewed = '2027-01-01'), 'base.reviewed: 2027-01-01 lies ahead'],
];

test.each(faults)('[TRI-3] the checks find %s', (_what, check, plant, expected) => {
  const broken = structuredClone(whole);
  plant(broken);
  expect(check(broken)).toEqual(expect.arrayContaining([expect.stringContaining(expected)]));
}, 30_000);

test('[TRI-3] a review of exactly two years ago still counts', () => {
  const pack = structuredClone(whole);
  for (const one of [...pack.rules, ...pack.raises, ...pack.wordSigns, pack.base, pack.selfCare!]) one.reviewed = '2024-11-21';
  expect(provenance(pack)).toEqual([]);
});

test('[TRI-3] faults of reference are given alone, each with the name of its pack', () => {
  const broken = structuredClone(whole);
  newRule(broken, 'x', { when: yes('nowhere') });
  expect(checkPack(broken, TODAY)).toEqual(["sore-throat: rules.x.when: no finding 'nowhere' on any screen"]);
});

test('[TRI-3] ways that are too long are named', () => {
  const statistics = { paths: 10, medianScreens: 11, maxScreens: 23, medianItems: 0, maxItems: 0, p1Paths: 10, p1WithinTwoScreens: 0.9, outcomes: {} };
  expect(pathFaults(statistics)).toEqual(['paths: median 11 questions over 10', 'paths: 23 questions at most, over 22', 'paths: P1 within two screens in only 90 % of its paths']);
});
