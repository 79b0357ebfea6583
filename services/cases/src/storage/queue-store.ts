import { type Database, read } from '@vardgraf/service-kit/postgres';
import { type CaseCard, cardFacts } from '../domain/card';
import type { CaseKind, CaseStatus, CaseTag, StaffRole } from '../domain/codes';
import { recheckOf } from './recheck-store';
import { lookingNow } from './looking-store';
import { caseColumns } from './case-row';

/** What of a queue is asked for (QUE-4). */
export interface QueueFilter {
  kinds?: CaseKind[] | undefined;
  statuses?: CaseStatus[] | undefined;
  roles?: StaffRole[] | undefined;
  tags?: CaseTag[] | undefined;
  mine?: boolean | undefined;
  escalated?: boolean | undefined;
  breachWarning?: boolean | undefined;
  createdFrom?: Date | undefined;
  createdTo?: Date | undefined;
}

/** One queue as one caller sees it. */
export interface QueueQuestion {
  regionId: string;
  unitId: string;
  role: StaffRole;
  personId: string;
  filter: QueueFilter;
  first: number;
  after: QueuePlace | undefined;
}

/** A card's place: high and acute suicide risk before all, who may only go on writing after all (VIS-4), then the order of QUE-4 and RDG-8. */
export interface QueuePlace {
  queueBand: number;
  urgencyRank: number;
  riskBand: number;
  /** An instant, or 'infinity' where there is no clock. */
  due: string;
  waitingSince: string;
  id: string;
}

export interface QueueCounts {
  all: number;
  mine: number;
  escalated: number;
  waiting: number;
  overdue: number;
  breachWarning: number;
  byKind: Partial<Record<CaseKind, number>>;
}

export interface QueuePage {
  cards: CaseCard[];
  hasNextPage: boolean;
  totalCount: number;
  counts: QueueCounts;
}

const place = 'queue_band, "urgencyRank", risk_band, due_order, "waitingSince", id';

/** Further units that see a case. */
export const escalatedTo = (card: string): string =>
  `ARRAY(SELECT o.unit_id FROM case_visibility o WHERE o.case_id = ${card}.id AND o.unit_id <> ${card}."unitId" ORDER BY o.added_by_step, o.unit_id)`;

/** The request to hand a case over that waits for its answer; at most one. */
export const openHandover = (card: string): string =>
  `(SELECT jsonb_build_object('id', h.id, 'fromUnitId', h.from_unit_id, 'toUnitId', h.to_unit_id, 'toRole', h.to_role, 'toStaffId', h.to_staff_id,
     'answerRoles', to_jsonb(h.answer_roles), 'askedAt', h.asked_at, 'answerBy', h.answer_by, 'overdueAt', h.overdue_at)
     FROM handover h WHERE h.case_id = ${card}.id AND h.status = 'REQUESTED')`;

/** What telephone triage wants known before the first contact: codes of what it said, none for a case of another origin (BEY-2). */
export const consultationFlags = (card: string): string =>
  `ARRAY(SELECT f.flag FROM submission s JOIN consultation k ON k.submission_id = s.id
     CROSS JOIN LATERAL (VALUES ('INTERPRETER', k.interpreter_language IS NOT NULL), ('SAFEGUARDING', k.safeguarding), ('REPEAT_CALLER', k.repeat_caller)) AS f(flag, is_so)
     WHERE s.case_id = ${card}.id AND f.is_so)`;

/** Who asks whom, and what for; of a consultation from staff alone (CON-1). */
export const asked = (card: string): string =>
  `(SELECT jsonb_build_object('askedBy', q.asked_by, 'fromUnitId', q.from_unit_id, 'toRole', q.to_role, 'toStaffId', q.to_staff_id, 'wish', q.wish)
     FROM staff_consultation q WHERE q.id = ${card}.id)`;

/** Whether a row of card facts fits the filter whose parameters begin at `$first`; a queue that is read and one that is live choose alike (QUE-4). */
export const fits = (first: number): string => {
  const [person, kinds, statuses, roles, tags, mine, escalated, from, to, warned] = Array.from({ length: 10 }, (_, i) => `$${first + i}`);
  return `(${kinds}::text[] IS NULL OR kind = ANY(${kinds})) AND (${statuses}::text[] IS NULL OR status = ANY(${statuses})) AND (${roles}::text[] IS NULL OR profession = ANY(${roles}))
     AND (${tags}::text[] IS NULL OR tags && ${tags}) AND (NOT ${mine}::boolean OR "takenBy" = ${person}::text) AND (${escalated}::boolean IS NULL OR ("escalationStep" > 0) = ${escalated})
     AND (${from}::timestamptz IS NULL OR "createdAt" >= ${from}) AND (${to}::timestamptz IS NULL OR "createdAt" < ${to})
     AND (${warned}::boolean IS NULL OR "breachWarning" = ${warned})`;
};

