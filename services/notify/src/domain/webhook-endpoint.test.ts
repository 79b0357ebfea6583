import { hasCallableForm, minuteOf, signingSecrets } from './webhook-endpoint';

describe('an endpoint of a partner', () => {
  it.each(['https://partner.example/hooks', 'https://partner.example:8443/?a=b', 'https://[2606:4700::1]/'])('[PAR-1] %s has a form that may be called', (url) => {
    expect(hasCallableForm(url, false)).toBe(true);
  });

  it.each(['http://partner.example/', 'https://user@partner.example/', 'https://user:word@partner.example/', 'https://partner.example/#x', 'ftp://partner.example/', 'file:///etc/passwd', 'partner.example', ''])('[PAR-1] %s has not', (url) => {
    expect(hasCallableForm(url, true)).toBe(false);
  });

  it('[PAR-1] http is for this machine alone, where that is allowed', () => {
    for (const url of ['http://127.0.0.1:4020/a', 'http://localhost/', 'http://[::1]/']) expect([hasCallableForm(url, true), hasCallableForm(url, false)]).toEqual([true, false]);
  });

  it('[PAR-1] the secret before the last signs until its time, and not at it', () => {
    const until = new Date('2026-12-02T12:00:00Z');
    const e = { secret: 'new', previousSecret: 'old', previousUntil: until };
    expect(signingSecrets(e, new Date(until.getTime() - 1))).toEqual(['new', 'old']);
    expect(signingSecrets(e, until)).toEqual(['new']);
    expect(signingSecrets({ ...e, previousSecret: null, previousUntil: null }, new Date(0))).toEqual(['new']);
  });

  it('[BEY-13] its minute begins with a call and has so many; a new one begins when it is over, and after a clock that was ahead', () => {
    const from = new Date('2026-12-02T12:00:00Z');
    const at = (ms: number, minuteCalls = 10) => minuteOf({ minuteFrom: from, minuteCalls }, new Date(from.getTime() + ms), 10);
    const until = new Date(from.getTime() + 60_000);
    expect(minuteOf({ minuteFrom: null, minuteCalls: 0 }, from, 10)).toEqual({ from, until, calls: 0, left: 10 });
    expect(at(59_999, 7)).toEqual({ from, until, calls: 7, left: 3 });
    expect(at(59_999)).toEqual({ from, until, calls: 10, left: 0 });
    expect(at(0, 12)).toMatchObject({ left: 0 });
    for (const ms of [60_000, -1]) expect(at(ms)).toMatchObject({ from: new Date(from.getTime() + ms), calls: 0, left: 10 });
  });
});
