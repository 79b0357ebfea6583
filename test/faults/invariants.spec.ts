import { randomUUID } from 'node:crypto';
import { receiveSession } from '@vardgraf/cases/operations/receive-session';
import { takeCase } from '@vardgraf/cases/operations/take-case';
import { caseRow } from '@vardgraf/cases/storage/case-row';
import { patients, staff, units } from '@vardgraf/directory/seed/known';
import { systemActor } from '@vardgraf/service-kit/actor';
import { openDatabase } from '@vardgraf/service-kit/postgres';
import { transact } from '@vardgraf/service-kit/transaction';
import { type Stack, startStack } from '../stack';
import { settled, violations, withEvidence } from './invariants';
import type { Journal } from './journal';
import type { Violation } from './violation';

let stack: Stack;
const [waiting, taken] = [randomUUID(), randomUUID()];
const journal: Journal = { acknowledged: [] };

beforeAll(async () => {
  stack = await startStack({ only: ['directory', 'triage', 'cases', 'oversight'] });
  const db = await openDatabase({ url: stack.databaseUrl('cases'), service: 'cases', entities: [caseRow], poolSize: 2 });
  for (const caseId of [waiting, taken]) {
    await transact(db, systemActor('cases'), (tx) => receiveSession(tx, {
      sessionId: randomUUID(), patientId: patients.tolvan.id, entryChannel: 'TRIAGE', caseId, unitId: units.gavleHealthCentre.id, complaintCode: 'COUGH',
      priority: '3', urgencyRank: 3, profession: 'NURSE', ageBand: 'FROM_18_TO_64', sex: 'MALE', tags: [],
      content: { packId: 'p', semver: '1.0.0' }, firedRules: [], regionId: 'gavleborg', finishedAt: new Date(),
    }));
  }
  const { id, commission } = staff.annaNurse;
  const outcome = await takeCase(db, { kind: 'STAFF', personId: id, regionId: 'gavleborg', commission, language: 'sv' }, taken);
  await db.close();
  if (outcome.is !== 'DONE') throw new Error(`the world is not as the test wants it: ${outcome.is}`);
  journal.acknowledged.push({ act: 'TAKE', caseId: taken, by: id, at: outcome.case.takenAt!.toISOString() });
  await settled(stack.adminUrl, 20_000);
}, 120_000);
afterAll(() => stack?.stop());

/** What the checker finds when this has been done to the database; undone afterwards. */
async function planted(sql: string, kept = journal): Promise<Violation[]> {
  return withEvidence(stack.adminUrl, async (evidence) => {
    await evidence.admin.query('BEGIN');
    await evidence.admin.query('SET LOCAL session_replication_role = replica'); // past the triggers that refuse such things
    await evidence.admin.query(sql);
    const found = await violations(evidence, kept);
    await evidence.admin.query('ROLLBACK');
    return found;
  });
}

test('[I1 to I8, SAF-5] a world that real operations made breaks no invariant', async () => {
  expect(await planted('SELECT 1')).toEqual([]);
});

