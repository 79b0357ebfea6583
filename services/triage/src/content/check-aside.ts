import { createRequire } from 'node:module';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import type { Pack } from '../domain/pack';

/** Where the joined programs lie; the joining writes it in, and who runs from the sources has none. */
declare const VARDGRAF_PROGRAMS: string | undefined;

const source = join(__dirname, 'check-thread.ts');
let last: Promise<unknown> = Promise.resolve();

/**
 * The faults of a content as `checkPack` tells them, found in a thread of its own: it takes seconds, and sessions are answered meanwhile. One at a time.
 * @throws what the checks throw, as an Error of the thread
 */
export function checkAside(content: Pack, today: string): Promise<string[]> {
  const checked = last.then(() => check(content, today));
  last = checked.catch(() => undefined);
  return checked;
}

function check(content: Pack, today: string): Promise<string[]> {
  const worker = thread({ content, today });
  return new Promise((resolve, reject) => {
    worker.once('message', resolve);
    worker.once('error', reject);
    worker.once('exit', (code) => reject(new Error(`the checks ended with ${code} and no answer`)));
  });
}

function thread(workerData: { content: Pack; today: string }): Worker {
  if (typeof VARDGRAF_PROGRAMS === 'string') return new Worker(join(VARDGRAF_PROGRAMS, 'services/triage/src/content/check-thread.mjs'), { workerData });
  const tsx = createRequire(source).resolve('tsx/cjs');
  return new Worker(`require(${JSON.stringify(tsx)}); require(${JSON.stringify(source)});`, { eval: true, execArgv: [], workerData });
}
