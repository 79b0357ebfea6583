import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { connect } from '@nats-io/transport-node';
import { Client } from 'pg';
import { adminUrl, freshDatabase, natsUrl } from '@vardgraf/test/infrastructure';

test('each worker has its own PostgreSQL 17, in UTC and with a collation that does not depend on the machine', async () => {
  const client = new Client({ connectionString: adminUrl() });
  await client.connect();
  const { rows } = await client.query(`SELECT current_setting('server_version_num')::int AS version, current_setting('TimeZone') AS zone, lower('ÅÄÖ') AS lower`);
  await client.end();
  expect(rows[0]).toEqual({ version: expect.any(Number), zone: 'UTC', lower: 'åäö' });
  expect(rows[0].version).toBeGreaterThanOrEqual(170_000);
});

test('each worker has its own NATS with JetStream', async () => {
  const connection = await connect({ servers: natsUrl() });
  expect(connection.info?.jetstream).toBe(true);
  await connection.close();
});

describe('a fresh database', () => {
  const migrationsDir = mkdtempSync(join(tmpdir(), 'vardgraf-apples-'));
  writeFileSync(join(migrationsDir, '0001-apple.sql'), 'CREATE TABLE apple (id int PRIMARY KEY);');
  afterAll(() => rmSync(migrationsDir, { recursive: true }));

  const open = async (url: string) => {
    const client = new Client({ connectionString: url });
    client.on('error', () => {});
    await client.connect();
    return client;
  };

  test('has the schema and none of the rows another test wrote, seen by the service in its own role', async () => {
    for (const id of [1, 2]) {
      const database = await freshDatabase([{ name: 'apples', migrationsDir }]);
      const client = await open(database.url('apples'));
      await client.query('INSERT INTO apple VALUES ($1)', [id]);
      expect((await client.query('SELECT id, current_user AS role FROM apple')).rows).toEqual([{ id, role: 'vardgraf_apples' }]);
      await client.end();
      await database.drop();
    }
  });

  test('is dropped under an open connection, and says who held it', async () => {
    const database = await freshDatabase([{ name: 'apples', migrationsDir }]);
    const client = await open(database.url('apples'));
    await client.query('SELECT 1 AS forgotten');
    await expect(database.drop()).rejects.toThrow('1 connections were left open: vardgraf_apples: SELECT 1 AS forgotten');
    await expect(open(database.url('apples'))).rejects.toThrow('does not exist');
  });
});
