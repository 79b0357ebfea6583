import { afterCall, retryAfterMs } from './webhook-delivery';

const now = new Date('2026-12-02T12:00:00Z');
const day = 24 * 3_600_000;
const answered = (status: number, retryAfterSeconds?: number) => ({ is: 'ANSWER' as const, status, ...(retryAfterSeconds !== undefined && { retryAfterSeconds }) });
const after = (answer: Parameters<typeof afterCall>[0], attempts = 1, failingSince: Date | null = null) => afterCall(answer, attempts, now, failingSince, 5 * day);
const ago = (ms: number) => new Date(now.getTime() - ms);

describe('what becomes of a webhook after a call', () => {
  it.each([200, 201, 204, 299])('[BEY-13] %d delivers it, and the endpoint works', (status) => {
    expect(after(answered(status), 3, ago(day))).toEqual({ state: 'DELIVERED', failure: null, status, nextAt: null, disable: null, failingSince: null });
  });

  it.each([[199, 'STATUS'], [301, 'REDIRECT'], [307, 'REDIRECT'], [400, 'STATUS'], [404, 'STATUS'], [429, 'STATUS'], [500, 'STATUS']])('[BEY-13] %d does not: %s, tried again', (status, failure) => {
    expect(after(answered(status))).toMatchObject({ state: 'PENDING', failure, status, failingSince: now, disable: null });
  });

  it('[BEY-13] the pauses are those that Standard Webhooks recommends, and after the last there is no more', () => {
    const minutes = retryAfterMs.map((ms) => ms / 60_000);
    expect(minutes).toEqual([5 / 60, 5, 30, 120, 300, 600, 840, 1_200, 1_440]);
    for (const [i, pause] of retryAfterMs.entries()) expect(after(answered(500), i + 1).nextAt).toEqual(new Date(now.getTime() + pause));
    expect(after(answered(500), 10)).toMatchObject({ state: 'DEAD_LETTER', nextAt: null, disable: null });
  });

  it('[BEY-13] a longer pause that is asked for is kept, of a day at most; a shorter one is not', () => {
    expect(after(answered(503, 600)).nextAt).toEqual(new Date(now.getTime() + 600_000));
    expect(after(answered(503, 1)).nextAt).toEqual(new Date(now.getTime() + 5_000));
    expect(after(answered(503, 999_999)).nextAt).toEqual(new Date(now.getTime() + day));
  });

  it('[BEY-13] 410 ends it and the endpoint; five days without a success end it, a moment less does not', () => {
    expect(after(answered(410))).toMatchObject({ state: 'DEAD_LETTER', failure: 'GONE', disable: 'GONE' });
    expect(after(answered(500), 2, ago(5 * day - 1))).toMatchObject({ state: 'PENDING', disable: null, failingSince: ago(5 * day - 1) });
    expect(after({ is: 'NOTHING', failure: 'TIMED_OUT' }, 2, ago(5 * day))).toMatchObject({ state: 'DEAD_LETTER', failure: 'TIMED_OUT', disable: 'FAILING' });
  });
});
