/** From inclusive, to exclusive. */
export interface Span {
  from: Date;
  to: Date;
}

/** What of the asked time is open and answered for by nobody, ascending and apart (QUE-10). */
export function inflowGaps(asked: Span, open: readonly Span[], named: readonly Span[]): Span[] {
  const answered = [...named].sort((a, b) => a.from.getTime() - b.from.getTime());
  return merged(open).flatMap((span) => remainder(within(span, asked), answered));
}

function within(span: Span, asked: Span): Span {
  return { from: later(span.from, asked.from), to: span.to < asked.to ? span.to : asked.to };
}

/** The span without what is answered for; nothing of a span that is empty. */
function remainder(span: Span, answered: readonly Span[]): Span[] {
  const gaps: Span[] = [];
  let from = span.from;
  for (const one of answered) {
    if (one.from > from) gaps.push({ from, to: one.from < span.to ? one.from : span.to });
    from = later(from, one.to);
    if (from >= span.to) break;
  }
  return [...gaps, { from, to: span.to }].filter((gap) => gap.from < gap.to);
}

function merged(spans: readonly Span[]): Span[] {
  const whole: Span[] = [];
  for (const span of [...spans].sort((a, b) => a.from.getTime() - b.from.getTime())) {
    const last = whole.at(-1);
    if (last && span.from <= last.to) last.to = later(last.to, span.to);
    else whole.push({ ...span });
  }
  return whole;
}

function later(a: Date, b: Date): Date {
  return a > b ? a : b;
}
