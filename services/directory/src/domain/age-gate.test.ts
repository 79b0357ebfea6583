import { ageDecision, gateDays } from './age-gate';

const standard = { logInFrom: 13, seekCareFrom: 13, proxyUnder: 13 };
const vastragotaland = { logInFrom: 13, seekCareFrom: 16, proxyUnder: 13 };

describe('[TRI-8] age gates', () => {
  test('[SAF-4] the day before the 13th birthday the guardian acts, from the birthday the child', () => {
    expect(ageDecision('2013-11-22', '2026-11-21', standard)).toEqual({ mayLogIn: false, maySeekCare: false, underProxyLimit: true });
    expect(ageDecision('2013-11-22', '2026-11-22', standard)).toEqual({ mayLogIn: true, maySeekCare: true, underProxyLimit: false });
  });

  test('in Västra Götaland who is 13 to 15 may log in, and neither seeks care alone nor has a proxy', () => {
    expect(ageDecision('2011-11-22', '2026-11-21', vastragotaland)).toEqual({ mayLogIn: true, maySeekCare: false, underProxyLimit: false });
    expect(ageDecision('2010-11-21', '2026-11-21', vastragotaland)).toEqual({ mayLogIn: true, maySeekCare: true, underProxyLimit: false });
  });

  test('a child born on 29 February passes the limit on 28 February', () => {
    expect(ageDecision('2012-02-29', '2025-02-27', standard).underProxyLimit).toBe(true);
    expect(ageDecision('2012-02-29', '2025-02-28', standard).underProxyLimit).toBe(false);
    expect(gateDays('2012-02-29', vastragotaland)).toEqual({ logIn: '2025-02-28', seekCare: '2028-02-29', proxyEnds: '2025-02-28' });
  });

  test('a child not yet born by the register is under every limit', () => {
    expect(ageDecision('2026-11-22', '2026-11-21', { logInFrom: 0, seekCareFrom: 0, proxyUnder: 13 })).toEqual({ mayLogIn: false, maySeekCare: false, underProxyLimit: true });
  });
});
