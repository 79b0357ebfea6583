import { english, faultsOf, flat, having } from '../../test/fhir-structure';
import { loadPacks } from '../content/load';
import { questionnaire, readQuestionnaireId } from './questionnaire';

const packs = loadPacks();
const publishedAt = new Date('2026-11-01T08:00:00Z');

describe.each(packs.map((pack) => [pack.id, pack] as const))('[EXP-13] %s as a Questionnaire', (_id, pack) => {
  const resource = questionnaire({ pack, current: true, publishedAt });

  test('has the structure that HL7 has published for R4', () => {
    expect(faultsOf(resource)).toEqual([]);
    expect(resource.id).toMatch(/^[A-Za-z0-9.-]{1,64}$/);
    expect(resource).toMatchObject({ version: pack.semver, status: 'active', experimental: pack.demonstration, identifier: [{ value: pack.sha256 }] });
    expect(readQuestionnaireId(resource.id)).toEqual({ packId: pack.id, semver: pack.semver });
  });

  test('asks every question of the content, each link once, with the answers that the engine takes', () => {
    const items = flat(resource.item);
    const links = items.map((item) => item.linkId);
    expect(new Set(links).size).toBe(links.length);
    expect(links).toEqual(expect.arrayContaining(pack.findings.map((finding) => finding.id)));
    for (const finding of pack.findings) {
      const item = items.find((one) => one.linkId === finding.id);
      const codes = (item.answerOption ?? []).map((option: { valueCoding: { code: string } }) => option.valueCoding.code);
      expect(codes).toEqual(finding.type === 'NUMBER' ? [] : finding.type === 'YES_NO' ? ['Y', 'N', 'asked-unknown'] : [...finding.options.map((option) => option.id), 'asked-unknown']);
    }
  });

  test('[TRI-1] S20: says everything in Swedish and English, and binds every code to a system', () => {
    for (const element of ['text', 'title', 'description', 'display']) {
      for (const found of having(resource, element)) {
        if (element === 'display' && found.code === undefined) continue; // a unit of measure
        expect(english(found[`_${element}`])).toMatch(/\S/);
      }
    }
    for (const coding of having(resource, 'code').filter((one) => typeof one.code === 'string')) expect(coding.system).toMatch(/^(http|urn):/);
  });
});

test('a version that is no longer given out is retired', () => {
  expect(questionnaire({ pack: packs[0]!, current: false, publishedAt }).status).toBe('retired');
});

test('an id without a version is the complaint', () => {
  expect(readQuestionnaireId('sore-throat')).toEqual({ packId: 'sore-throat', semver: undefined });
  expect(readQuestionnaireId('sore-throat-1.2.0')).toEqual({ packId: 'sore-throat', semver: '1.2.0' });
});

test('what does not have the published structure would be found', () => {
  const good = questionnaire({ pack: packs[0]!, current: true, publishedAt });
  const { linkId: _gone, ...nameless } = good.item[0]!;
  expect(faultsOf({ ...good, status: 'nearly' })).not.toEqual([]);
  expect(faultsOf({ ...good, item: [nameless] })).not.toEqual([]);
  expect(faultsOf({ ...good, titel: 'x' })).not.toEqual([]);
});