/** The parameters of {@link fits}, in its order. @param personId whose cases are 'mine' */
export function fitting(personId: string | null, f: QueueFilter): unknown[] {
  return [
    personId, f.kinds ?? null, f.statuses ?? null, f.roles ?? null, f.tags ?? null, f.mine ?? false, f.escalated ?? null, f.createdFrom ?? null, f.createdTo ?? null,
    f.breachWarning ?? null,
  ];
}

/** A card as it was read: instants inside JSON come as text. */
export function cardOf(row: CaseCard): CaseCard {
  const { handover: h, recheck: r } = row;
  const date = (text: Date | null): Date | null => text && new Date(text);
  return {
    ...row,
    handover: h && { ...h, askedAt: new Date(h.askedAt), answerBy: new Date(h.answerBy), overdueAt: date(h.overdueAt) },
    recheck: r && { ...r, askedAt: date(r.askedAt), saidAt: date(r.saidAt), worseSince: date(r.worseSince), emergencyAt: date(r.emergencyAt) },
  };
}

/**
 * The page, its total and every count, in one statement: all of it from one snapshot. The unit's open cases are found by the partial index of
 * case_visibility; a second query for the counts could contradict the page.
 */
const queueSql = `
WITH visible AS MATERIALIZED (
  SELECT ${caseColumns('c', cardFacts)}, c.queue_band, c.risk_band, c.due_order, c.first_started_at, c.breach_warning AS "breachWarning"
    FROM case_visibility v JOIN "case" c ON c.id = v.case_id
   WHERE v.unit_id = $2 AND v.open AND $3 = ANY(v.roles) AND c.region_id = $1
), chosen AS MATERIALIZED (
  SELECT * FROM visible WHERE ${fits(4)}
), page AS (
  SELECT * FROM chosen WHERE $20::int IS NULL OR (${place}) > ($19::smallint, $20, $14::smallint, $15::timestamptz, $16::timestamptz, $17::uuid)
   ORDER BY ${place} LIMIT $18
), counted AS (
  SELECT count(*)::int AS "all", count(*) FILTER (WHERE "takenBy" = $4)::int AS mine, count(*) FILTER (WHERE "escalationStep" > 0)::int AS escalated,
         count(*) FILTER (WHERE status = 'REQUESTED')::int AS waiting,
         count(*) FILTER (WHERE "dueAt" < vardgraf.now() AND first_started_at IS NULL)::int AS overdue,
         count(*) FILTER (WHERE "breachWarning")::int AS "breachWarning"
    FROM visible
)
SELECT to_jsonb(counted) AS counts, (SELECT COALESCE(jsonb_object_agg(kind, n), '{}') FROM (SELECT kind, count(*) AS n FROM visible GROUP BY kind) AS k) AS kinds,
       (SELECT count(*)::int FROM chosen) AS total, page.*, ${escalatedTo('page')} AS "escalatedTo", ${openHandover('page')} AS handover, ${asked('page')} AS asked, ${consultationFlags('page')} AS flags, ${lookingNow('page')} AS "lookingNow",
       ${recheckOf('page')} AS recheck
  FROM counted LEFT JOIN page ON true ORDER BY ${place}`;

/** One page of the unit's open cases that the role may see, in the order of QUE-4 and RDG-8, with counts per filter. */
export async function queuePage(db: Database, q: QueueQuestion): Promise<QueuePage> {
  const { after: a } = q;
  const rows = await read<CaseCard & { counts: Omit<QueueCounts, 'byKind'>; kinds: QueueCounts['byKind']; total: number }>(db, queueSql, [
    q.regionId, q.unitId, q.role, ...fitting(q.personId, q.filter), a?.riskBand ?? null, a?.due ?? null, a?.waitingSince ?? null, a?.id ?? null, q.first + 1,
    a?.queueBand ?? null, a?.urgencyRank ?? null,
  ]);
  const cards = rows.filter((row) => row.id !== null).map(cardOf);
  const { counts, kinds, total } = rows[0]!;
  return { cards: cards.slice(0, q.first), hasNextPage: cards.length > q.first, totalCount: total, counts: { ...counts, byKind: kinds } };
}
