import { z } from 'zod';

const longestMs = 62 * 86_400_000;
const instant = z.union([z.date(), z.iso.datetime().transform((text) => new Date(text))]);

/** A time that begins before it ends, and not longer than two months. */
export const inflowTime = z.object({ from: instant, to: instant }).superRefine(({ from, to }, ctx) => {
  if (to <= from) ctx.addIssue({ code: 'custom', path: ['to'], message: 'after from' });
  else if (to.getTime() - from.getTime() > longestMs) ctx.addIssue({ code: 'custom', path: ['to'], message: 'at most 62 days after from' });
});
