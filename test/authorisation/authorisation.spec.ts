import { generateKeyPairSync } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SigningKeyRing } from '@vardgraf/service-kit/signing-keys';
import { Client } from 'pg';
import { v7 } from 'uuid';
import { randomFrom, seed } from '../actors/random';
import { partnerToken } from '../partner';
import { startStack, type Stack } from '../stack';
import { World } from '../world';
import { type Asking, atTheGateway, everyAsking, type Schemas, schemas } from './asking';
import { everyCaller } from './callers';
import { attempt, everyForbidden, fingerprint, type Forbidden } from './doing';
import type { Caller, Thing } from './facts';
import { Matrix } from './judging';
import { people, type Peopled, stored } from './peopled';
import { questions } from './places';
import { type Kind, readings } from './readings';
import { ask, type Asked, type Planned, isAnswered, showsSomething } from './sweep';
import { watchEverything } from './watching';

const full = process.env['TEST_FULL'] === '1';
/** How many ids of each kind everybody asks by: those that are allowed, those that are not, and those that name something else. */
const size = full
  ? { allowed: 1_000, forbidden: 1_000, strays: 60_000, atLeast: 20_500, deeds: 20, live: 8, gateway: 6_000 }
  : { allowed: 4, forbidden: 3, strays: 3_000, atLeast: 20_500, deeds: 2, live: 2, gateway: 1_500 };
const next = randomFrom(seed);

let folder: string;
let stack: Stack;
let world: World;
let peopled: Peopled;
let callers: Caller[];
let all: Schemas;
let things: Thing[];
let matrix: Matrix;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'vardgraf-authorisation-'));
  const file = join(folder, 'keys.json');
  const ring = await SigningKeyRing.open({ file });
  const jwk = generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey.export({ format: 'jwk' }) as Record<string, string>;
  stack = await startStack({ envOf: { 'identity-provider': { KEY_FILE: file }, gateway: { LIVE_SIGNING_KEY: JSON.stringify(jwk) } } });
  world = new World(stack);
  await world.isOpen();
  peopled = await people(world, await partnerToken(stack));
  const provider = ring.current.jwks.keys[0]!;
  const { keys } = (await (await fetch(`${stack.url('gateway')}/live-jwks.json`)).json()) as { keys: { kid: string }[] };
  callers = await everyCaller({ issuer: stack.identityUrl, provider: { kid: provider.kid!, jwk: { ...provider } }, live: { kid: keys[0]!.kid, jwk } });
  all = schemas();
  matrix = await matrixNow();
}, 300_000);
afterAll(async () => {
  rmSync(folder, { recursive: true, force: true });
  await world?.ends();
  await stack?.stop();
});

/** The matrix, with all that is there by now. */
async function matrixNow(): Promise<Matrix> {
  const own = callers.flatMap((caller): Thing[] => (caller.kind === 'STAFF' ? [{ kind: 'work', id: caller.personId, regionId: caller.regionId!, addressee: caller.personId }] : []));
  things = [...peopled.things, ...own, ...(await stored(world, peopled.things))];
  return new Matrix(things, peopled.families, all);
}

/** Of a kind of which the seeds have hundreds: those of the people and units that act here, and some others. */
function idsOf(kind: Kind): string[] {
  const known = ids.get(kind);
  if (known) return known;
  const of = things.filter((thing) => thing.kind === kind);
  const acting = new Set(callers.flatMap((caller) => ('personId' in caller ? [caller.personId] : 'unitIds' in caller ? (caller.unitIds as string[]) : [])));
  const some = of.length <= 40 ? of : of.filter(({ id, isProtected }, n) => acting.has(id) || isProtected || n < 8 || n % 80 === 0);
  const found = [...new Set(some.map(({ id }) => id))];
  ids.set(kind, found);
  return found;
}
const ids = new Map<Kind, string[]>();

/** So many of them, by chance. */
function sample<T>(from: readonly T[], most: number): T[] {
  const left = [...from];
  return Array.from({ length: Math.min(most, left.length) }, () => left.splice(Math.floor(next() * left.length), 1)[0]!);
}

