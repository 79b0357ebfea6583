import { announcePatients } from '@vardgraf/directory/operations/announce-people';
import type { Sent } from '@vardgraf/receiver/sent';
import { systemActor } from '@vardgraf/service-kit/actor';
import { openDatabase } from '@vardgraf/service-kit/postgres';
import { transact } from '@vardgraf/service-kit/transaction';
import { Client } from 'pg';
import { presentServices } from '../seeded-database';
import type { PartName, Stack } from '../stack';

/** Every part that answers and logs; the receiver is the outside world. */
export const partsOfOurs: readonly PartName[] = ['gateway', 'identity-provider', ...presentServices.map(({ name }) => name as PartName)];

/** Rows as the database's admin sees them. */
export async function asAdmin<T>(stack: Stack, sql: string, params: unknown[] = []): Promise<T[]> {
  const admin = new Client({ connectionString: stack.adminUrl });
  await admin.connect();
  try {
    return (await admin.query(sql, params)).rows as T[];
  } finally {
    await admin.end();
  }
}

/** The population register has not been asked yet in this house: directory's own row and its own word to the others stand for its answer. */
export async function registerSays(stack: Stack, patientId: string, fact: { protectedIdentity: true } | { birthDate: string }): Promise<void> {
  const db = await openDatabase({ url: stack.databaseUrl('directory'), service: 'directory', entities: [], poolSize: 1 });
  const [column, value] = 'birthDate' in fact ? ['birth_date', fact.birthDate] : ['protected_identity', true];
  try {
    await transact(db, systemActor('directory'), async (tx) => {
      await tx.query(`UPDATE patient SET ${column} = $2 WHERE id = $1`, [patientId, value]);
      await announcePatients(tx, 'gavleborg', [patientId]);
    });
  } finally {
    await db.close();
  }
  await stack.settled(60_000);
}

/** Gävleborg publishes in every room that asks that it handles people with protected identity, or no longer does (SAF-3). */
export async function handlesProtected(stack: Stack, handled: boolean): Promise<void> {
  for (const room of ['directory', 'triage', 'cases', 'booking']) {
    await asAdmin(stack, `INSERT INTO ${room}.region_setting (region, key, version, effective_from, value)
      SELECT region, key, max(version) + 1, max(effective_from), jsonb_build_object('handled', $1::boolean)
        FROM ${room}.region_setting WHERE region = 'gavleborg' AND key = 'protected-identity' GROUP BY region, key`, [handled]);
  }
}

/** What would give somebody away: names, number, mobile, address. */
export async function telling(stack: Stack, patientId: string): Promise<string[]> {
  const [row] = await asAdmin<Record<string, string | null>>(stack, 'SELECT given_name, family_name, number, mobile, email FROM directory.patient WHERE id = $1', [patientId]);
  return Object.values(row!).filter((value): value is string => value !== null);
}

export const mentions = (text: string, words: readonly string[]): string[] => words.filter((word) => text.includes(word));

/** Everything that has left the platform for the outside: SMS, mails, pushes and alarms, newest first. */
export async function sentOutside(stack: Stack): Promise<Sent> {
  return (await (await fetch(`${stack.url('receiver')}/sent.json`)).json()) as Sent;
}

/**
 * Where the words stand though they may not: the log and the metrics of a part, the events and the audit of a service. Parts of which there is no
 * log or no metrics are told as well, so that nobody believes they were searched.
 */
export async function leaks(stack: Stack, words: readonly string[]): Promise<string[]> {
  const found: string[] = [];
  for (const part of partsOfOurs) {
    const metrics = await fetch(`${stack.url(part)}/metrics`);
    const places = { log: stack.log(part), metrics: metrics.ok ? await metrics.text() : '' };
    for (const [place, text] of Object.entries(places)) {
      if (text === '') found.push(`${part} has no ${place}`);
      for (const word of mentions(text, words)) found.push(`${part}'s ${place}: ${word}`);
    }
  }
  for (const { name } of presentServices) {
    for (const table of ['outbox', 'audit']) {
      const rows = await asAdmin<{ text: string }>(stack, `SELECT x::text AS text FROM ${name}.${table} x WHERE x::text LIKE ANY($1)`, [words.map((word) => `%${word}%`)]);
      // Staff display names may travel: a family name can be somebody else's.
      for (const { text } of rows.filter((row) => !row.text.includes('staff.changed'))) found.push(`${name}.${table}: ${text.slice(0, 200)}`);
    }
  }
  return found;
}
