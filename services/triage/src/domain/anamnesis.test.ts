import { toyPack } from '../../test/toy-pack';
import { anamnesis } from './anamnesis';
import { person } from './checks/clauses';
import { evaluate } from './evaluate';
import type { Answers } from './pack';

const context = { ...person(100, 'MALE'), freeText: 'cries a lot' };
const answers: Answers = { danger: 'no', amber: 'unknown', fever: 'yes', temperature: 38.4, days: 'few', comfort: 'no', words: 'yes' };
const report = anamnesis(toyPack, context, answers, evaluate(toyPack, context, answers));

test("[TRI-9] every answer stands once with its question, 'no' and 'I don't know' among them", () => {
  expect(report.lines.map((line) => [line.finding, line.answer.sv, line.answer.en])).toEqual([
    ['danger', 'nej', 'no'], ['amber', 'vet ej', 'does not know'], ['fever', 'ja', 'yes'], ['days', 'few sv', 'few en'],
    ['comfort', 'nej', 'no'], ['temperature', '38,4 °C', '38.4 °C'], ['words', 'ja', 'yes'],
  ]);
});

test('[TRI-9] danger signs confirmed, denied and unknown stand apart', () => {
  expect([report.redFlagsPresent, report.redFlagsDenied, report.redFlagsUnknown].map((texts) => texts.map((text) => text.en))).toEqual([[], ['danger en'], ['amber en']]);
});

test('[TRI-9] [TRI-12] it is patient-reported, carries outcome and version, and calls the priority an order', () => {
  expect(report).toMatchObject({ patientReported: true, keyword: { sv: 'Aktuellt' }, content: { packId: 'toy', semver: '1.2.3', demonstration: true }, freeText: 'cries a lot' });
  expect(report.text.sv).toContain('Prioritet enligt frågorna (ordning, inte bedömning): P5 – reason amber-sign sv');
  expect(report.text.en).toContain('toy 1.2.3 (ffffffffffff). Demonstration content, not validated for patients.');
  expect(report.text.sv.split('\n')).toContain('Varningstecken okända: amber sv.');
});

test('[TRI-9] an answer that no longer applies is not in it', () => {
  const changed = { ...answers, fever: 'no' };
  expect(anamnesis(toyPack, context, changed, evaluate(toyPack, context, changed)).lines.map((line) => line.finding)).toEqual(['danger', 'amber', 'fever', 'comfort', 'words']);
});
