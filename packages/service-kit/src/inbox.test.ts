import type { Delivered } from './feed';
import { Inbox } from './inbox';

const at = (position: number) => ({ position }) as Delivered;
const positions = (events: Delivered[]) => events.map((event) => event.position);

test('gives what follows without a gap, once, whatever the order of arrival', () => {
  const inbox = new Inbox();
  for (const position of [4, 2, 3, 2, 6]) inbox.put(at(position));
  expect(positions(inbox.after(1))).toEqual([2, 3, 4]);
  expect(positions(inbox.after(4))).toEqual([]);
  expect(inbox.knowsLaterThan(4)).toBe(true);
  inbox.put(at(5));
  expect(positions(inbox.after(4))).toEqual([5, 6]);
  expect(inbox.knowsLaterThan(6)).toBe(false);
});

test('keeps no more than it has room for, and still knows that there is more', () => {
  const inbox = new Inbox(2);
  for (const position of [2, 3, 4, 5]) inbox.put(at(position));
  expect(positions(inbox.after(1))).toEqual([2, 3]);
  expect(inbox.knowsLaterThan(3)).toBe(true);
});

test('forgets what claims to be later than the feed, unless it is the very next', () => {
  const inbox = new Inbox();
  inbox.put(at(900));
  inbox.fence(5);
  expect(inbox.knowsLaterThan(5)).toBe(false);
  inbox.put(at(6));
  inbox.fence(5);
  expect(positions(inbox.after(5))).toEqual([6]);
});
