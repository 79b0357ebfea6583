import { phases } from './codes';
import { type Happening, moved, moveOf, moves, phaseOfPosting } from './moves';
import type { Thread } from './thread';

const happenings = [...new Set(moves.map((move) => move.on))] as Happening[];
const at = new Date('2026-11-25T12:00:00Z');
const thread: Thread = {
  id: 't', regionId: 'gavleborg', caseId: 'c', patientId: 'anna', unitId: 'bollnas', kind: 'VISIT', phase: 'VISIT', phaseEndsAt: null, askedBy: null, askingUnitId: null, aboutCaseId: null, lastSeq: 0, lastPostedAt: at, readByStaff: 0,
  readByPatient: 0, unreadByStaff: 0, unreadByPatient: 0, caseVersion: 1, version: 1,
};

test('[MSG-1] nothing happens to a closed conversation', () => {
  for (const on of happenings) expect(moveOf(on, 'CLOSED')).toBeUndefined();
});

test('[VIS-1] [CON-1] only a start opens a conversation, and a question to a colleague', () => {
  expect(happenings.filter((on) => moveOf(on, null))).toEqual(['START', 'ASK']);
});

test('[VIS-4] only an asynchronous phase can be over, and only a hold begins one', () => {
  expect([...phases, null].filter((phase) => moveOf('PHASE_OVER', phase))).toEqual(['ASYNCHRONOUS']);
  expect([...new Set(moves.filter((move) => move.to === 'ASYNCHRONOUS' && move.from === 'VISIT').map((move) => move.on))]).toEqual(['HOLD']);
});

test('[CON-1] a consultation stays one until it is over, and no visit becomes one', () => {
  for (const { from, to } of moves) expect([from ?? to, to === 'CLOSED' || (from === null ? to : from) === 'CONSULTATION' === (to === 'CONSULTATION')]).toEqual([from ?? to, true]);
  expect(happenings.filter((on) => moveOf(on, 'CONSULTATION')?.to === 'CLOSED').sort()).toEqual(['DECLINE', 'END', 'WITHDRAW']);
  expect(phaseOfPosting('CONSULTATION', 'CLOSED')).toBe('CONSULTATION');
});

test('[VIS-4] there is an end of the phase exactly while there is a phase', () => {
  for (const on of happenings) {
    for (const phase of phases) {
      const move = moveOf(on, phase);
      const before = { ...thread, phase, phaseEndsAt: phase === 'ASYNCHRONOUS' ? new Date(0) : null };
      if (!move) continue;
      const after = moved(before, move, at);
      expect(after.phaseEndsAt).toEqual(after.phase === 'ASYNCHRONOUS' ? (on === 'HOLD' ? at : before.phaseEndsAt) : null);
    }
  }
});

test('[VIS-4] the line that closes counts as posted in the phase that it closes', () => {
  expect([phaseOfPosting('VISIT', 'CLOSED'), phaseOfPosting('ASYNCHRONOUS', 'CLOSED'), phaseOfPosting('VISIT', 'ASYNCHRONOUS')]).toEqual(['VISIT', 'ASYNCHRONOUS', 'ASYNCHRONOUS']);
});
