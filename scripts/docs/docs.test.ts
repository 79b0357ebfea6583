import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { authorisationPage } from './authorisation-page';
import { eventsPage } from './events-page';
import { permissions } from './layer-rules';
import { layersPicture } from './layers-picture';
import { cell, table } from './markdown';
import { namedTests, requirementsPage } from './requirements-page';
import { rulesPage } from './rules-page';
import { triageReport } from './triage-report';

const root = join(__dirname, '..', '..');

test('titles are found however they are quoted, with all their ids, and nothing else is', () => {
  const text = [
    "test('[QUE-5] two nurses take one case', …)",
    'test(`[T8, QUE-5] ${n} clinicians`, …)',
    "test.each(rows)('[DIR-2][TRI-8] a child’s \\'own\\' log-in', …)",
    "const list = ['[not an id]', '[A] x'];",
    '// [QUE-6] a remark',
  ].join('\n');
  expect(namedTests('f.ts', text).map(({ ids, title }) => ({ ids, title }))).toEqual([
    { ids: ['QUE-5'], title: 'two nurses take one case' },
    { ids: ['T8', 'QUE-5'], title: '${n} clinicians' },
    { ids: ['DIR-2', 'TRI-8'], title: "a child’s 'own' log-in" },
  ]);
});

test('a cell cannot break its table', () => {
  expect(table(['a'], [['x | y\nz'], [undefined], [true]])).toBe('| a |\n|---|\n| x \\| y z |\n| – |\n| yes |');
  expect(cell(0)).toBe('0');
});

test.each([['requirements', requirementsPage], ['events', eventsPage], ['rules', rulesPage], ['authorisation', authorisationPage], ['triage', triageReport], ['layers', layersPicture]])('the page of %s is the same every time, and bears no date of today', (_, make) => {
  const first = make(root);
  expect(make(root)).toBe(first);
  expect(first).not.toContain(new Date().toISOString().slice(0, 10));
});

test('every id that a test names is on the list of requirements', () => {
  expect(requirementsPage(root)).not.toContain('Named by a test and not on the list');
});

test('the picture says of the rooms what the architecture says', () => {
  const may = permissions(root);
  expect(may('graphql', 'operations')).toBe('yes');
  expect(may('graphql', 'domain')).toBe('types');
  expect(may('graphql', 'storage')).toBe('no');
  expect(may('operations', 'storage')).toBe('yes');
  expect(may('storage', 'operations')).toBe('no');
  expect(may('domain', 'service-kit')).toBe('no');
  expect(may('operations', 'another service')).toBe('no');
});

test('every test and decision that a page names is there', () => {
  const pages = readdirSync(join(root, 'docs'), { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.md'));
  const named = pages.flatMap((file) => {
    const text = readFileSync(join(root, 'docs', file), 'utf8');
    const tests = [...text.matchAll(/`([\w./-]+\.(?:test|spec)\.ts)`/g)].map((match) => match[1]!);
    const decisions = [...text.matchAll(/decisions\/(\d{4})/g)].map((match) => match[1]!);
    return [...tests.filter((path) => !existsSync(join(root, path))), ...decisions.filter((number) => !readdirSync(join(root, 'docs/decisions')).some((name) => name.startsWith(number)))];
  });
  expect(named).toEqual([]);
});
