import { type Database, read } from '@vardgraf/service-kit/postgres';

/** What every call-back of this installation carries. */
export async function callBackKey(db: Database): Promise<string> {
  const [row] = await read<{ key: string }>(db, 'SELECT key FROM call_back_key');
  return row!.key;
}
