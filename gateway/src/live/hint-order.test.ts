import fc from 'fast-check';
import { HintOrder } from './hint-order';

describe('the order of hints', () => {
  beforeEach(() => { jest.useFakeTimers(); });
  afterEach(() => { jest.useRealTimers(); });

  function order() {
    const taken: number[] = [];
    let gaps = 0;
    const hints = new HintOrder<{ seq: number }>(({ seq }) => taken.push(seq), () => { gaps += 1; });
    return { hints, taken, gaps: () => gaps };
  }

  it('[LIV-1] whatever way hints are shuffled or repeated, each number is taken once and in order', () => {
    fc.assert(fc.property(fc.integer({ min: 1, max: 40 }), fc.integer({ min: 0, max: 5 }), fc.infiniteStream(fc.nat()), (count, start, noise) => {
      const { hints, taken, gaps } = order();
      const numbers = Array.from({ length: count }, (_, i) => start + 1 + i);
      const shuffled = [...numbers, ...numbers.slice(0, 5)].map((seq) => ({ seq, key: noise.next().value as number })).sort((a, b) => a.key - b.key);
      hints.resume(start);
      for (const { seq } of shuffled) hints.push({ seq });
      expect(taken).toEqual(numbers);
      expect(gaps()).toBe(0);
    }));
  });

  it('[LIV-1] while a snapshot is read everything is held; what the snapshot already shows is dropped', () => {
    const { hints, taken } = order();
    hints.resume(3);
    hints.hold();
    for (const seq of [4, 5, 6]) hints.push({ seq });
    expect(taken).toEqual([]);
    expect(hints.seq).toBeUndefined();
    hints.resume(5);
    expect(taken).toEqual([6]);
  });

  it('[LIV-1] a missing number is waited for a moment, then it is a gap', () => {
    const { hints, taken, gaps } = order();
    hints.resume(0);
    hints.push({ seq: 2 });
    jest.advanceTimersByTime(100);
    expect(gaps()).toBe(0);
    hints.push({ seq: 1 });
    jest.advanceTimersByTime(1_000);
    expect(taken).toEqual([1, 2]);
    expect(gaps()).toBe(0);
    hints.push({ seq: 4 });
    jest.advanceTimersByTime(1_000);
    expect(gaps()).toBe(1);
    expect(taken).toEqual([1, 2]);
  });

  it('holds a bounded number of hints', () => {
    const { hints, gaps } = order();
    hints.resume(0);
    for (let seq = 2; seq < 1_100; seq += 1) hints.push({ seq });
    expect(gaps()).toBe(1);
    hints.stop();
  });
});
