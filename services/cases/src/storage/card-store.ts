import { type Database, read } from '@vardgraf/service-kit/postgres';
import { type CaseCard, cardFacts } from '../domain/card';
import type { QueueViewer } from '../domain/case-access';
import { openStatuses } from '../domain/transitions';
import { caseColumns } from './case-row';
import { recheckOf } from './recheck-store';
import { lookingNow } from './looking-store';
import { inNobodysList } from './sweep-store';
import { consultedOn } from './staff-consultation-store';
import { asked, cardOf, consultationFlags, escalatedTo, openHandover } from './queue-store';

const card = (where: string, more = ''): string => `SELECT c.*${more}, ${escalatedTo('c')} AS "escalatedTo", ${openHandover('c')} AS handover, ${asked('c')} AS asked, ${consultationFlags('c')} AS flags, ${lookingNow('c')} AS "lookingNow", ${recheckOf('c')} AS recheck FROM (SELECT ${caseColumns('c', cardFacts)}, c.breach_warning AS "breachWarning" FROM "case" c WHERE ${where}) AS c`;

const inQueue = 'EXISTS (SELECT 1 FROM case_visibility v WHERE v.case_id = c.id AND v.open AND v.unit_id = ANY($3) AND $4 = ANY(v.roles))';

/** Those of the cards that the viewer sees in a queue now, or is consulted on: a consultation in the queue shows the card of the case about which it asks (CON-1). */
export async function cardsInQueue(db: Database, viewer: QueueViewer, ids: readonly string[]): Promise<CaseCard[]> {
  return cardsRead(
    db,
    card(`c.id = ANY($1::uuid[]) AND c.region_id = $2 AND (${inQueue} OR ${consultedOn('c', '= ANY($3)', '$4')})`, `, NOT ${inQueue} AS "onlyConsulted"`),
    [ids, viewer.regionId, viewer.unitIds, viewer.role]);
}

/** Cards of cases that the caller has in hand already: an answer of their own action, open or ended. */
export async function cardsOf(db: Database, regionId: string, ids: readonly string[]): Promise<CaseCard[]> {
  return cardsRead(db, card('c.id = ANY($1::uuid[]) AND c.region_id = $2'), [ids, regionId]);
}

/**
 * Open cases in nobody's list (SAF-5): none who has a commission in a role and unit that sees it could take it, and whoever has taken it is gone.
 * Unit managers watch and take none, so they do not count.
 */
export async function cardsInNobodysList(db: Database, regionId: string): Promise<CaseCard[]> {
  return cardsRead(
    db,
    card(`c.region_id = $2 AND ${inNobodysList}`),
    [openStatuses, regionId]);
}

async function cardsRead(db: Database, sql: string, params: unknown[]): Promise<CaseCard[]> {
  return (await read<CaseCard>(db, sql, params)).map(cardOf);
}
