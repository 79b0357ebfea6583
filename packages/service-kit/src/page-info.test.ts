import { pageInfo } from './page-info';

test('[API-1] a page says where it begins and ends, and whether something comes before and after it', () => {
  const edges = [{ cursor: 'a' }, { cursor: 'b' }];
  expect(pageInfo(edges, true, undefined)).toEqual({ hasNextPage: true, hasPreviousPage: false, startCursor: 'a', endCursor: 'b' });
  expect(pageInfo(edges, false, 'z')).toEqual({ hasNextPage: false, hasPreviousPage: true, startCursor: 'a', endCursor: 'b' });
  expect(pageInfo([], false, null)).toEqual({ hasNextPage: false, hasPreviousPage: false, startCursor: null, endCursor: null });
});
