import { auditEvent, auditRow, insertAudit, type NewAudit } from './audit-rows';
import { type Bump, bumpCounters, type Hint } from './live-counter';
import { checkedEvent, insertEvents, type NewEvent } from './outbox';
import { deleteTimers, insertTimers, type NewTimer, type TimerCancel } from './timer-rows';
import { currentTraceparent } from './tracing';
import type { Tx } from './transaction';

/** What a transaction has asked for and not yet written. */
export interface Collected {
  events: NewEvent[];
  bumps: Bump[];
  audits: NewAudit[];
  timers: NewTimer[];
  cancels: TimerCancel[];
  hints: Hint[];
  hooks: (() => void)[];
  /** The trace in which each event was told, in their order; undefined without one. */
  traces: (string | undefined)[];
  auditTraces: (string | undefined)[];
  methods: Pick<Tx, 'emit' | 'bumpCounter' | 'audit' | 'schedule' | 'cancelTimers' | 'afterCommit'>;
}

export function collect(): Collected {
  const c: Collected = {
    events: [], bumps: [], audits: [], timers: [], cancels: [], hints: [], hooks: [], traces: [], auditTraces: [],
    methods: {
      emit: (event) => {
        c.events.push(checkedEvent(event));
        c.traces.push(currentTraceparent());
      },
      bumpCounter: (key, payload) => void c.bumps.push({ key, payload }),
      audit: (row) => {
        c.audits.push(row);
        c.auditTraces.push(currentTraceparent());
      },
      schedule: (timer) => void c.timers.push(timer),
      cancelTimers: (aggregateId, kind) => {
        c.cancels.push({ aggregateId, kind });
        c.timers = c.timers.filter((timer) => timer.aggregateId !== aggregateId || (kind !== undefined && timer.kind !== kind));
      },
      afterCommit: (fn) => void c.hooks.push(fn),
    },
  };
  return c;
}

/**
 * The frozen order: counters by key, timers, outbox, audit. Everything before the counters is locked by the operation itself (rows by id);
 * nothing after them waits for anybody, so a transaction that has its counters always reaches its COMMIT.
 */
export async function flush(tx: Tx, service: string, c: Collected): Promise<void> {
  if (c.bumps.length > 0) c.hints = await bumpCounters((sql, params) => tx.query(sql, params), c.bumps);
  if (c.cancels.length > 0) await tx.query(...deleteTimers(c.cancels));
  if (c.timers.length > 0) await tx.query(...insertTimers(c.timers));

  const at = c.audits.length > 0 ? await tx.now() : undefined;
  const audits = c.audits.map((row) => auditRow(tx.actor, row));
  const events = [...c.events, ...audits.map((row) => checkedEvent(auditEvent(service, row, at!)))];
  if (events.length > 0) await tx.query(...insertEvents(events, tx.actor, [...c.traces, ...c.auditTraces]));
  if (audits.length > 0) await tx.query(...insertAudit(audits, at!));
}
