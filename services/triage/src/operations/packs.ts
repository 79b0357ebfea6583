import type { Tx } from '@vardgraf/service-kit/transaction';
import { compilePack } from '../domain/compile-pack';
import type { Pack } from '../domain/pack';
import { currentVersions, packsByHash } from '../storage/pack-store';

/** Contents by hash, ready to be evaluated. A hash is its content, so what is here is never stale. */
const known = new Map<string, Pack>();

async function packsOf(tx: Pick<Tx, 'query'>, hashes: readonly string[]): Promise<Pack[]> {
  const missing = hashes.filter((hash) => !known.has(hash));
  if (missing.length > 0) for (const pack of await packsByHash(tx, missing)) known.set(pack.sha256, compilePack(pack));
  return hashes.flatMap((hash) => known.get(hash) ?? []);
}

/** What new sessions get, one pack a complaint. */
export async function currentPacks(tx: Pick<Tx, 'query'>): Promise<Pack[]> {
  return packsOf(tx, (await currentVersions(tx)).map((version) => version.sha256));
}

/** The content that a session is pinned to (TRI-3). */
export async function pinnedPack(tx: Pick<Tx, 'query'>, session: { sha256: string }): Promise<Pack> {
  const [pack] = await packsOf(tx, [session.sha256]);
  if (!pack) throw new Error('the session is pinned to content that is not stored');
  return pack;
}
