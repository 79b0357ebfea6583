import type { AuditEntry, AuditFacts } from './audit-entry';

/** The end of the chain: how many entries there are, and the hash of the last. */
export interface ChainHead {
  chainPosition: number;
  hash: string;
}

/** SHA-256 in hexadecimal; handed in, since this room imports nothing. */
export type Digest = (text: string) => string;

/** Before the first entry. */
export const genesis: ChainHead = { chainPosition: 0, hash: '0'.repeat(64) };

/** The next entry: its place, the hash before it, and its own over both and every fact. */
export function link(head: ChainHead, facts: AuditFacts, chainedAt: Date, digest: Digest): AuditEntry {
  const entry = { ...facts, chainPosition: head.chainPosition + 1, prevHash: head.hash, chainedAt };
  return { ...entry, hash: digest(canonical(entry)) };
}

/** Every fact in a fixed order; JSON keeps null apart from 'null' and one field apart from the next. */
function canonical(entry: Omit<AuditEntry, 'hash'>): string {
  return JSON.stringify([
    entry.prevHash, entry.chainPosition, entry.auditId, entry.service, entry.sourcePosition, entry.regionId, entry.at.toISOString(), entry.actorKind,
    entry.actorId, entry.role, entry.commissionId, entry.unitId, entry.patientId, entry.caseId, entry.action, entry.what, entry.reason,
    entry.requestId, entry.chainedAt.toISOString(),
  ]);
}

/** What a walk along the chain has found so far. */
export interface ChainWalk {
  /** The last entry that verified. */
  at: ChainHead;
  /** The first position that does not verify; nothing after it is looked at. */
  firstBroken: number | undefined;
}

/** The start of a walk. */
export const beginning: ChainWalk = { at: genesis, firstBroken: undefined };

/** One step: the entry must stand where the next one belongs, name the hash before it and have the hash its facts give. */
export function step(walk: ChainWalk, entry: AuditEntry, digest: Digest): ChainWalk {
  if (walk.firstBroken !== undefined) return walk;
  const expected = walk.at.chainPosition + 1;
  const whole = entry.chainPosition === expected && entry.prevHash === walk.at.hash && entry.hash === digest(canonical(entry));
  return whole ? { at: { chainPosition: expected, hash: entry.hash }, firstBroken: undefined } : { ...walk, firstBroken: expected };
}

/** The end of a walk: it must end exactly at the head that is kept apart, or something was cut off, or added behind it. */
export function arrive(walk: ChainWalk, head: ChainHead): ChainWalk {
  if (walk.firstBroken !== undefined) return walk;
  if (walk.at.chainPosition === head.chainPosition && walk.at.hash === head.hash) return walk;
  const after = Math.min(walk.at.chainPosition, head.chainPosition);
  return { ...walk, firstBroken: walk.at.chainPosition === head.chainPosition ? Math.max(1, after) : after + 1 };
}
