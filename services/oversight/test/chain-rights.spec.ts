import { read } from '@vardgraf/service-kit/postgres';
import { nils, type OversightWorld, oversightWorld } from './oversight-world';

let world: OversightWorld;
beforeAll(async () => {
  world = await oversightWorld();
  await world.look('cases', nils, { patientId: 'patient-anna' });
  await world.chained(1);
});
afterAll(() => world.end());

test.each([
  ['changed', "UPDATE audit_entry SET actor_id = 'somebody-else'"],
  ['deleted', 'DELETE FROM audit_entry'],
  ['emptied', 'TRUNCATE audit_entry'],
  ['replaced by the owner’s rights', 'SET ROLE vardgraf_oversight_owner'],
  ['freed of its trigger', 'ALTER TABLE audit_entry DISABLE TRIGGER ALL'],
  ['dropped', 'DROP TABLE audit_entry'],
])('[AUD-1] the log cannot be %s by the service itself', async (_, sql) => {
  await expect(read(world.db, sql)).rejects.toThrow(/permission denied|must be owner/);
});

test.each(['audit_review', 'audit_review_entry'])('[AUD-1] %s is insert-only for the service', async (table) => {
  await expect(read(world.db, `DELETE FROM ${table}`)).rejects.toThrow('permission denied');
  await expect(read(world.db, `TRUNCATE ${table} CASCADE`)).rejects.toThrow('permission denied');
});

test('[AUD-1] the head cannot be taken away or doubled by the service', async () => {
  await expect(read(world.db, 'DELETE FROM chain_head')).rejects.toThrow('permission denied');
  await expect(read(world.db, "INSERT INTO chain_head (one, chain_position, hash) VALUES (true, 9, 'x')")).rejects.toThrow('permission denied');
});

test.each([
  ['change', "UPDATE oversight.audit_entry SET actor_id = 'x'"],
  ['delete', 'DELETE FROM oversight.audit_entry'],
  ['empty', 'TRUNCATE oversight.audit_entry CASCADE'],
])('[AUD-1] even a superuser meets the trigger on the way to %s the log', async (_, sql) => {
  await expect(world.asAdmin(sql)).rejects.toThrow('is insert-only');
  expect(await world.entries()).toHaveLength(1);
});
