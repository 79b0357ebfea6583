const firstMs = 500;
const mostMs = 30_000;

/** How long to wait before the `tries`-th try (from 1): doubled each time up to 30 s, and each client somewhere between half and the whole of it, so that they do not all come at once. */
export function backOffMs(tries: number, random: number): number {
  return Math.round(Math.min(mostMs, firstMs * 2 ** (tries - 1)) * (0.5 + random / 2));
}
