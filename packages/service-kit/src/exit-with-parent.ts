/** Exits when the launcher is gone, so that a killed launcher leaves no orphans. Does nothing without a parent. */
export function exitWithParent(parentPid: number | undefined): void {
  if (parentPid === undefined) return;
  setInterval(() => {
    try {
      process.kill(parentPid, 0);
    } catch {
      process.exit(0);
    }
  }, 1_000).unref();
}
