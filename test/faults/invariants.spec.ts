import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Client } from 'pg';
import type { Journal } from '../actors/journal';
import { type Stack, startStack } from '../stack';
import { World } from '../world';
import { actsKept } from './acknowledged';
import { expectInvariants, rules, settled, violations, withEvidence } from './invariants';
import { journal, live, named } from './lived-world';
import { lostPromises } from './lost-promises';
import { plantsInCases } from './plants-in-cases';
import { plantsInRooms } from './plants-in-rooms';
import type { Violation } from './violation';

let stack: Stack;
/** What the checker has asked of the database in this run, and whether a planted violation has ever answered. */
const asked = new Map<string, boolean>();
const reporting = new Set<string>();

beforeAll(async () => {
  stack = await startStack();
  await live(new World(stack), stack);
  await settled(stack.adminUrl, 20_000);
}, 240_000);
afterAll(() => stack?.stop());

/** The same database, in which is noted which statements find something. A statement that is asked of every service is one. */
function noted(admin: Client): Client {
  const query = async (sql: string, params?: unknown[]): Promise<unknown> => {
    const answer = await admin.query<{ found?: string }>(sql, params);
    const key = sql.replace(/\b(booking|cases|directory|messaging|notify|oversight|triage)\b/g, '{service}');
    if (sql.includes(' AS found')) asked.set(key, Boolean(asked.get(key)) || answer.rows.some(({ found }) => found !== undefined));
    return answer;
  };
  return { query } as unknown as Client;
}

/** What the checker finds when this has been done to the database; undone afterwards. */
async function planted(sql: string, kept = journal): Promise<Violation[]> {
  return withEvidence(stack.adminUrl, async (evidence) => {
    await evidence.admin.query('BEGIN');
    await evidence.admin.query('SET LOCAL session_replication_role = replica'); // past the triggers that refuse such things
    await evidence.admin.query(named(sql));
    const found = await violations({ ...evidence, admin: noted(evidence.admin) }, kept);
    await evidence.admin.query('ROLLBACK');
    for (const { rule } of found) if (rule) reporting.add(rule);
    return found;
  });
}

const promised = (...acknowledged: Journal['acknowledged']): Journal => ({ acknowledged: JSON.parse(named(JSON.stringify(acknowledged))) as Journal['acknowledged'] });

test('[I1 to I8, SAF-5] a world that real operations made breaks no invariant', async () => {
  await expectInvariants(stack.adminUrl, journal);
});

test.each([...plantsInCases, ...plantsInRooms])('[%s] %s is found', async (invariant, _, sql, says = '') => {
  const found = await planted(sql);
  expect(found.filter((violation) => violation.invariant === invariant).map((violation) => violation.found)).toContainEqual(expect.stringContaining(named(says)));
}, 30_000);

test.each(lostPromises)('[I1] %s that was answered with yes and is not stored is found', async (_, promise) => {
  expect((await planted('SELECT 1', promised(promise))).map((violation) => violation.invariant)).toContain('I1');
});

test('[I2] a client id that got two sessions is found', async () => {
  const acknowledged = ['a', 'b'].map((sessionId) => ({ act: 'SESSION', clientId: 'one', sessionId }) as const);
  expect((await planted('SELECT 1', promised(...acknowledged))).map((violation) => violation.invariant)).toContain('I2');
});

describe('with all of these planted', () => {
  test('[I1 to I8] every rule has a violation that it reports, and so has every statement that a rule is made of', () => {
    expect(rules.map((rule) => rule.name).filter((name) => !reporting.has(name))).toEqual([]);
    expect([...asked].filter(([, found]) => !found).map(([sql]) => sql)).toEqual([]);
  });

  test('[I1] every kind of promise that is checked has one that is not kept', () => {
    const lost = lostPromises.map(([, { act }]) => act);
    expect(actsKept.filter((act) => !lost.includes(act))).toEqual([]);
  });

  test('[I1 to I8] every rule that a file of rules exports is asked', async () => {
    const files = readdirSync(__dirname).filter((name) => name.endsWith('-invariants.ts'));
    const exported = (await Promise.all(files.map(async (name) => Object.values((await import(join(__dirname, name))) as Record<string, unknown>)))).flat().filter((one) => typeof one === 'function');
    expect(files.length).toBeGreaterThan(8);
    expect(exported.map((rule) => rule.name).filter((name) => !rules.some((rule) => rule.name === name) && name !== 'readModelHashes')).toEqual([]);
  });
});
