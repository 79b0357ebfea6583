import { backOffMs } from './back-off';
import { outcomeOf } from './outcome';
import { Tokens } from './tokens';

const tokenOf = (iat: number, exp: number) => `x.${Buffer.from(JSON.stringify({ iat, exp })).toString('base64url')}.y`;

test('[DIR-2] a token is asked for once by those who need it at the same time, again before it expires, and at once when it was refused', async () => {
  let now = 0;
  let asked = 0;
  const tokens = new Tokens(async () => `${(asked += 1)}.${tokenOf(1_000_000, 1_000_300).split('.').slice(1).join('.')}`, () => now); // issued by a clock that is elsewhere
  expect([await tokens.get(), await tokens.get()].map((token) => token[0])).toEqual(['1', '1']);
  now = 269_000;
  expect((await tokens.get())[0]).toBe('1');
  now = 270_000;
  const both = await Promise.all([tokens.get(), tokens.get()]);
  expect([both[0], asked]).toEqual([both[1], 2]);
  tokens.refused('an older one');
  expect(await tokens.get()).toBe(both[0]);
  tokens.refused(both[0]);
  expect((await tokens.get())[0]).toBe('3');
});

test('a token that cannot be read is asked for each time, and one that cannot be had is tried again', async () => {
  let asked = 0;
  const tokens = new Tokens(async () => {
    asked += 1;
    if (asked === 1) throw new Error('away');
    return 'opaque';
  });
  await expect(tokens.get()).rejects.toThrow('away');
  expect([await tokens.get(), await tokens.get(), asked]).toEqual(['opaque', 'opaque', 3]);
});

test('[LIV-1] tries come at growing distances up to half a minute, and each client’s at its own time', () => {
  expect([1, 2, 3, 7, 100].map((tries) => [backOffMs(tries, 0), backOffMs(tries, 1)])).toEqual([[250, 500], [500, 1_000], [1_000, 2_000], [15_000, 30_000], [15_000, 30_000]]);
});

test('[API-1] what was done and what was refused are told apart', () => {
  expect(outcomeOf({ __typename: 'TakeCaseOk', case: { id: '1' } })).toEqual({ ok: true, done: { __typename: 'TakeCaseOk', case: { id: '1' } } });
  expect(outcomeOf({ __typename: 'NotFound', message: 'no' })).toEqual({ ok: false, refusal: { __typename: 'NotFound', message: 'no' } });
  expect(() => outcomeOf({})).toThrow('__typename');
});
