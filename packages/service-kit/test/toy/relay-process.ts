import { openDatabase } from '../../src/postgres';
import { startRelay } from '../../src/relay';
import { log, noNats } from './world';

/** Gives positions until somebody stops or kills it. */
async function main(url: string): Promise<void> {
  const db = await openDatabase({ url, service: 'toy', entities: [] });
  startRelay({ db, service: 'toy', nats: noNats, log });
}

void main(process.argv[2]!);
