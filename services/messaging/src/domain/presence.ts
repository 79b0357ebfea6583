/** What somebody does with a conversation now. */
export type PresenceState = 'HERE' | 'TYPING' | 'GONE';

/** Seconds for which it holds when it is not said again (LIV-2). */
export const holdsForSeconds: Record<PresenceState, number> = { HERE: 40, TYPING: 12, GONE: 0 };

/** How often one person may say it of one conversation. */
export const mostIn = { times: 30, ms: 10_000 } as const;

/** What one person has said of one conversation lately. */
export interface Said {
  times: number;
  windowEnds: number;
}

/** Counts a saying. @returns undefined when it is one too many */
export function sayAgain(said: Said | undefined, now: number): Said | undefined {
  if (!said || now >= said.windowEnds) return { times: 1, windowEnds: now + mostIn.ms };
  return said.times < mostIn.times ? { ...said, times: said.times + 1 } : undefined;
}
