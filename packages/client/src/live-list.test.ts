import { apply, type LiveEvent, type LiveList } from './live-list';

type Card = { id: string; rank: number };
const snapshot = (seq: number, ...cards: (Card | null)[]): LiveEvent => ({ __typename: 'QueueSnapshot', seq, cards });
const change = (seq: number, previousSeq: number, kind: LiveEvent['kind'], id: string, card: Card | null): LiveEvent => ({ __typename: 'QueueChange', seq, previousSeq, kind, caseId: id, card });
const nothing: LiveList<Card> = { seq: undefined, items: [] };
const told = (events: LiveEvent[], compare?: (a: Card, b: Card) => number) => events.reduce<LiveList<Card>>((list, event) => {
  const applied = apply(list, event, compare);
  return applied.kind === 'list' ? applied.list : list;
}, nothing);
const a = { id: 'a', rank: 2 };
const b = { id: 'b', rank: 1 };

test('[LIV-1] snapshot and changes make the list: what is added comes last, what changes stays in its place, what is removed goes', () => {
  const list = told([snapshot(1, a, null), change(2, 1, 'ADDED', 'b', b), change(4, 2, 'CHANGED', 'a', { id: 'a', rank: 9 })]);
  expect(list).toEqual({ seq: 4, items: [{ id: 'a', rank: 9 }, b] });
  expect(apply(list, change(5, 4, 'REMOVED', 'a', null))).toEqual({ kind: 'list', list: { seq: 5, items: [b] } });
});

test('[LIV-1] with an order of its own a list keeps it through every change', () => {
  expect(told([snapshot(1, a), change(2, 1, 'ADDED', 'b', b)], (x, y) => x.rank - y.rank).items).toEqual([b, a]);
});

test('[BEY-13] a change that does not follow on what is there is a gap; an old one changes nothing; a change without a list is a gap', () => {
  const list = told([snapshot(3, a)]);
  expect(apply(list, change(6, 5, 'ADDED', 'b', b))).toEqual({ kind: 'gap' });
  expect(apply(list, change(3, 2, 'REMOVED', 'a', null))).toEqual({ kind: 'list', list });
  expect(apply(nothing, change(2, 1, 'ADDED', 'b', b))).toEqual({ kind: 'gap' });
});

test('[LIV-2] a field of one thing is a list of one, and what tells of no item leaves the list alone', () => {
  const one = told([{ __typename: 'CaseSnapshot', seq: 1, case: a }, { __typename: 'CaseChange', seq: 2, previousSeq: 1, kind: 'CHANGED', case: { id: 'a', rank: 5 } }]);
  expect(one).toEqual({ seq: 2, items: [{ id: 'a', rank: 5 }] });
  expect(apply(one, { __typename: 'ThreadActivity', seq: 2, present: [] })).toEqual({ kind: 'beside' });
  expect(apply(one, { __typename: 'CaseChange', seq: 3, previousSeq: 2, kind: 'REMOVED', case: null })).toEqual({ kind: 'list', list: { seq: 3, items: [] } });
});

test('[LIV-2] what is told beside the item of a change is not taken for what left', () => {
  const list = told([{ __typename: 'WorkSnapshot', seq: 1, notices: [a, b] }]);
  const removed = { __typename: 'WorkChange', seq: 2, previousSeq: 1, kind: 'REMOVED' as const, noticeId: 'a', notice: null, work: { id: 'nurse' } };
  expect(apply(list, removed)).toEqual({ kind: 'list', list: { seq: 2, items: [b] } });
});

test('a document that does not ask for what a list needs is told so', () => {
  expect(() => apply(nothing, { seq: 1, cards: [] })).toThrow('__typename');
  expect(() => apply(nothing, { __typename: 'QueueSnapshot', seq: 1, cards: [{ rank: 1 }] })).toThrow('id');
});
