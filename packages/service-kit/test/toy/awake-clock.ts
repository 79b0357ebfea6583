/** Between two ticks of a process that runs; more than that it was not let run. */
const mostMs = 100;

/** A clock in milliseconds that stands while this process is not let run: what a pause of the whole machine adds to a wait is nobody's waiting. */
export function startAwakeClock(): { now(): number; stop(): void } {
  let ran = 0;
  let last = performance.now();
  const now = (): number => {
    const at = performance.now();
    ran += Math.min(at - last, mostMs);
    last = at;
    return ran;
  };
  const ticking = setInterval(now, 10);
  return { now, stop: () => clearInterval(ticking) };
}
