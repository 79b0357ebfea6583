import { Readable } from 'node:stream';
import { read } from '@vardgraf/service-kit/postgres';
import { main } from '../src/authoring/main';
import { demonstrationSignatures } from '../src/domain/signatures';
import { publishPacks } from '../src/operations/publish-packs';
import { simplePack } from './simple-pack';
import { type TriageWorld, triageWorld } from './triage-world';

let world: TriageWorld;
beforeAll(async () => {
  world = await triageWorld();
  await world.unit('bollnas');
});
afterAll(() => world.end());

async function triage(words: string[]): Promise<{ code: number; said: string[] }> {
  const said: string[] = [];
  const code = await main(words, { databaseUrl: world.fresh.url('triage'), input: Readable.from([]), print: (line) => said.push(...line.split('\n')), now: () => new Date() });
  return { code, said };
}

it('[TRI-3] at the terminal the content is published once, compared with what is published, and replayed', async () => {
  const packs = () => read(world.db, 'SELECT pack_id, semver, sha256, current FROM pack ORDER BY 1, 2');
  const before = await packs();
  expect(await triage(['publish'])).toEqual({ code: 0, said: [`${before.length} complaints are published; new sessions get them from now on.`] });
  expect(await packs()).toEqual(before);
  expect((await triage(['diff', 'sore-throat'])).said).toEqual([expect.stringMatching(/^sore-throat .*: 0 changes$/)]);
  await world.whole(await world.person(), 'sore-throat');
  expect((await triage(['replay', 'sore-throat', '--region', 'gavleborg'])).said).toEqual(['1 sessions: 0 more urgent, 0 less urgent, 0 with another kind of care or profession']);
  expect((await triage(['replay', 'sore-throat', '--region', 'halland'])).said[0]).toMatch(/^0 sessions/);
});

it('[TRI-3] content that is no demonstration is published only with real signatures, of two persons', async () => {
  const real = simplePack('real', { priority: 6, need: 'DIGITAL', profession: 'NURSE' }, { demonstration: false });
  const publish = (signatures: Parameters<typeof publishPacks>[2]) => publishPacks(world.db, [real], { check: () => [], ...signatures });
  const signed = (as: 'AUTHOR' | 'PHYSICIAN', by: string) => ({ sha256: real.sha256, as, by, demonstration: false });
  await expect(publish({})).rejects.toThrow('real: not signed by its author; real: not signed by a physician');
  await expect(publish({ signatures: demonstrationSignatures([{ ...real, demonstration: true }]) })).rejects.toThrow('not signed');
  await expect(publish({ signatures: [signed('AUTHOR', 'a'), signed('PHYSICIAN', 'a')] })).rejects.toThrow('real: signed twice by the same person');
  await expect(publish({ signatures: [signed('AUTHOR', 'a'), { ...signed('PHYSICIAN', 'b'), sha256: 'f'.repeat(64) }] })).rejects.toThrow('not signed by a physician');
  await publish({ signatures: [signed('AUTHOR', 'a'), signed('PHYSICIAN', 'b')] });
  expect(await read(world.db, 'SELECT signed_as, signed_by, demonstration FROM pack_signature WHERE sha256 = $1 ORDER BY 1', [real.sha256])).toEqual([
    { signed_as: 'AUTHOR', signed_by: 'a', demonstration: false }, { signed_as: 'PHYSICIAN', signed_by: 'b', demonstration: false },
  ]);
});
