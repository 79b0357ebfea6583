import { setTimeout as sleep } from 'node:timers/promises';
import { fromMessage } from '@vardgraf/service-kit/feed';
import { read } from '@vardgraf/service-kit/postgres';
import { systemActor } from '@vardgraf/service-kit/actor';
import { transact } from '@vardgraf/service-kit/transaction';
import { onAuditRecorded } from '../src/events/on-audit-recorded';
import { verifyChain } from '../src/operations/verify-chain';
import { anna, disa, nils, type OversightWorld, oversightWorld, rut } from './oversight-world';

let world: OversightWorld;
beforeEach(async () => void (world = await oversightWorld()));
afterEach(() => world.end());

test('[AUD-1] a look in any service becomes an entry with who, commission, unit, when, patient, what and why', async () => {
  await world.look('cases', nils, { action: 'openCase', what: 'case', patientId: 'patient-anna', caseId: 'case-1', reason: 'TAKE_OVER', note: 'she is my neighbour', requestId: 'r-1' });
  const [entry] = await world.chained(1);
  expect(entry).toMatchObject({
    chainPosition: 1, service: 'cases', regionId: 'gavleborg', actorKind: 'STAFF', actorId: 'nurse-nils', role: 'NURSE', commissionId: 'commission-nurse-nils',
    unitId: 'gavleborg-unit', patientId: 'patient-anna', caseId: 'case-1', action: 'openCase', what: 'case', reason: 'TAKE_OVER', requestId: 'r-1',
  });
  expect(entry!.at).toBeInstanceOf(Date);
  expect(JSON.stringify(entry)).not.toContain('neighbour');
});

test('[AUD-1] rows of several services at once make one gapless chain, each service’s in its own order', async () => {
  const looks = ['directory', 'triage', 'cases'].flatMap((service) => Array.from({ length: 40 }, (_, n) => ({ service: service as 'cases', n })));
  for (let from = 0; from < 40; from += 4) { // a pool of five refuses a crowd on a busy machine
    await Promise.all(looks.filter(({ n }) => n >= from && n < from + 4).map(({ service, n }) => world.look(service, nils, { what: `case/${n}`, patientId: 'patient-anna' })));
  }
  const entries = await world.chained(120);
  expect(entries.map((entry) => entry.chainPosition)).toEqual(Array.from({ length: 120 }, (_, i) => i + 1));
  for (const service of ['directory', 'triage', 'cases']) {
    const positions = entries.filter((entry) => entry.service === service).map((entry) => entry.sourcePosition);
    expect(positions).toEqual(Array.from({ length: 40 }, (_, i) => i + 1));
  }
  expect(await verifyChain(world.db)).toEqual({ entries: 120, headHash: entries.at(-1)!.hash, whole: true, firstBroken: null });
});

test('[AUD-1] looking at the log is itself chained', async () => {
  await world.look('cases', nils, { patientId: 'patient-anna' });
  await world.chained(1);
  await world.ask(rut, '{ auditTrail(filter: { patientId: "patient-anna" }) { edges { node { id } } } }');
  const entries = await world.chained(2);
  expect(entries[1]).toMatchObject({ service: 'oversight', actorId: 'reviewer-rut', role: 'LOG_REVIEWER', action: 'auditTrail', what: 'audit-entries/1', patientId: 'patient-anna' });
});

test('[AUD-1] an event that comes again, however, is chained once', async () => {
  const heard: Uint8Array[] = [];
  const forget = world.nats.subscribe('care.cases.>', (data) => heard.push(data));
  await world.look('cases', nils, { patientId: 'patient-anna' });
  await world.look('cases', disa, { patientId: 'patient-anna' });
  const before = await world.chained(2);
  for (let tries = 0; tries < 500 && heard.length < 2; tries += 1) await sleep(20);
  forget();
  for (const data of [...heard, ...heard].reverse()) world.nats.connection()!.publish('care.cases.audit.recorded.v1', data);
  const event = fromMessage('cases', heard[0]!)!.event as never;
  await transact(world.db, systemActor('oversight'), (tx) => onAuditRecorded(tx, event));
  await world.restart();
  await world.look('cases', anna, { patientId: 'patient-anna' });
  const after = await world.chained(3);
  expect(after.slice(0, 2)).toEqual(before);
  expect(after).toHaveLength(3);
  expect(await verifyChain(world.db)).toMatchObject({ whole: true, entries: 3 });
});

test('[AUD-1] rows that were written while oversight was away are chained when it is back, in order', async () => {
  await world.look('cases', nils, { what: 'case/before' });
  await world.chained(1);
  const restarted = world.restart();
  for (let n = 0; n < 10; n += 1) await world.look('cases', nils, { what: `case/${n}` });
  await restarted;
  const entries = await world.chained(11);
  expect(entries.map((entry) => entry.what)).toEqual(['case/before', ...Array.from({ length: 10 }, (_, n) => `case/${n}`)]);
});

test('[AUD-1] a service cannot write rows in another’s name: such a row is set aside, and the chain goes on', async () => {
  await world.asAdmin(
    `INSERT INTO cases.outbox (event_id, type, aggregate_id, version, region_id, actor, data)
     SELECT gen_random_uuid(), 'audit.recorded', 'forged', 1, 'gavleborg', '{"kind":"SYSTEM","id":"cases"}',
       jsonb_build_object('auditId', 'forged', 'service', 'directory', 'at', '2026-11-01T00:00:00.000Z', 'actorKind', 'STAFF', 'actorId', 'x', 'role', null, 'commissionId', null,
         'unitId', null, 'patientId', null, 'caseId', null, 'action', 'read', 'what', 'patient.read', 'reason', null, 'requestId', null)`,
  );
  await world.look('cases', nils, { what: 'case/honest' });
  const [entry] = await world.chained(1);
  expect(entry!.what).toBe('case/honest');
  expect(await read(world.db, "SELECT aggregate_id FROM dead_letter WHERE source = 'cases'")).toEqual([{ aggregate_id: 'forged' }]);
});
