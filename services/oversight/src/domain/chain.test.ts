import { createHash } from 'node:crypto';
import fc from 'fast-check';
import type { AuditEntry, AuditFacts } from './audit-entry';
import { arrive, beginning, type ChainHead, genesis, link, step } from './chain';

const digest = (text: string) => createHash('sha256').update(text).digest('hex');

function facts(n: number): AuditFacts {
  return {
    auditId: `a${n}`, service: 'cases', sourcePosition: n, regionId: 'gavleborg', at: new Date(1_800_000_000_000 + n), actorKind: 'STAFF', actorId: 's1', role: 'NURSE',
    commissionId: null, unitId: 'u1', patientId: `p${n}`, caseId: null, action: 'openCase', what: 'case', reason: null, requestId: null,
  };
}

function chain(length: number): { entries: AuditEntry[]; head: ChainHead } {
  const entries: AuditEntry[] = [];
  let head = genesis;
  for (let n = 1; n <= length; n += 1) {
    const entry = link(head, facts(n), new Date(1_800_000_100_000 + n), digest);
    entries.push(entry);
    head = { chainPosition: entry.chainPosition, hash: entry.hash };
  }
  return { entries, head };
}

const walk = (entries: AuditEntry[], head: ChainHead) => arrive(entries.reduce((w, entry) => step(w, entry, digest), beginning), head);

test('[AUD-1] a chain as it was written is whole, also an empty one', () => {
  expect(walk([], genesis).firstBroken).toBeUndefined();
  const { entries, head } = chain(20);
  expect(walk(entries, head)).toEqual({ at: head, firstBroken: undefined });
});

test('[AUD-1] positions are gapless and each entry names the hash before it', () => {
  const { entries } = chain(5);
  expect(entries.map((e) => e.chainPosition)).toEqual([1, 2, 3, 4, 5]);
  expect(entries.slice(1).map((e) => e.prevHash)).toEqual(entries.slice(0, -1).map((e) => e.hash));
});

test('[AUD-1] a change of any single fact breaks the chain exactly there', () => {
  const { entries, head } = chain(12);
  const names = Object.keys(entries[0]!) as (keyof AuditEntry)[];
  fc.assert(
    fc.property(fc.nat(11), fc.constantFrom(...names), (at, name) => {
      const value = entries[at]![name];
      const changed = value instanceof Date ? new Date(value.getTime() + 1) : typeof value === 'number' ? value + 1 : value === null ? 'x' : `${value}x`;
      const edited = entries.map((entry, i) => (i === at ? { ...entry, [name]: changed } : entry));
      expect(walk(edited, head).firstBroken).toBe(at + 1);
    }),
    { numRuns: 500 },
  );
});

test('[AUD-1] null is not the word null, and a fact cannot move into its neighbour', () => {
  const one = link(genesis, { ...facts(1), reason: null }, new Date(0), digest);
  const other = link(genesis, { ...facts(1), reason: 'null' }, new Date(0), digest);
  expect(one.hash).not.toBe(other.hash);
  const left = link(genesis, { ...facts(1), action: 'ab', what: 'c' }, new Date(0), digest);
  const right = link(genesis, { ...facts(1), action: 'a', what: 'bc' }, new Date(0), digest);
  expect(left.hash).not.toBe(right.hash);
});

test('[AUD-1] any deletion, swap, repetition or cut is found', () => {
  const { entries, head } = chain(15);
  fc.assert(
    fc.property(fc.nat(14), fc.nat(14), fc.constantFrom('delete', 'swap', 'repeat', 'cut'), (i, j, what) => {
      const broken = [...entries];
      if (what === 'delete') broken.splice(i, 1);
      else if (what === 'repeat') broken.splice(i, 0, entries[i]!);
      else if (what === 'cut') broken.length = i;
      else if (i === j) return;
      else [broken[i], broken[j]] = [broken[j]!, broken[i]!];
      expect(walk(broken, head).firstBroken).toBeGreaterThan(0);
    }),
    { numRuns: 500 },
  );
});

test('[AUD-1] an entry added behind the head is found, and a head that says another hash too', () => {
  const { entries, head } = chain(4);
  const forged = link(head, facts(5), new Date(0), digest);
  expect(walk([...entries, forged], head).firstBroken).toBe(5);
  expect(walk(entries, { ...head, hash: 'f'.repeat(64) }).firstBroken).toBe(4);
});
