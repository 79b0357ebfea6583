import type { Finding, Pack, Provenance, Rule } from '../src/domain/pack';

const text = (word: string): { sv: string; en: string } => ({ sv: `${word} sv`, en: `${word} en` });
const origin: Provenance = { sources: ['book'], author: 'a', reviewer: 'b', reviewed: '2026-11-01' };
const said = (id: string): { id: string; why: ReturnType<typeof text>; reason: ReturnType<typeof text> } & Provenance => ({ id, why: text(`why ${id}`), reason: text(`reason ${id}`), ...origin });

export const finding = (id: string, more: Partial<Finding> = {}): Finding => ({
  id, type: 'YES_NO', redFlag: false, ask: text(`ask ${id}`), note: text(id), options: [], concerns: {}, anamnesis: false, ...more,
});
export const rule = (id: string, more: Pick<Rule, 'when' | 'atLeast'> & Partial<Rule>): Rule => ({
  ifUnknown: Math.min(11, more.atLeast + 1) as Rule['ifUnknown'], need: 'DIGITAL', profession: 'NURSE', care: 'PRIMARY', flags: [], ...said(id), ...more,
});
export const is = (id: string, value = 'yes'): { finding: string; is: string } => ({ finding: id, is: value });

/** A small complaint: one danger sign, one amber sign, fever with its days, a comfort, and a gate. */
export const toyPack: Pack = {
  id: 'toy', semver: '1.2.3', sha256: 'f'.repeat(64), demonstration: true,
  name: text('toy'), description: text('about toy'), searchWords: { sv: [], en: [] }, codes: { icd10: [], icpc2: [] },
  concerns: {}, pregnancySafe: true, flags: [],
  findings: [
    finding('danger', { redFlag: true }),
    finding('amber', { redFlag: true }),
    finding('fever'),
    finding('days', { type: 'CHOICE', onlyIf: is('fever'), options: [{ id: 'few', text: text('few') }, { id: 'many', text: text('many') }] }),
    finding('comfort'),
    finding('temperature', { type: 'NUMBER', unit: '°C', min: 34, max: 43, onlyIf: is('fever'), concerns: { age: [0, 183] } }),
    finding('words', { anamnesis: true }),
  ],
  screens: [
    { id: 'danger', kind: 'CHECKLIST', title: text('danger?'), findings: ['danger'] },
    { id: 'signs', kind: 'CHECKLIST', title: text('signs?'), findings: ['amber'] },
    ...['fever', 'days', 'temperature', 'comfort', 'words'].map((id) => ({ id, kind: 'QUESTION' as const, title: text(`ask ${id}`), findings: [id] })),
  ],
  rules: [
    rule('emergency', { when: is('danger'), atLeast: 1, need: 'AMBULANCE', flags: ['CRISIS_CARD'] }),
    rule('hot-baby', { when: { all: [{ finding: 'age', between: [0, 183] }, is('fever'), { finding: 'temperature', between: [39, 44] }] }, atLeast: 3, ifUnknown: 3, need: 'PHYSICAL', profession: 'DOCTOR' }),
    rule('amber-sign', { when: is('amber'), atLeast: 4, need: 'PHYSICAL', profession: 'DOCTOR' }),
    rule('long-fever', { when: { all: [is('fever'), is('days', 'many'), is('comfort', 'no')] }, atLeast: 6 }),
  ],
  raises: [{ ...said('again'), when: { finding: 'earlier-contacts', between: [2, 1000] }, steps: 1, group: 'repeat' }],
  narrows: [{ ...said('mild'), when: is('comfort'), to: 10, need: 'DIGITAL', profession: 'NURSE' }],
  base: { ...said('base'), priority: 9, need: 'DIGITAL', profession: 'NURSE', care: 'PRIMARY' },
  selfCare: { ...said('home'), no: ['danger', 'amber', 'fever'], when: is('comfort') },
  wordSigns: [{ ...said('words-sign'), words: ['help me'], atLeast: 5, flags: ['FREE_TEXT'] }],
  advice: { selfCare: text('rest'), safetyNet: text('come back') },
  texts: { selfCareChat: text('chat') },
  sources: { book: { title: 'A book', address: 'a shelf' } },
};
