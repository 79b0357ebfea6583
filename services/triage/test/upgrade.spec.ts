import { cpSync, mkdtempSync, readdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { migrate } from '@vardgraf/service-kit/migrate';
import { openDatabase, read } from '@vardgraf/service-kit/postgres';
import { v7 } from 'uuid';
import { freshDatabase, servicePassword } from '../../../test/infrastructure';
import { migrationsDir } from '../src/deps';

test('[TRI-10] a session that was open before silence counted is kept as it was, and from now on looked at', async () => {
  const before = mkdtempSync(join(tmpdir(), 'triage-before-'));
  for (const file of readdirSync(migrationsDir).filter((name) => name < '0005')) cpSync(join(migrationsDir, file), join(before, file));
  const fresh = await freshDatabase([{ name: 'triage', migrationsDir: before }]);
  const db = await openDatabase({ url: fresh.url('triage'), service: 'triage', entities: [] });
  const [open, left] = [v7(), v7()];
  await read(db, "INSERT INTO pack (pack_id, semver, sha256, content, current) VALUES ('cough', '1.0.0', repeat('a', 64), '{}', true)");
  for (const [id, status] of [[open, 'OPEN'], [left, 'ABANDONED']] as const) {
    await read(db, `INSERT INTO session (id, region_id, patient_id, actor_id, client_id, complaint_code, pack_id, semver, sha256, status, age_days, sex, earlier_contacts, out_of_region, started_at)
      VALUES ($1, 'gavleborg', 'anna', 'anna', $1, 'cough', 'cough', '1.0.0', repeat('a', 64), $2, 12000, 'FEMALE', 0, false, '2026-11-01T08:00:00Z')`, [id, status]);
  }
  await migrate({ adminUrl: fresh.adminUrl, servicePassword, services: [{ name: 'triage', migrationsDir }] });
  expect(await read(db, 'SELECT id, actor_kind AS kind, further, left_by AS "leftBy", touched_at AS "touchedAt" FROM session ORDER BY id')).toEqual([
    { id: open, kind: 'PATIENT', further: [], leftBy: null, touchedAt: new Date('2026-11-01T08:00:00Z') },
    { id: left, kind: 'PATIENT', further: [], leftBy: 'PRESS', touchedAt: new Date('2026-11-01T08:00:00Z') },
  ]);
  expect(await read(db, 'SELECT kind, aggregate_id AS id, payload FROM timer')).toEqual([{ kind: 'session-silence', id: open, payload: { regionId: 'gavleborg' } }]);
  await db.close();
  await fresh.drop();
});
