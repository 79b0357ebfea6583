/** Does all, at most so many at the same time, in order of their beginning. */
export async function concurrently<T>(all: readonly T[], atOnce: number, work: (one: T, n: number) => Promise<void>): Promise<void> {
  let begun = 0;
  const lane = async (): Promise<void> => {
    while (begun < all.length) {
      const n = begun++;
      await work(all[n]!, n);
    }
  };
  await Promise.all(Array.from({ length: Math.min(atOnce, all.length) }, lane));
}
