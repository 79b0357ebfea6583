import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import { buildSchema, parse, validate } from 'graphql';
import ts from 'typescript';
import { v7 } from 'uuid';
import WebSocket from 'ws';
import { logIn } from '../client';
import { startStack, type Stack } from '../stack';
import { patients, staff, units, World } from '../world';

const run = promisify(execFile);
const root = resolve(__dirname, '../..');
const guide = readFileSync(join(root, 'docs/front-end-guide.md'), 'utf8');
const blocks = (language: string) => [...guide.matchAll(new RegExp(`\`\`\`${language}\\n([\\s\\S]*?)\`\`\``, 'g'))].map((match) => match[1]!);
/** What the blocks are handed from outside; the names are parameters of the program they make together. */
const given = {
  graphUrl: 'string', webSocket: 'unknown', nurse: 'object', somebody: 'object', unitId: 'string', nowhere: 'string', photo: 'Uint8Array<ArrayBuffer>',
  logIn: '(person: object) => Promise<string>', show: '(what: unknown) => void', until: '(test: () => boolean) => Promise<void>',
  patientSeeksCare: '() => Promise<string>', patientMayBook: '() => Promise<{ ticketId: string; slotId: string }>',
};
const lines = blocks('ts').join('\n').split('\n');
const program = [
  ...lines.filter((line) => line.startsWith('import ')),
  `export async function guide(${Object.entries(given).map(([name, type]) => `${name}: ${type}`).join(', ')}): Promise<void> {`, ...lines.filter((line) => !line.startsWith('import ')), '}',
].join('\n');

/** A ticket of the patient's, and a time that the unit has published for it. */
async function patientMayBook(): Promise<{ ticketId: string; slotId: string }> {
  const session = await world.triages('tolvan', 'burningUrine');
  await world.finishes('tolvan', session['id'] as string);
  const tickets = async () => (await world.as('tolvan', '{ myTickets { id status } }'))['myTickets'] as { id: string; status: string }[];
  await world.until(async () => (await tickets()).some(({ status }) => status === 'OPEN'));
  const startsAt = [new Date(Math.ceil(world.now().getTime() / 60_000) * 60_000 + 2 * 3_600_000).toISOString()];
  const slots = { clientId: v7(), unitId: units.gavleHealthCentre.id, role: 'NURSE', staffId: staff.annaNurse.id, visitType: 'VIDEO', minutes: 20, startsAt };
  const published = await world.does('annaNurse', 'publishSlots', slots, '... on PublishSlotsOk { slots { id } }');
  return { ticketId: (await tickets()).find(({ status }) => status === 'OPEN')!.id, slotId: published['slots'][0].id as string };
}

let stack: Stack;
let world: World;
beforeAll(async () => {
  stack = await startStack();
  world = new World(stack);
  await world.isOpen();
}, 300_000);
afterAll(async () => {
  await world?.ends();
  await stack?.stop();
});

test('[API-1] every GraphQL document of the front-end guide is one that the graph takes', () => {
  const schema = buildSchema(readFileSync(join(root, 'packages/schema/api.graphql'), 'utf8'));
  expect(blocks('graphql').length).toBeGreaterThan(1);
  for (const block of blocks('graphql')) expect({ block, errors: validate(schema, parse(block)).map(String) }).toEqual({ block, errors: [] });
});

test('[DIR-2] the line for the shell gets a token', async () => {
  for (const line of blocks('sh')) {
    const env = { PATH: process.env['PATH'], PERSON: staff.annaNurse.id, COMMISSION: staff.annaNurse.commission!.id };
    const { stdout } = await run('sh', ['-c', line.replaceAll('localhost:4010', new URL(stack.identityUrl).host)], { env });
    expect(JSON.parse(stdout)).toMatchObject({ access_token: expect.stringMatching(/^ey/) });
  }
});

test('[API-1] the TypeScript of the front-end guide is right to the compiler', async () => {
  mkdirSync(join(root, '.cache'), { recursive: true });
  const folder = mkdtempSync(join(root, '.cache/guide-'));
  const own = { extends: '../../tsconfig.json', compilerOptions: { types: ['node'], noUnusedLocals: false, noUnusedParameters: false, incremental: false, tsBuildInfoFile: null }, include: ['guide.ts'] };
  try {
    writeFileSync(join(folder, 'guide.ts'), program);
    writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify(own));
    // In a process of its own: the platform runs in this one.
    const faults = await run(process.execPath, [require.resolve('typescript/bin/tsc'), '-p', folder]).then(({ stdout }) => stdout, (error: { stdout: string }) => error.stdout);
    expect(faults).toBe('');
  } finally {
    rmSync(folder, { recursive: true });
  }
}, 120_000);

test('[API-1] [LIV-1] the TypeScript of the front-end guide does what the guide says, from the token to the closed queue', async () => {
  const shown: unknown[] = [];
  const made = {} as { guide: (...parts: unknown[]) => Promise<void> };
  new Function('require', 'exports', ts.transpileModule(program, { compilerOptions: { module: ts.ModuleKind.CommonJS, target: ts.ScriptTarget.ES2023 } }).outputText)(require, made);
  const parts: Record<keyof typeof given, unknown> = {
    webSocket: WebSocket, graphUrl: stack.graphUrl, nurse: staff.annaNurse, somebody: patients.tolvan, unitId: units.gavleHealthCentre.id, nowhere: '00000000-0000-7000-8000-000000000000',
    logIn: (person: { id: string; commission?: { id: string } }) => logIn(stack, person),
    show: (what: unknown) => shown.push(what),
    until: async (test: () => boolean) => {
      for (const deadline = Date.now() + 20_000; !test(); await sleep(20)) if (Date.now() > deadline) throw new Error(`not within 20 s: ${test.toString()}; shown: ${JSON.stringify(shown)}`);
    },
    patientSeeksCare: () => world.hasCase('tolvan', 'soreThroat'),
    patientMayBook,
    photo: new Uint8Array(Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==', 'base64')),
  };
  await made.guide(...Object.keys(given).map((name) => parts[name as keyof typeof given]));
  expect(shown[0]).toMatchObject({ emergencyNumber: '112' });
  expect(shown[1]).toEqual(expect.any(String)); // what is not there is refused in words
  expect(shown[2]).toEqual(['BAD_INPUT', ['first'], false]);
  expect(shown.filter(Array.isArray)).toContainEqual(['live', 1, undefined]);
  expect(shown).toContainEqual(expect.stringMatching(/^[0-9a-f-]{36}$/)); // the case that was taken
  expect(shown).toContainEqual(['ACCEPTED']); // the list that began from the first
  expect(shown).toContainEqual(['by stream', 'QueueSnapshot']);
  expect(shown.find((each) => typeof each === 'number')).toBeGreaterThan(5);
  expect(shown.at(-4)).toBe('One of us has taken your case.');
  expect(shown.at(-3)).toEqual([200, 200, 'image/png']);
  expect(await (shown.at(-2) as Blob).text()).toMatch(/^BEGIN:VCALENDAR\r\n/);
  expect(shown.at(-1)).toEqual({ data: { emergencyInformation: shown[0] } });
}, 120_000);
