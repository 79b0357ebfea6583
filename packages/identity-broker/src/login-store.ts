import { createHash } from 'node:crypto';
import { InvalidGrant } from 'oidc-provider/lib/helpers/errors.js';
import type { Adapter, AdapterFactory, AdapterPayload } from 'oidc-provider';
import { type Database, read } from '@vardgraf/service-kit/postgres';

/** Everything the log-in service remembers, in PostgreSQL, so that a restart and a second process change nothing. */
export class LoginStore {
  constructor(private readonly db: Database, private readonly now: () => number = Date.now) {}

  /** The library's storage. */
  readonly adapter: AdapterFactory = (model) => this.adapterOf(model);

  async put(model: string, id: string, payload: object, seconds: number): Promise<void> {
    const { grantId, uid } = payload as AdapterPayload;
    await read(
      this.db,
      `INSERT INTO login_record (model, key, payload, grant_id, uid, expires_at) VALUES ($1, $2, $3, $4, $5, $6)
       ON CONFLICT (model, key) DO UPDATE SET payload = EXCLUDED.payload, grant_id = EXCLUDED.grant_id, uid = EXCLUDED.uid, expires_at = EXCLUDED.expires_at`,
      [model, hashed(id), JSON.stringify(payload), grantId ?? null, uid ?? null, this.in(seconds)],
    );
  }

  async find<T>(model: string, id: string): Promise<T | undefined> {
    const rows = await read<{ payload: T }>(this.db, 'SELECT payload FROM login_record WHERE model = $1 AND key = $2 AND expires_at > $3', [model, hashed(id), this.in(0)]);
    return rows[0]?.payload;
  }

  /** Finds it once and never again, however many ask at the same moment. */
  async take<T>(model: string, id: string): Promise<T | undefined> {
    const rows = await read<{ payload: T }>(this.db, 'DELETE FROM login_record WHERE model = $1 AND key = $2 AND expires_at > $3 RETURNING payload', [model, hashed(id), this.in(0)]);
    return rows[0]?.payload;
  }

  /** All of a model that have not expired. */
  async all<T>(model: string): Promise<T[]> {
    return (await read<{ payload: T }>(this.db, 'SELECT payload FROM login_record WHERE model = $1 AND expires_at > $2', [model, this.in(0)])).map(({ payload }) => payload);
  }

  async forgetExpired(): Promise<void> {
    await read(this.db, 'DELETE FROM login_record WHERE expires_at <= $1', [this.in(0)]);
  }

  private in(seconds: number): Date {
    return new Date(this.now() + seconds * 1_000);
  }

  private adapterOf(model: string): Adapter {
    // A session's name is found by its uid too; the others' stand in no row.
    const secret = model !== 'Session';
    const withName = (payload: AdapterPayload | undefined, id: string) => payload && (secret ? { ...payload, jti: id } : payload);
    return {
      upsert: (id, payload, seconds) => this.put(model, id, secret ? { ...payload, jti: undefined } : payload, seconds ?? 3_600),
      find: async (id) => withName(await this.find<AdapterPayload>(model, id), id),
      findByUid: async (uid) =>
        (await read<{ payload: AdapterPayload }>(this.db, 'SELECT payload FROM login_record WHERE model = $1 AND uid = $2 AND expires_at > $3', [model, uid, this.in(0)]))[0]?.payload,
      findByUserCode: async () => undefined,
      destroy: async (id) => void (await read(this.db, 'DELETE FROM login_record WHERE model = $1 AND key = $2', [model, hashed(id)])),
      revokeByGrantId: async (grantId) => void (await read(this.db, 'DELETE FROM login_record WHERE model = $1 AND grant_id = $2', [model, grantId])),
      consume: async (id) => {
        const consumed = await read(
          this.db, `UPDATE login_record SET payload = payload || jsonb_build_object('consumed', $3::bigint) WHERE model = $1 AND key = $2 AND NOT payload ? 'consumed' RETURNING key`,
          [model, hashed(id), Math.floor(this.now() / 1_000)],
        );
        if (consumed.length === 0) throw new InvalidGrant('already used'); // two came at once: one of them has it
      },
    };
  }
}

function hashed(id: string): string {
  return createHash('sha256').update(id).digest('base64url');
}
