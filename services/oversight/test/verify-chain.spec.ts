import fc from 'fast-check';
import type { AuditEntry } from '../src/domain/audit-entry';
import { link } from '../src/domain/chain';
import { sha256 } from '../src/operations/digest';
import { verifyChain } from '../src/operations/verify-chain';
import { insertEntry } from '../src/storage/entry-row';
import { nils, type OversightWorld, oversightWorld } from './oversight-world';

const length = 25;
const runs = process.env['TEST_FULL'] ? 1_000 : 400;
const texts = ['hash', 'prev_hash', 'audit_id', 'service', 'region_id', 'actor_kind', 'actor_id', 'role', 'commission_id', 'unit_id', 'patient_id', 'case_id', 'action', 'what', 'reason', 'request_id'];

let world: OversightWorld;
let original: AuditEntry[];

beforeAll(async () => {
  world = await oversightWorld();
  for (let n = 0; n < length; n += 1) await world.look('cases', nils, { patientId: `patient-${n}`, what: `case/${n}`, ...(n % 2 && { reason: 'COVER' }) });
  original = await world.chained(length);
  // A tamperer with the superuser's rights: no trigger, no foreign key stands in the way.
  await world.asAdmin('SET session_replication_role = replica');
  await world.asAdmin('CREATE TABLE oversight.kept AS SELECT * FROM oversight.audit_entry');
  await world.asAdmin('CREATE TABLE oversight.kept_head AS SELECT * FROM oversight.chain_head');
}, 60_000);
afterAll(() => world.end());

async function restore(): Promise<void> {
  await world.asAdmin(`TRUNCATE oversight.audit_entry, oversight.audit_review_entry; INSERT INTO oversight.audit_entry SELECT * FROM oversight.kept;
    UPDATE oversight.chain_head h SET chain_position = k.chain_position, hash = k.hash FROM oversight.kept_head k`);
}

/** Inserts an entry as it stands, whatever it says. */
async function plant(entry: AuditEntry): Promise<void> {
  const [sql, params] = insertEntry(entry);
  await world.asAdmin(sql.replace('INTO audit_entry', 'INTO oversight.audit_entry'), params);
}

const place = fc.integer({ min: 1, max: length });
const e = 'oversight.audit_entry';

/** Each way of tampering, with the arbitrary choices it needs. */
const tampering = fc.oneof(
  fc.record({ what: fc.constant('edit a text' as const), at: place, column: fc.constantFrom(...texts), value: fc.constantFrom('x', '', '0'.repeat(64)) }),
  fc.record({ what: fc.constant('edit a time' as const), at: place, column: fc.constantFrom('at', 'chained_at'), value: fc.constantFrom('1 millisecond', '-1 day') }),
  fc.record({ what: fc.constant('edit a number' as const), at: place, column: fc.constant('source_position'), value: fc.constant('') }),
  fc.record({ what: fc.constant('delete' as const), at: place, to: place }),
  fc.record({ what: fc.constant('delete and close the gap' as const), at: place }),
  fc.record({ what: fc.constant('swap' as const), at: place, to: place }),
  fc.record({ what: fc.constant('cut the end' as const), at: place }),
  fc.record({ what: fc.constant('edit and give it the hash it would have' as const), at: place }),
  fc.record({ what: fc.constant('rewrite everything from there, but not the head' as const), at: place }),
  fc.record({ what: fc.constant('add behind the head' as const) }),
  fc.record({ what: fc.constant('move the head back' as const), at: place }),
);
type Tampering = typeof tampering extends fc.Arbitrary<infer T> ? T : never;

