import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { buildPrograms, programFile } from '@vardgraf/launcher/programs';
import { v4 } from 'uuid';
import { checkAside } from '../src/content/check-aside';
import { loadPacks } from '../src/content/load';
import { CONTENT_DIR } from '../src/content/read-library';
import { checkPack } from '../src/domain/check-pack';
import { staffMember, type TriageWorld, triageWorld } from './triage-world';

// A content is checked as a whole, which takes a busy machine seconds.
jest.setTimeout(120_000);

const content = loadPacks().find((pack) => pack.id === 'sore-throat')!;
/** Reviews are too old by then: a content without other faults has some. */
const [today, muchLater] = ['2026-11-26', '2036-11-26'];

it('[TRI-3] the checks say in a thread of their own what they say here', async () => {
  expect(await checkAside(content, today)).toEqual(checkPack(content, today));
  const faults = checkPack(content, muchLater);
  expect(faults.length).toBeGreaterThan(0);
  expect(await checkAside(content, muchLater)).toEqual(faults);
});

it('[TRI-3] what the checks throw comes back as an error, and the next content is checked all the same', async () => {
  await expect(checkAside({ ...content, findings: undefined as never }, today)).rejects.toThrow();
  expect(await checkAside(content, today)).toEqual([]);
});

it('the joined thread gives the same answer', async () => {
  await buildPrograms();
  const worker = new Worker(programFile(join(__dirname, '../src/content/check-thread.ts')), { workerData: { content, today: muchLater } });
  expect(await new Promise((resolve, reject) => void worker.once('message', resolve).once('error', reject))).toEqual(checkPack(content, muchLater));
  const joined = readFileSync(programFile(join(__dirname, '../src/main.ts')), 'utf8');
  expect(joined).not.toContain('VARDGRAF_PROGRAMS');
});

describe('[TRI-3] while a draft is being checked', () => {
  let world: TriageWorld;
  beforeAll(async () => {
    world = await triageWorld();
    await world.unit('bollnas');
  });
  afterAll(() => world.end());

  it('patients’ sessions are begun and read', async () => {
    const anna = await world.person();
    const complaint = readFileSync(join(CONTENT_DIR, 'complaints/sore-throat.yaml'), 'utf8').replace(/^version: .*$/m, 'version: 9.1.1');
    const editor = staffMember('cecilia');
    let checking = true;
    const draft = world.ask({ ...editor, commission: { ...editor.commission, role: 'CONTENT_EDITOR' } },
      'mutation M($input: DraftTriageContentInput!) { draftTriageContent(input: $input) { __typename ... on DraftTriageContentOk { draft { faults } } } }',
      { input: { clientId: v4(), complaint } }).finally(() => (checking = false));
    let answered = 0;
    const { id } = await world.start(anna, 'sore-throat');
    while (checking) {
      const { data } = await world.ask(anna, '{ openTriageSessions { id screen { questions { findingId } } } }');
      expect(data!['openTriageSessions']).toMatchObject([{ id, screen: { questions: expect.any(Array) } }]);
      if (checking) answered += 1;
    }
    expect((await draft).data!['draftTriageContent']).toEqual({ __typename: 'DraftTriageContentOk', draft: { faults: [] } });
    process.stdout.write(`TRI-3: ${answered} answers to patients while one draft was checked\n`);
    expect(answered).toBeGreaterThan(5);
  });
});
