/** How long a worker that has ended so many times in a row is not started again, in ms: at once in practice, and ten seconds at most. */
export function backOffMs(failures: number): number {
  return Math.min(100 * 2 ** Math.max(0, failures - 1), 10_000);
}