/** @returns the chain positions of which one must be named as the first broken, or undefined when nothing was changed after all */
async function tamper(t: Tampering): Promise<number | undefined> {
  switch (t.what) {
    case 'edit a text': {
      const done = await world.asAdmin(`UPDATE ${e} SET ${t.column} = $1 WHERE chain_position = $2 AND ${t.column} IS DISTINCT FROM $1`, [t.value, t.at]);
      return done.rowCount ? t.at : undefined;
    }
    case 'edit a time':
      await world.asAdmin(`UPDATE ${e} SET ${t.column} = ${t.column} + $1::interval WHERE chain_position = $2`, [t.value, t.at]);
      return t.at;
    case 'edit a number':
      await world.asAdmin(`UPDATE ${e} SET source_position = source_position + 1000 WHERE chain_position = $1`, [t.at]);
      return t.at;
    case 'delete':
      await world.asAdmin(`DELETE FROM ${e} WHERE chain_position BETWEEN $1 AND $2`, [Math.min(t.at, t.to), Math.max(t.at, t.to)]);
      return Math.min(t.at, t.to);
    case 'delete and close the gap':
      await world.asAdmin(`DELETE FROM ${e} WHERE chain_position = $1`, [t.at]);
      for (let n = t.at + 1; n <= length; n += 1) await world.asAdmin(`UPDATE ${e} SET chain_position = $1 - 1 WHERE chain_position = $1`, [n]);
      return t.at;
    case 'swap': {
      if (t.at === t.to) return undefined;
      await world.asAdmin(`UPDATE ${e} SET chain_position = -1 WHERE chain_position = $1`, [t.at]);
      await world.asAdmin(`UPDATE ${e} SET chain_position = $1 WHERE chain_position = $2`, [t.at, t.to]);
      await world.asAdmin(`UPDATE ${e} SET chain_position = $1 WHERE chain_position = -1`, [t.to]);
      return Math.min(t.at, t.to);
    }
    case 'cut the end':
      await world.asAdmin(`DELETE FROM ${e} WHERE chain_position >= $1`, [t.at]);
      return t.at;
    case 'edit and give it the hash it would have': {
      const before = { chainPosition: t.at - 1, hash: original[t.at - 1]!.prevHash };
      await world.asAdmin(`DELETE FROM ${e} WHERE chain_position = $1`, [t.at]);
      await plant(link(before, { ...original[t.at - 1]!, actorId: 'somebody-else' }, original[t.at - 1]!.chainedAt, sha256));
      return t.at === length ? length : t.at + 1;
    }
    case 'rewrite everything from there, but not the head':
      await rewriteFrom(t.at);
      return length;
    case 'add behind the head':
      await plant(link({ chainPosition: length, hash: original.at(-1)!.hash }, { ...original[0]!, auditId: 'planted', sourcePosition: 9_999 }, new Date(), sha256));
      return length + 1;
    case 'move the head back':
      if (t.at === length) return undefined;
      await world.asAdmin('UPDATE oversight.chain_head SET chain_position = $1, hash = $2', [t.at, original[t.at - 1]!.hash]);
      return t.at + 1;
  }
}

/** A tamperer who knows the rules: a lie at one place, and every hash after it made to fit. @returns the hash of the last */
async function rewriteFrom(at: number): Promise<string> {
  await world.asAdmin(`DELETE FROM ${e} WHERE chain_position >= $1`, [at]);
  let head = { chainPosition: at - 1, hash: original[at - 1]!.prevHash };
  for (const entry of original.slice(at - 1)) {
    const lie = entry.chainPosition === at ? { ...entry, actorId: 'somebody-else' } : entry;
    const forged = link(head, lie, entry.chainedAt, sha256);
    await plant(forged);
    head = { chainPosition: forged.chainPosition, hash: forged.hash };
  }
  return head.hash;
}

test(`[AUD-1, T21] ${runs} random edits, deletions, reorderings, cuts and additions are all found, at the right place`, async () => {
  let changed = 0;
  await fc.assert(
    fc.asyncProperty(tampering, async (t) => {
      const expected = await tamper(t);
      const finding = await verifyChain(world.db);
      await restore();
      if (expected === undefined) return expect(finding.whole).toBe(true);
      changed += 1;
      expect({ ...t, whole: finding.whole, firstBroken: finding.firstBroken }).toEqual({ ...t, whole: false, firstBroken: expected });
    }),
    { numRuns: runs },
  );
  expect(changed).toBeGreaterThanOrEqual(300);
  expect(await verifyChain(world.db)).toMatchObject({ whole: true, entries: length });
}, 300_000);

test('[AUD-1] who rewrites everything and the head too is found by a head that was noted elsewhere', async () => {
  const noted = await verifyChain(world.db);
  const hash = await rewriteFrom(3);
  await world.asAdmin('UPDATE oversight.chain_head SET hash = $1', [hash]);
  const finding = await verifyChain(world.db);
  expect(finding.whole).toBe(true); // the accepted limit of a chain that is alone with its tamperer
  expect(finding.entries).toBe(noted.entries);
  expect(finding.headHash).not.toBe(noted.headHash);
  await restore();
});

test('[AUD-1] the chain is whole while it grows under the verification', async () => {
  const growing = Promise.all([0, 1, 2, 3].map(async (writer) => { // a pool of five refuses a crowd on a busy machine
    for (let n = 0; n < 5; n += 1) await world.look('triage', nils, { what: `session/${writer}/${n}` });
  }));
  const findings = [];
  for (let n = 0; n < 20; n += 1) findings.push(await verifyChain(world.db));
  await growing;
  await world.chained(length + 20);
  findings.push(await verifyChain(world.db));
  expect(findings.every((finding) => finding.whole)).toBe(true);
  expect(findings.at(-1)!.entries).toBe(length + 20);
});
