import { readNow } from '@vardgraf/service-kit/clock';
import { type Database, read } from '@vardgraf/service-kit/postgres';
import { systemActor } from '@vardgraf/service-kit/actor';
import { transact } from '@vardgraf/service-kit/transaction';
import { checkPack } from '../domain/check-pack';
import type { Pack } from '../domain/pack';
import { demonstrationSignatures, type Signature, signatureFaults } from '../domain/signatures';
import { insertSignatures, signaturesOf } from '../storage/draft-store';
import { insertPack, makeCurrent, publishedVersions } from '../storage/pack-store';

/** What decides whether a content may be published. */
export interface PublishRules {
  /** Signatures besides the marked ones of demonstration content. */
  signatures?: readonly Signature[];
  /** The faults of contents, with their paths. `today` as 2026-11-01. */
  check?: (packs: readonly Pack[], today: string) => string[];
}

const checkEach = (packs: readonly Pack[], today: string): string[] => packs.flatMap((pack) => checkPack(pack, today));

/**
 * Publishes what is new, and makes these the versions that new sessions get (TRI-3): all that is offered from the disk. What has not been published
 * is checked first, which takes a second for a few complaints; all of it is signed.
 * @throws Error with every fault and its path, or when a signature is missing, or when a published version has another content
 */
export async function publishPacks(db: Database, packs: readonly Pack[], { signatures = [], check = checkEach }: PublishRules = {}): Promise<void> {
  const published = await publishedVersions({ query: (sql, params) => read(db, sql, params) });
  const unknown = packs.filter((pack) => !published.some((v) => v.packId === pack.id && v.semver === pack.semver));
  const given = [...signatures, ...demonstrationSignatures(packs)];
  const faults = unknown.length > 0 ? [...check(unknown, (await readNow(db)).toISOString().slice(0, 10)), ...unknown.flatMap((pack) => signatureFaults(pack, given))] : [];
  if (faults.length > 0) throw new Error(`the content is not published: ${faults.join('; ')}`);
  await transact(db, systemActor('triage'), async (tx) => {
    for (const pack of unknown) await insertPack(tx, pack);
    const there = await signaturesOf(tx, packs.map((pack) => pack.sha256));
    await insertSignatures(tx, given.filter((one) => packs.some((pack) => pack.sha256 === one.sha256) && !there.some((old) => old.sha256 === one.sha256 && old.as === one.as)));
    const stored = await publishedVersions(tx);
    for (const pack of packs) {
      const version = stored.find((v) => v.packId === pack.id && v.semver === pack.semver);
      if (version?.sha256 !== pack.sha256) throw new Error(`${pack.id} ${pack.semver} is published with another content; raise its version`);
    }
    await makeCurrent(tx, packs);
  });
}
