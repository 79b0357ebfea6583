import fc from 'fast-check';
import type { EventType } from '@vardgraf/schema/events/catalogue';
import { v7 } from 'uuid';
import { finishedSession, madeBooking } from './cases-world';

/** The neighbours whose messages may be lost, repeated and late. */
export const sources = ['triage', 'booking', 'messaging', 'notify'] as const;
export type Source = (typeof sources)[number];

/** One event of a neighbour: of which aggregate, and what it says. */
export interface Told { source: Source; type: EventType; aggregateId: string; version: number; data: Record<string, unknown> }

/** How far staff come with the case, and what the neighbours may tell of it then. */
const standings = {
  waiting: { acts: [], tells: ['worse', 'same', 'risk', 'alert', 'answered alert'] },
  booked: { acts: ['take'], tells: ['rebook', 'alert', 'answered alert'] },
  cancelled: { acts: ['take'], tells: ['rebook', 'alert', 'cancel'] },
  'given back': { acts: ['take', 'start', 'release'], tells: ['alert', 'answered alert', 'message', 'read'] },
  'in a visit': { acts: ['take', 'start'], tells: ['message', 'read', 'alert', 'answered alert'] },
  'silent, at risk': { acts: ['take', 'start', 'list', 'flag'], tells: ['message', 'read', 'answered alert'] },
  held: { acts: ['take', 'start', 'hold'], tells: ['message', 'read', 'alert', 'phase ends'] },
} as const;
type Standing = keyof typeof standings;
export type Act = (typeof standings)[Standing]['acts'][number];
type Tells = (typeof standings)[Standing]['tells'][number];

/** Nothing comes after it. */
const isLast = (what: Tells): boolean => what === 'cancel' || what === 'phase ends';

/** When a message arrives, how often; smaller is earlier. At none it is lost. */
const arrival = fc.array(fc.integer({ min: 0, max: 30 }), { maxLength: 3 });
export const history = fc.constantFrom(...(Object.keys(standings) as Standing[])).chain((standing) => fc.record({
  standing: fc.constant(standing), opens: arrival, tells: fc.array(fc.record({ what: fc.constantFrom<Tells>(...standings[standing].tells), arrives: arrival }), { maxLength: 4 }),
}));
export type History = typeof history extends fc.Arbitrary<infer H> ? H : never;

export const actsOf = ({ standing }: History): readonly Act[] => standings[standing].acts;

/** The hour of all histories, so that what is told twice is the same to the millisecond. */
const noon = Math.floor(Date.now() / 60_000) * 60_000;
const at = (minutes: number): string => new Date(noon + minutes * 60_000).toISOString();
const content = { packId: 'cough', semver: '1.2.0', sha256: 'a'.repeat(64) };

/** What the neighbours tell in a history, with ids of its own, in the order in which it happened: first what opens the case, then the rest. */
export function toldIn({ standing, tells }: Pick<History, 'standing' | 'tells'>): { caseId: string; opening: Told; later: Told[] } {
  const [caseId, sessionId, bookingId, threadId, alertId] = [v7(), v7(), v7(), v7(), v7()];
  const booked = standing === 'booked' || standing === 'cancelled';
  const versions = new Map<string, number>();
  const tell = (source: Source, type: EventType, aggregateId: string, data: Record<string, unknown>): Told => {
    versions.set(aggregateId, (versions.get(aggregateId) ?? 0) + 1);
    return { source, type, aggregateId, version: versions.get(aggregateId)!, data };
  };
  const opening = booked
    ? tell('booking', 'booking.made', bookingId, madeBooking({ bookingId, caseId, startsAt: at(120), endsAt: at(150), bookedAt: at(-1), issuedAt: at(-2) }))
    : tell('triage', 'session.finished', sessionId, finishedSession({ sessionId, caseId, finishedAt: at(-1) }));
  let [unread, startsAt] = [0, at(120)];
  const thread = { threadId, caseId, patientId: 'anna', unitId: 'bollnas' };
  const says = (change: 'SAME' | 'WORSE', more: Record<string, unknown> = {}): Told => {
    const recheckId = v7();
    const said = { recheckId, sessionId, caseId, patientId: 'anna', change, state: 'ANSWERED', beforeRank: 3, priority: '3', urgencyRank: 3, suicideRisk: false, content, firedRules: ['cough/x'], saidAt: at(0), ...more };
    return tell('triage', 'recheck.answered', recheckId, said);
  };
  const one = (what: Tells, n: number): Told[] => {
    switch (what) {
      case 'worse': return [says('WORSE', { priority: '2', urgencyRank: 2 })];
      case 'same': return [says('SAME')];
      case 'risk': return [says('WORSE', { suicideRisk: true })];
      case 'alert': return versions.has(alertId) ? [] : [tell('notify', 'alert.raised', alertId, { alertId, caseId, unitId: 'bollnas', why: 'OPENED', raisedAt: at(0) })];
      case 'answered alert': return versions.has(alertId) ? [tell('notify', 'alert.changed', alertId, { alertId, caseId, unitId: 'bollnas', why: 'OPENED', status: n % 2 ? 'ACKNOWLEDGED' : 'DELIVERED' })] : one('alert', n);
      case 'message': {
        unread += 1;
        const phase = standing === 'held' ? 'ASYNCHRONOUS' : 'VISIT';
        return [tell('messaging', 'message.posted', threadId, { ...thread, messageId: v7(), seq: n + 1, senderKind: 'PATIENT', senderId: 'anna', phase, postedAt: at(n), unreadByStaff: unread })];
      }
      case 'read':
        unread = 0;
        return [tell('messaging', 'thread.read', threadId, { ...thread, readerKind: 'STAFF', readerId: 'nina', upToSeq: n, unreadByStaff: 0 })];
      case 'rebook': {
        const before = startsAt;
        startsAt = at(180 + 30 * n);
        return [tell('booking', 'booking.rebooked', bookingId, {
          bookingId, caseId, ticketId: 't', patientId: 'anna', slotId: v7(), unitId: 'bollnas', role: 'NURSE', staffId: null, visitType: 'VIDEO', startsAt, endsAt: at(400), previousStartsAt: before, previousUnitId: 'bollnas',
        })];
      }
      case 'cancel': return [tell('booking', 'booking.cancelled', bookingId, { bookingId, caseId, ticketId: 't', patientId: 'anna', unitId: 'bollnas', startsAt, byKind: 'PATIENT', reason: 'OTHER' })];
      case 'phase ends': return [tell('messaging', 'phase.ended', threadId, { ...thread, endedAt: at(20) })];
    }
  };
  const last = tells.findIndex(({ what }) => isLast(what));
  return { caseId, opening, later: (last < 0 ? tells : tells.slice(0, last + 1)).flatMap(({ what }, n) => one(what, n)) };
}
