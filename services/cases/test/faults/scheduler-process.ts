import { createLog } from '@vardgraf/service-kit/log';
import { openDatabase } from '@vardgraf/service-kit/postgres';
import { startTimers } from '@vardgraf/service-kit/timers';
import { caseRow } from '../../src/storage/case-row';
import { caseTimers } from '../../src/timers/case-timers';

/** One scheduler as a process of its own, to be killed: its only argument is the database's address. Goes when its parent goes. */
async function main(url: string): Promise<void> {
  const db = await openDatabase({ url, service: 'cases', entities: [caseRow], poolSize: 2 });
  startTimers({ db, log: createLog('cases', 'silent'), handlers: caseTimers, pollMs: 25 });
  process.on('disconnect', () => process.exit(0));
  process.send?.('ready');
}

void main(process.argv[2]!);
