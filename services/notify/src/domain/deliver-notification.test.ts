import fc from 'fast-check';
import { afterAnswer, attempt, type Contact, keptSeconds, retryMinutes, sendAt } from './deliver-notification';
import { mayMove, type Notification, notificationMoves, type NotificationState, notificationStates } from './notification';

const now = new Date('2026-12-03T10:00:00Z');
const later = new Date('2026-12-03T12:00:00Z');
const visit = { channel: 'SMS', template: 'visit-today', usefulUntil: later } as Notification;
const contact: Contact = { mobile: '+46701740605', email: 'a@b.example', language: 'sv', protectedIdentity: false };
const around = { privacy: { ordinary: 'UNIT', protectedIdentity: 'NOTHING' } as const, known: { unit: 'Bollnäs', time: 'nu', service: 'Vård', link: 'https://x.example/1' }, wordings: {} };

describe('what is done with a message whose time has come', () => {
  test('[NOT-1] it is sent to where the person is reached now', () => {
    expect(attempt(visit, contact, around, now)).toMatchObject({ is: 'SEND', to: '+46701740605', worded: { privacyClass: 'UNIT' } });
    expect(attempt({ ...visit, channel: 'EMAIL', template: 'booking-made-email' }, contact, around, now)).toMatchObject({ is: 'SEND', to: 'a@b.example' });
  });
  test('[SAF-3] a person with protected identity is told that there is something, and no more; nothing where the region says so', () => {
    const hidden = { ...contact, protectedIdentity: true };
    expect(attempt(visit, hidden, around, now)).toMatchObject({ is: 'SEND', worded: { template: 'something-new', privacyClass: 'NOTHING' } });
    expect(attempt(visit, hidden, { ...around, privacy: { ...around.privacy, protectedIdentity: 'NONE' } }, now)).toEqual({ is: 'CANCEL', reason: 'MAY_NOT_BE_TOLD' });
  });
  test('[BOO-5] without a number an SMS fails, without an address a mail is let be', () => {
    expect(attempt(visit, { ...contact, mobile: null }, around, now)).toEqual({ is: 'FAIL', reason: 'NO_NUMBER' });
    expect(attempt(visit, undefined, around, now)).toEqual({ is: 'FAIL', reason: 'NO_NUMBER' });
    expect(attempt({ ...visit, channel: 'EMAIL' }, { ...contact, email: null }, around, now)).toEqual({ is: 'CANCEL', reason: 'NO_ADDRESS' });
  });
  test('[NOT-1] a push goes to the device, also of somebody without a number; without the device it is let be', () => {
    const push = { ...visit, channel: 'WEB_PUSH', template: 'visit-news-push' } as Notification;
    expect(attempt(push, { ...contact, mobile: null }, { ...around, endpoint: 'https://push.example/1' }, now)).toMatchObject({ is: 'SEND', to: 'https://push.example/1' });
    expect(attempt(push, contact, around, now)).toEqual({ is: 'CANCEL', reason: 'NO_DEVICE' });
  });
  test('[NOT-1] a push is kept for a browser that is away while it is true, a day at most', () => {
    expect(keptSeconds(later, now)).toBe(7_200);
    expect(keptSeconds(null, now)).toBe(86_400);
    expect(keptSeconds(new Date('2026-12-09T10:00:00Z'), now)).toBe(86_400);
  });
  test('[NOT-2] what is no longer true is not sent', () => {
    expect(attempt({ ...visit, usefulUntil: now }, contact, around, now)).toEqual({ is: 'CANCEL', reason: 'TOO_LATE' });
  });
  test('[NOT-1] in quiet hours a message waits for the morning, unless it would be too late by then or is about this hour', () => {
    const morning = new Date('2026-12-03T11:00:00Z');
    const message = { template: 'message-posted', usefulUntil: null } as const;
    expect(sendAt(message, now, morning)).toBe(morning);
    expect(sendAt(message, now, undefined)).toBe(now);
    expect(sendAt({ ...message, usefulUntil: morning }, now, morning)).toBe(now);
    expect(sendAt({ template: 'visit-soon', usefulUntil: later }, now, morning)).toBe(now);
  });
});

describe('what an operator’s answer means', () => {
  test('[NOT-1] before acceptance it is tried again after 1, 5, 15 and 60 minutes, then it has failed', () => {
    const answer = { is: 'TRY_LATER', reason: 'OPERATOR_FAULT' } as const;
    expect([1, 2, 3, 4].map((n) => afterAnswer(answer, n))).toEqual(retryMinutes.map((again) => ({ state: 'PLANNED', reason: 'OPERATOR_FAULT', again })));
    expect(afterAnswer(answer, 5)).toEqual({ state: 'FAILED', reason: 'OPERATOR_FAULT' });
  });
  test('[T18] refused is for good, and what may have been accepted is never sent again', () => {
    expect(afterAnswer({ is: 'REFUSED', reason: 'NUMBER_REFUSED' }, 1)).toEqual({ state: 'FAILED', reason: 'NUMBER_REFUSED' });
    expect(afterAnswer({ is: 'UNKNOWN' }, 1)).toEqual({ state: 'UNKNOWN', reason: 'UNKNOWN_OUTCOME' });
    expect(mayMove('UNKNOWN', 'SENDING') || mayMove('UNKNOWN', 'PLANNED')).toBe(false);
  });
  test('[T18] in any order of receipts, answers and crashes a message is called out once after its acceptance and never goes back', () => {
    const rank: Record<NotificationState, number> = { PLANNED: 0, SENDING: 0, UNKNOWN: 1, SENT: 2, DELIVERED: 3, FAILED: 3, CANCELLED: 3 };
    fc.assert(fc.property(fc.array(fc.constantFrom(...notificationStates), { maxLength: 30 }), (asked) => {
      let state: NotificationState = 'PLANNED';
      let settled = false;
      for (const to of asked) {
        if (!mayMove(state, to)) continue;
        if (settled) expect(['PLANNED', 'SENDING']).not.toContain(to);
        expect(rank[to]).toBeGreaterThanOrEqual(rank[state]);
        settled ||= rank[to] > 0;
        state = to;
      }
    }));
    expect(Object.keys(notificationMoves).sort()).toEqual([...notificationStates].sort());
  });
});
