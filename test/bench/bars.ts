const missed: string[] = [];

/** Prints what was measured beside its bar, and remembers a bar that was missed: a bench that misses one ends with exit code 1. */
export function holdTo(bar: string, line: string, met: boolean): void {
  process.stdout.write(`  ${line} (bar: ${bar})${met ? '' : '  MISSED'}\n`);
  if (!met) missed.push(`${line} (bar: ${bar})`);
}

/** The bars that this run has missed, as they were printed. */
export const missedBars = (): readonly string[] => missed;