/** For everybody and everything: all that the matrix allows, some of what it does not, and ids that name something else or nothing. */
function plan(askings: readonly Asking[], atLeast: number): Planned[] {
  const right = callers.flatMap((caller) => askings.flatMap((asking): Planned[] => {
    if (asking.names === undefined) return [{ caller, asking, id: undefined }];
    const [allowed, not] = parted(idsOf(asking.names), (id) => matrix.verdict(caller, asking.row, id).may);
    return [...sample(allowed, size.allowed), ...sample(not, size.forbidden)].map((id) => ({ caller, asking, id }));
  }));
  const withIds = askings.filter(({ names }) => names !== undefined);
  const one = <T>(from: readonly T[]): T => from[Math.floor(next() * from.length)]!;
  const stray = (): string => {
    const { id } = one(things);
    return one([id, id, id.toUpperCase(), v7(), 'not-an-id', `${id}' OR '1'='1`, '']);
  };
  return [...right, ...Array.from({ length: Math.max(atLeast && size.strays, atLeast - right.length) }, (): Planned => ({ caller: one(callers), asking: one(withIds), id: stray() }))];
}

function parted<T>(items: readonly T[], test: (item: T) => boolean): [T[], T[]] {
  return [items.filter(test), items.filter((item) => !test(item))];
}

interface Found {
  allowed: Map<string, number>;
  denied: Map<string, number>;
  faults: Map<string, number>;
  disclosures: Disclosure[];
  requests: number;
}

interface Disclosure {
  service: string;
  requestId: string;
  who: string;
  what: string;
}

const count = (map: Map<string, number>, key: string): void => void map.set(key, (map.get(key) ?? 0) + 1);

function judge({ caller, asking, id, requestId, value, codes }: Asked, found: Found): void {
  found.requests += 1;
  const root = matrix.verdict(caller, asking.row, id);
  const says = `${caller.name} (${root.relations.join(', ') || 'no such thing'})`;
  if (codes.some((code) => !['BAD_INPUT', 'UNAUTHENTICATED'].includes(code))) count(found.faults, `${says}: ${asking.service} ${asking.name}: ${codes.join(', ')}`);
  const shows = showsSomething(value);
  if (shows && !root.may && !asking.isAddition) count(found.allowed, `${says}: ${asking.service} ${asking.name} [${asking.row}]`);
  if (!isAnswered(value) && root.may && mustShow(caller, asking, root.thing, id)) count(found.denied, `${says}: ${asking.service} ${asking.name} [${asking.row}]${codes.length ? ` ${codes.join()}` : ''}`);
  const shown = matrix.shown(caller, asking, value, id);
  for (const one of shown) {
    if (!one.may) count(found.allowed, `${caller.name} (${one.relations.join(', ') || 'no such thing'}): ${one.where} [${one.row}]`);
  }
  const logged = [...(shows && !asking.isAddition ? [{ ...root, where: asking.name }] : []), ...shown].filter(({ row, relations }) => 'logged' in readings[row] && !relations.includes('self') && caller.kind !== 'LIVE');
  if (logged.length) found.disclosures.push({ service: asking.service, requestId, who: caller.name, what: [...new Set(logged.map(({ where }) => where))].join('; ') });
}

/** Whether who may read it must get it: the id is spelt as it is, and something is there. */
function mustShow(caller: Caller, asking: Asking, thing: Thing | undefined, id: string | undefined): boolean {
  if (asking.isAddition || (caller.kind === 'NOBODY' && caller.token !== undefined)) return false; // such a token is refused before anything is asked
  if (asking.names === undefined) return !questions[asking.name.slice('Query.'.length)]?.orNothing;
  return thing !== undefined && thing.id === id && asking.names !== 'anything' && !questions[asking.name.slice('Query.'.length)]?.orNothing;
}

const listed = (map: Map<string, number>): string[] => [...map].map(([what, n]) => `${n} × ${what}`).sort();

