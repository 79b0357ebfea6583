import { openDatabase } from '../../src/postgres';
import { count } from './world';

/** Four writers over six aggregates until somebody kills the process; says on stdout what is committed. */
async function main(url: string): Promise<void> {
  const db = await openDatabase({ url, service: 'toy', entities: [] });
  const one = async (writer: number) => {
    for (let turn = writer; ; turn += 1) {
      const id = `k${turn % 6}`;
      const version = await count(db, id, async (tx) => {
        await tx.query('SELECT pg_sleep(0.005)'); // most of its life the process is inside a transaction
        tx.bumpCounter('unit.toy', () => undefined);
        tx.audit({ action: 'count', what: 'counter' });
        tx.schedule({ kind: 'k', aggregateId: id, dueAt: new Date() });
      });
      process.stdout.write(`${id} ${version}\n`);
    }
  };
  await Promise.all([one(0), one(1), one(2), one(3)]);
}

void main(process.argv[2]!);
