import { planBooking, planCancellation } from './plan-booking';

const at = (clock: string) => new Date(`2026-12-03T${clock}:00Z`);
const eight = at('07:00');
const plan = (bookedAt: Date, startsAt: Date, visitType: 'VIDEO' | 'PHYSICAL' = 'VIDEO') =>
  planBooking('made', { startsAt, visitType }, bookedAt, eight).map((p) => [p.template, p.dueAt]);
const dayBefore = new Date('2026-12-02T12:00:00Z');

describe('[NOT-2] what a booked time asks for', () => {
  test('told at once, at eight on the day, ten minutes before', () => {
    expect(plan(dayBefore, at('12:00'))).toEqual([['booking-made', dayBefore], ['booking-made-email', dayBefore], ['visit-today', eight], ['visit-soon', at('11:50')]]);
  });
  test('booked after eight, or at eight: no reminder at eight', () => {
    expect(plan(at('07:30'), at('12:00')).map(([name]) => name)).toEqual(['booking-made', 'booking-made-email', 'visit-soon']);
    expect(plan(eight, at('12:00')).map(([name]) => name)).not.toContain('visit-today');
  });
  test('booked within ten minutes of its start: told once', () => {
    expect(plan(at('11:52'), at('12:00')).map(([name]) => name)).toEqual(['booking-made', 'booking-made-email']);
  });
  test('a visit before eight is not reminded of after it', () => {
    expect(plan(dayBefore, at('06:30')).map(([name]) => name)).toEqual(['booking-made', 'booking-made-email', 'visit-soon']);
  });
  test('a visit in person is not reminded of when the patient is in the waiting room', () => {
    expect(plan(dayBefore, at('12:00'), 'PHYSICAL').map(([name]) => name)).toEqual(['booking-made', 'booking-made-email', 'visit-today']);
  });
  test('a time that has passed asks for nothing', () => {
    expect(plan(at('12:00'), at('12:00'))).toEqual([]);
    expect(planCancellation(at('12:00'), at('12:01'))).toEqual([]);
    expect(planCancellation(at('12:00'), at('11:00')).map((p) => p.template)).toEqual(['booking-cancelled', 'booking-cancelled-email']);
  });
});