describe(`[T20] the whole graph, behind the gateway’s back (seed ${seed})`, () => {
  const found: Found = { allowed: new Map(), denied: new Map(), faults: new Map(), disclosures: [], requests: 0 };

  test('[T20] [DIR-3] everybody asks every subgraph for everything by every id: what the matrix does not allow is shown to nobody, and what it allows is shown', async () => {
    const answers: Asked[] = [];
    await ask((service) => stack.url(service), plan(everyAsking(all), size.atLeast), (asked) => answers.push(asked));
    matrix = await matrixNow();
    for (const asked of answers) judge(asked, found);
    process.stdout.write(`T20 (seed ${seed}): ${found.requests} requests\n`);
    expect({ faults: listed(found.faults), allowed: listed(found.allowed), denied: listed(found.denied) }).toEqual({ faults: [], allowed: [], denied: [] });
    expect(found.requests).toBeGreaterThanOrEqual(20_000);
  }, 600_000);

  test('[T21] [AUD-1] each of these looks at somebody else’s data has its row in the log of the service that showed it', async () => {
    const admin = new Client({ connectionString: stack.adminUrl });
    await admin.connect();
    const logged = new Set<string>();
    try {
      for (const service of Object.keys(all)) for (const { id } of (await admin.query<{ id: string }>(`SELECT request_id AS id FROM ${service}.audit`)).rows) logged.add(`${service} ${id}`);
    } finally {
      await admin.end();
    }
    const without = new Map<string, number>();
    for (const { service, requestId, who, what } of found.disclosures) if (!logged.has(`${service} ${requestId}`)) count(without, `${who}: ${service} ${what}`);
    process.stdout.write(`T20 (seed ${seed}): ${found.disclosures.length} looks\n`);
    expect(found.disclosures.length).toBeGreaterThan(100);
    expect(listed(without)).toEqual([]);
  });

  test('[T20] [DIR-3] at the gateway everybody asks every question: nothing is shown to whom the matrix shows nothing', async () => {
    const atGateway: Found = { allowed: new Map(), denied: new Map(), faults: new Map(), disclosures: [], requests: 0 };
    const answers: Asked[] = [];
    await ask((service) => stack.url(service), sample(plan(atTheGateway(), 0), size.gateway), (asked) => answers.push(asked));
    for (const asked of answers) judge(asked, atGateway);
    expect({ faults: listed(atGateway.faults), allowed: listed(atGateway.allowed) }).toEqual({ faults: [], allowed: [] });
    expect(answers.filter(({ value }) => showsSomething(value)).length).toBeGreaterThan(100);
  }, 600_000);

  test('[T20] [DIR-3] everybody tries every mutation on what is others’: refused, nothing is changed, and a stranger is not told whether the thing is there', async () => {
    const before = await fingerprint(stack.adminUrl, Object.keys(all));
    const wrong = new Map<string, number>();
    const forbidden = everyForbidden(callers, all, matrix, idsOf, (ids, caller) => sample(ids, caller.kind === 'NOBODY' || caller.kind === 'SERVICE' ? 1 : size.deeds));
    await eightAtATime(forbidden, async (one) => {
      const answer = await attempt(stack.url(one.service), one, one.id);
      if (!refusals(one).includes(answer.is) && (one.isStranger || !answer.text.includes('"code":'))) count(wrong, `${one.caller.name}: ${one.field} ${one.id}: ${answer.is} ${answer.text}`);
      if (!one.isStranger || one.id === '') return;
      const ofNothing = await attempt(stack.url(one.service), one, v7());
      if (ofNothing.text !== answer.text) count(wrong, `${one.caller.name}: ${one.field}: ${answer.text}, and of what is not there ${ofNothing.text}`);
    });
    process.stdout.write(`T20 (seed ${seed}): ${forbidden.length} forbidden mutations\n`);
    const after = await fingerprint(stack.adminUrl, Object.keys(all));
    expect({ wrong: listed(wrong), changed: Object.keys(before).filter((table) => before[table] !== after[table]) }).toEqual({ wrong: [], changed: [] });
    expect(forbidden.length).toBeGreaterThan(5_000);
  }, 600_000);

  test('[T20] [LIV-2] [DIR-3] at the gateway a live field lets in whom the matrix lets in, and nobody else', async () => {
    const wrong = new Map<string, number>();
    let asked = 0;
    for (const caller of callers) {
      for (const one of await watchEverything(stack.url('gateway'), caller, matrix, (kind) => sample(idsOf(kind), size.live))) {
        asked += 1;
        if (one.may !== one.isLetIn) count(wrong, `${caller.name}: ${one.field} ${one.id}: ${one.isLetIn ? 'let in' : 'kept out'}`);
      }
    }
    process.stdout.write(`T20 (seed ${seed}): ${asked} live fields\n`);
    expect(listed(wrong)).toEqual([]);
  }, 600_000);
});

function refusals({ caller, field }: Forbidden): readonly string[] {
  if (caller.kind === 'NOBODY') return ['UNAUTHENTICATED'];
  return field === 'recordLiveViewing' ? ['INTERNAL'] : field === 'handOverVisits' ? ['NotPermitted', 'HandOverVisitsOk'] : ['NotFound', 'NotPermitted']; // the first has no room for a no, the other says it for each visit
}

async function eightAtATime<T>(items: readonly T[], work: (item: T) => Promise<void>): Promise<void> {
  let next = 0;
  const worker = async (): Promise<void> => {
    while (next < items.length) await work(items[next++]!);
  };
  await Promise.all(Array.from({ length: 8 }, worker));
}