test.each<[Violation['invariant'], string, string]>([
  ['I2', 'a session that made two cases', `UPDATE cases."case" SET session_id = 'one'`],
  ['I2', 'a case taken twice without a release between', `INSERT INTO cases.case_history (case_id, at, action, from_status, to_status, by_kind, by_id) SELECT case_id, at, action, from_status, to_status, by_kind, by_id FROM cases.case_history WHERE action = 'TAKE'`],
  ['I2', 'a second timer for the same step', 'INSERT INTO cases.timer (kind, aggregate_id, due_at, fire_at) SELECT kind, aggregate_id, due_at, fire_at FROM cases.timer'],
  ['I3', 'an event that is gone', `DELETE FROM cases.outbox WHERE aggregate_id = '${taken}' AND version = 3`],
  ['I3', 'two events of a case told in the wrong order', `UPDATE cases.outbox SET position = -position; UPDATE cases.outbox o SET position = (SELECT -p.position FROM cases.outbox p WHERE p.aggregate_id = o.aggregate_id AND p.version = CASE o.version WHEN 1 THEN 2 WHEN 2 THEN 1 ELSE o.version END)`],
  ['I3', 'an event that never got a position', `UPDATE cases.outbox SET position = NULL WHERE position = (SELECT max(position) FROM cases.outbox)`],
  ['I4', 'a responsible unit that does not exist', `UPDATE cases."case" SET unit_id = '${randomUUID()}' WHERE id = '${waiting}'`],
  ['I4', 'a responsible unit that does not see its case', `DELETE FROM cases.case_visibility WHERE case_id = '${waiting}' AND added_by_step = 0`],
  ['I4', 'a responsible unit that nobody was told of', `UPDATE cases."case" SET unit_id = '${units.sandvikenHealthCentre.id}' WHERE id = '${waiting}'`],
  ['I6', 'a step without its event', `DELETE FROM cases.outbox WHERE aggregate_id = '${taken}' AND type = 'case.taken'`],
  ['I6', 'a step without its audit row', `DELETE FROM cases.audit WHERE case_id = '${taken}' AND what = 'case.taken'`],
  ['I6', 'an audit row that was not told', `DELETE FROM cases.outbox WHERE type = 'audit.recorded'`],
  ['I6', 'an event whose effect nobody could have', `INSERT INTO directory.dead_letter (source, position, event, reason, attempts, parks) VALUES ('cases', 1, '{}', 'Error', 5, false)`],
  ['I6', 'an accepted session that became no case', `INSERT INTO triage.outbox (event_id, type, aggregate_id, version, region_id, actor, data) VALUES (gen_random_uuid(), 'session.finished', 's', 1, 'gavleborg', '{}', '{"disposition": "DROP_IN", "caseId": "c", "patientId": "p"}')`],
  ['I7', 'a unit whose staff is kept wrong', `UPDATE cases.unit SET staffed_roles = '{NURSE}'`],
  ['I7', 'a commission that is kept and has ended', `DELETE FROM directory.commission_unit WHERE commission_id = (SELECT min(commission_id::text)::uuid FROM directory.commission_unit)`],
  ['I7', 'a guardian that is not known', `UPDATE cases.patient_relation SET guardian_ids = '{}'`],
  ['I7', 'a patient whom triage knows otherwise', `UPDATE triage.patient SET protected_identity = NOT protected_identity`],
  ['I7', 'a switched function that triage was not told of', `UPDATE triage.unit SET functions_off = '{TRIAGE_CHAT}'`],
  ['I7', 'a case whose holder triage does not know', `UPDATE triage.case_access SET staff_ids = '{}'`],
  ['I7', 'a case that directory does not know', 'DELETE FROM directory.case_access'],
  ['I7', 'an audit row that is not in the chain', `DELETE FROM oversight.audit_entry WHERE case_id = '${taken}'`],
  ['I7', 'an edited entry of the chain', `UPDATE oversight.audit_entry SET action = 'look' WHERE chain_position = 1`],
  ['I8', 'a waiting case that will not escalate', `DELETE FROM cases.timer WHERE aggregate_id = '${waiting}'`],
  ['I8', 'a taken case that will not go back', `DELETE FROM cases.timer WHERE aggregate_id = '${taken}'`],
  ['I8', 'a waiting case without a deadline', `UPDATE cases."case" SET due_at = NULL WHERE id = '${waiting}'`],
  ['I8', 'a timer that was given up', `INSERT INTO cases.dead_timer (id, kind, aggregate_id, urgency, due_at, attempts, reason) VALUES (1, 'case.escalate', '${waiting}', 1, now(), 5, 'Error')`],
  ['SAF-5', 'a case that only people without a commission see', `UPDATE cases.case_visibility SET roles = '{UNIT_MANAGER}'`],
  ['SAF-5', 'a case whose holder has left', `UPDATE directory.staff_member SET active = false WHERE id = '${staff.annaNurse.id}'`],
])('[%s] %s is found', async (invariant, _, sql) => {
  expect((await planted(sql)).map((violation) => violation.invariant)).toContain(invariant);
}, 30_000);

test.each<[string, Journal['acknowledged'][number]]>([
  ['a take by somebody else', { act: 'TAKE', caseId: taken, by: staff.drDavid.id, at: '2027-01-01T00:00:00.000Z' }],
  ['a take at another time', { act: 'TAKE', caseId: taken, by: staff.annaNurse.id, at: '2027-01-01T00:00:00.000Z' }],
  ['a release', { act: 'RELEASE', caseId: taken, by: staff.annaNurse.id }],
  ['a case', { act: 'FINISH', sessionId: randomUUID(), caseId: randomUUID() }],
  ['a logged look', { act: 'SEE', caseId: waiting, by: staff.annaNurse.id }],
])('[I1] %s that was answered with yes and is not stored is found', async (_, promise) => {
  expect((await planted('SELECT 1', { acknowledged: [promise] })).map((violation) => violation.invariant)).toContain('I1');
});

test('[I2] a client id that got two sessions is found', async () => {
  const acknowledged = ['a', 'b'].map((sessionId) => ({ act: 'SESSION', clientId: 'one', sessionId }) as const);
  expect((await planted('SELECT 1', { acknowledged })).map((violation) => violation.invariant)).toEqual(['I2']);
});
