import type { Log } from './log';

/** Something that is looked at every so often while the service runs. */
export interface Watch {
  /** Sentences for the health answer, as of the last look. */
  warnings(): string[];
  stop(): Promise<void>;
}

/**
 * Looks every so often, and never twice at once; the look sets its metrics and answers with what is to be warned of. One that fails leaves the last answer standing.
 * @param o.failed what the log says then
 */
export function startWatch(o: { log: Log; everyMs: number; look(): Promise<string[]>; failed: string }): Watch {
  let warnings: string[] = [];
  let looking: Promise<void> | undefined;

  async function look(): Promise<void> {
    try {
      warnings = await o.look();
    } catch (error) {
      o.log.warn({ err: error }, o.failed);
    }
  }

  const regular = setInterval(() => { looking ??= look().finally(() => { looking = undefined; }); }, o.everyMs);
  return {
    warnings: () => warnings,
    async stop() {
      clearInterval(regular);
      await looking;
    },
  };
}
