/** The seed of this run: TEST_SEED, or another one each time. Whoever uses it prints it. */
export const seed = Number(process.env['TEST_SEED'] ?? (Date.now() % 1_000_000) + 1);

/** Numbers from 0 to 1 that are the same for the same seed. */
export function randomFrom(from: number): () => number {
  let state = (from % 2_147_483_646) + 1;
  return () => ((state = (state * 48_271) % 2_147_483_647) - 1) / 2_147_483_646;
}

/** One of them; undefined of none. */
export function oneOf<T>(next: () => number, all: readonly T[]): T | undefined {
  return all[Math.floor(next() * all.length)];
}
