import fc from 'fast-check';
import { hasThread, phases } from './codes';
import { endPhase } from './end-phase';
import { markRead } from './mark-read';
import { postMessage } from './post-message';
import { patientsStanding, staffsStanding, type Standing } from './standing';
import { otherSide, readBy, type Thread, unreadBy } from './thread';

const now = new Date('2026-11-25T12:00:00Z');
const thread: Thread = {
  id: 't', regionId: 'gavleborg', caseId: 'c', patientId: 'anna', unitId: 'bollnas', kind: 'VISIT', phase: 'ASYNCHRONOUS', askedBy: null, askingUnitId: null, aboutCaseId: null, phaseEndsAt: now, lastSeq: 9, lastPostedAt: now, readByStaff: 4,
  readByPatient: 6, unreadByStaff: 2, unreadByPatient: 1, caseVersion: 1, version: 1,
};
const people: Record<string, Standing> = {
  patient: patientsStanding('anna', thread), guardian: patientsStanding('maria', thread), holder: staffsStanding('nina', { holds: true, inHand: true, asks: false }),
  holderOfEnded: staffsStanding('nina', { holds: true, inHand: false, asks: false }), reader: staffsStanding('nora', { holds: false, inHand: false, asks: false }),
};

test('[MSG-1] [SAF-4] who writes when is one table', () => {
  const table = Object.fromEntries(Object.entries(people).map(([who, by]) => [who, phases.map((phase) => postMessage({ phase }, by).is)]));
  expect(table).toEqual({
    patient: ['YES', 'YES', 'YES', 'THREAD_CLOSED'], guardian: ['YES', 'YES', 'YES', 'THREAD_CLOSED'], holder: ['YES', 'YES', 'YES', 'THREAD_CLOSED'],
    holderOfEnded: ['NOT_PERMITTED', 'NOT_PERMITTED', 'NOT_PERMITTED', 'THREAD_CLOSED'], reader: ['NOT_PERMITTED', 'NOT_PERMITTED', 'NOT_PERMITTED', 'NOT_PERMITTED'],
  });
  expect([people['patient']!.senderKind, people['guardian']!.senderKind, people['holder']!.senderKind]).toEqual(['PATIENT', 'PROXY', 'STAFF']);
});

test('[MSG-1] each side sees what the other has not been read of and how far it has read', () => {
  expect([unreadBy(thread, 'STAFF'), unreadBy(thread, 'PATIENT'), readBy(thread, otherSide('STAFF')), readBy(thread, otherSide('PATIENT'))]).toEqual([2, 1, 6, 4]);
});

test('[MSG-1] marks only go forward, each side’s own, and never beyond the last message', () => {
  fc.assert(fc.property(fc.constantFrom(...Object.values(people)), fc.nat(12), (by, seq) => {
    const decided = markRead(thread, by, seq);
    if (!by.speaksForSide) return expect(decided.is).toBe('NOT_PERMITTED');
    if (seq > 9) return expect(decided.is).toBe('NO_SUCH_MESSAGE');
    if (decided.is === 'SAME') return expect(seq).toBeLessThanOrEqual(readBy(thread, by.side));
    if (decided.is !== 'CHANGED') throw new Error(decided.is);
    expect([readBy(decided.thread, by.side), readBy(decided.thread, otherSide(by.side))]).toEqual([seq, readBy(thread, otherSide(by.side))]);
    expect(seq).toBeGreaterThan(readBy(thread, by.side));
  }));
});

test('[VIS-4] [SAF-1] the phase is over at its end and not a moment before, unless something is unread or a risk open', () => {
  const read = { ...thread, unreadByStaff: 0 };
  expect(endPhase(read, false, new Date(now.getTime() - 1)).is).toBe('NOT_DUE');
  expect(endPhase(read, false, now)).toMatchObject({ is: 'OVER', move: { to: 'CLOSED', emits: 'phase.ended' } });
  for (const kept of [endPhase(thread, false, now), endPhase(read, true, now)]) expect(kept).toEqual({ is: 'KEPT_OPEN', lookAgainAt: new Date('2026-11-26T12:00:00Z') });
  for (const phase of ['VISIT', 'CLOSED'] as const) expect(endPhase({ ...read, phase, phaseEndsAt: null }, false, now).is).toBe('NOT_DUE');
});

test('[VIS-1] a visit and a matter in writing have a thread, questions among staff have none, and an unknown kind has one', () => {
  const kinds = ['DROP_IN', 'SCHEDULED', 'ADMINISTRATIVE', 'CONSULTATION', 'TELEPHONE_TRIAGE', 'MESSAGE', undefined];
  expect(kinds.filter((kind) => hasThread(kind))).toEqual(['DROP_IN', 'SCHEDULED', 'ADMINISTRATIVE', undefined]);
});
