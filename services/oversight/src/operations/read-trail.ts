import type { StaffActor } from '@vardgraf/service-kit/actor';
import { badInput, Fault } from '@vardgraf/service-kit/fault';
import type { Database } from '@vardgraf/service-kit/postgres';
import type { AuditEntry } from '../domain/audit-entry';
import { entriesById, trail, type TrailFilter } from '../storage/entry-store';
import { sample } from '../storage/sample-store';
import { type Page, type PageQuestion, pageOf } from './page';

export type { TrailFilter } from '../storage/entry-store';

const ids = ['staffId', 'patientId', 'caseId', 'unitId'] as const;
const largestSample = 100;
const longestId = 80;

/**
 * The log of the reviewer's own region, newest first (AUD-1). Asked by at least one id, so that nobody browses.
 * @throws Fault BAD_INPUT naming `filter` and what is wrong in it, the page size or the cursor
 */
export async function readTrail(db: Database, actor: StaffActor, filter: TrailFilter, question: PageQuestion): Promise<Page<AuditEntry>> {
  if (ids.every((name) => filter[name] === undefined)) {
    throw new Fault('BAD_INPUT', `filter: at least one of ${ids.join(', ')}`, { paths: ['filter'] });
  }
  for (const name of ids) {
    const given = filter[name];
    if (given !== undefined && (given.length === 0 || given.length > longestId)) throw badInput(`filter.${name}`, `an id of 1 to ${longestId} characters`);
  }
  if (filter.from && filter.to && filter.to <= filter.from) throw badInput('filter.to', 'after filter.from');
  return pageOf(question, (entry) => entry.chainPosition, (page) => trail(db, actor.regionId, filter, page));
}

/** A random choice of the region's entries of a period (AUD-1). @throws Fault BAD_INPUT for an empty period or a size outside 1–100 */
export async function sampleTrail(db: Database, actor: StaffActor, period: { from: Date; to: Date }, size: number): Promise<AuditEntry[]> {
  if (period.to <= period.from) throw badInput('to', 'after from');
  if (!Number.isInteger(size) || size < 1 || size > largestSample) throw badInput('size', `from 1 to ${largestSample}`);
  return sample(db, actor.regionId, period, size);
}

/** Entries by id, in the order asked; null for what is not there or another region's. */
export async function readEntries(db: Database, regionId: string, auditIds: readonly string[]): Promise<(AuditEntry | null)[]> {
  const byId = new Map((await entriesById(db, regionId, auditIds)).map((entry) => [entry.auditId, entry]));
  return auditIds.map((id) => byId.get(id) ?? null);
}
