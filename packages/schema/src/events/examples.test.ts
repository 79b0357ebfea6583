import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { eventTypes } from './catalogue';
import { parseEnvelope } from './envelope';

const folder = join(__dirname, '..', '..', 'examples');
const example = (...path: string[]): unknown => JSON.parse(readFileSync(join(folder, ...path), 'utf8'));

test('every event type has examples, and every example folder is an event type', () => {
  expect(readdirSync(folder).sort()).toEqual([...eventTypes].sort());
});

describe.each(eventTypes)('%s', (type) => {
  const good = readdirSync(join(folder, type)).filter((file) => file.startsWith('good'));

  test(`${type} has a good example`, () => expect(good).toContain('good.json'));

  test.each(good)(`a good ${type} parses and stays as it is: %s`, (file) => {
    const good = example(type, file);
    expect(parseEnvelope(good)).toEqual({ ok: true, event: good });
    expect(good).toMatchObject({ type });
  });

  const broken = readdirSync(join(folder, type, 'broken'));

  test(`${type} has at least two broken examples`, () => {
    expect(broken.length).toBeGreaterThanOrEqual(2);
  });

  test.each(broken)(`a broken ${type} is refused, and the fault names the place in %s`, (file) => {
    const path = file.replace(/\.json$/, '');
    const parsed = parseEnvelope(example(type, 'broken', file));
    expect(parsed.ok).toBe(false);
    expect(parsed).toEqual({ ok: false, error: expect.stringMatching(new RegExp(`^${path.replaceAll('.', '\\.')}: `)) });
  });
});

test('a fault names paths and never repeats a value, which could be a patient’s', () => {
  const parsed = parseEnvelope(example('patient.changed', 'broken', 'data.birthDate.json'));
  expect(JSON.stringify(parsed)).not.toContain('2384');
});

test('whatever is not an object is refused without an exception', () => {
  for (const nonsense of [null, undefined, 1, 'text', [], {}, { type: 'case.taken' }]) expect(parseEnvelope(nonsense).ok).toBe(false);
});
