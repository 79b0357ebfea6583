/** Milliseconds of a processor that {@link work} took on the machine on which the bars were shown: 2 cores that load a service's program in 0.25 s. */
const referenceMs = 85;

/**
 * How many times slower a processor of this machine is than of the one on which the bars of time were shown; 1 at least, so that no machine makes a bar
 * stricter. Measured while nothing else of the test runs. Decision 0904.
 */
export function slowerBy(): number {
  const runs = Array.from({ length: 5 }, () => {
    const before = process.cpuUsage();
    work();
    const { user, system } = process.cpuUsage(before);
    return (user + system) / 1_000;
  }).sort((a, b) => a - b);
  return Math.max(1, runs[2]! / referenceMs);
}

/** Sorting, hashing of keys and text, as a service does; always the same. */
function work(): number {
  const seen = new Map<string, number>();
  let state = 1;
  for (let i = 0; i < 60_000; i += 1) {
    state = (state * 48_271) % 2_147_483_647;
    seen.set(`key-${state % 20_000}`, state);
  }
  const rows = [...seen].sort(([a], [b]) => (a < b ? -1 : 1)).map(([key, value]) => ({ key, value, more: [value, key] }));
  let length = 0;
  for (let i = 0; i < 5; i += 1) length += (JSON.parse(JSON.stringify(rows)) as unknown[]).length;
  return length;
}
