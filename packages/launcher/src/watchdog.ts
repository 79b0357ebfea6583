import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { resolve } from 'node:path';

/** Stops the guarded processes and removes the named folders as soon as this process is gone, even by kill -9. */
export interface Watchdog {
  guard(pid: number, signal: NodeJS.Signals): void;
  release(pid: number): void;
  /** The folder is removed when the watchdog closes, whichever way that comes about. */
  removeAtEnd(folder: string): void;
  /** Stops whatever is still guarded, removes the folders and waits until that is done. */
  close(): Promise<void>;
}

/** Starts one watchdog process in its own session, so that Ctrl-C and a closed terminal do not reach it. It does not keep this process alive. */
export function startWatchdog(): Watchdog {
  const child = spawn(process.execPath, [resolve(__dirname, 'watchdog.mjs')], { detached: true, stdio: ['pipe', 'ignore', 'inherit'] });
  const exited = once(child, 'exit');
  child.unref();
  child.stdin.on('error', () => {}); // a watchdog that was killed must not take us with it
  (child.stdin as unknown as { unref?: () => void }).unref?.();
  const order = (line: object) => void child.stdin.write(`${JSON.stringify(line)}\n`);
  return {
    guard: (pid, signal) => order({ guard: pid, signal }),
    release: (pid) => order({ release: pid }),
    removeAtEnd: (folder) => order({ remove: folder }),
    async close() {
      child.ref();
      child.stdin.end();
      if (child.exitCode === null && child.signalCode === null) await exited;
    },
  };
}
