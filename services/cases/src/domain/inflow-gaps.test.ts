import fc from 'fast-check';
import { inflowGaps, type Span } from './inflow-gaps';

const span = (from: number, to: number): Span => ({ from: new Date(from), to: new Date(to) });
const spans = fc.array(fc.tuple(fc.nat(60), fc.integer({ min: 1, max: 20 })).map(([from, length]) => span(from, from + length)), { maxLength: 6 });
const holds = (list: readonly Span[], at: number): boolean => list.some((one) => one.from.getTime() <= at && one.to.getTime() > at);

it('[QUE-10] a gap is what is asked, open, and answered for by nobody, minute for minute; gaps ascend and are apart', () => {
  fc.assert(fc.property(spans, spans, fc.nat(30), fc.integer({ min: 1, max: 60 }), (open, named, from, length) => {
    const asked = span(from, from + length);
    const gaps = inflowGaps(asked, open, named);
    for (let at = 0; at < 100; at += 1) expect([at, holds(gaps, at)]).toEqual([at, holds([asked], at) && holds(open, at) && !holds(named, at)]);
    gaps.forEach((gap, i) => {
      expect(gap.from < gap.to).toBe(true);
      if (i > 0) expect(gaps[i - 1]!.to < gap.from || holds(named, gaps[i - 1]!.to.getTime())).toBe(true);
    });
  }));
});

it('[QUE-10] lunch between two who are named, and the last hour, are gaps', () => {
  expect(inflowGaps(span(0, 24), [span(8, 17)], [span(8, 12), span(13, 16), span(14, 15)])).toEqual([span(12, 13), span(16, 17)]);
});
