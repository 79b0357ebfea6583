import { backOffMs } from './back-off';

test('[T1] a worker that ends again and again is started after ever longer waits, ten seconds at most', () => {
  expect([1, 2, 3, 7, 8, 100].map(backOffMs)).toEqual([100, 200, 400, 6_400, 10_000, 10_000]);
});
