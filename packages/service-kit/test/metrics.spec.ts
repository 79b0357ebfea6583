import { startConsumer } from '../src/consumer';
import { type Database, read } from '../src/postgres';
import { startRelay } from '../src/relay';
import { createMetrics } from '../src/telemetry';
import { startTimers } from '../src/timers';
import { transact } from '../src/transaction';
import { systemActor } from '../src/actor';
import { count, log, noNats, toyWorld, type ToyWorld, until } from './toy/world';

let world: ToyWorld;
let toy: Database;
let reader: Database;

beforeEach(async () => {
  world = await toyWorld();
  toy = await world.open('toy');
  reader = await world.open('reader');
});
afterEach(() => world.end());

test('what waits can be seen from outside: unpublished events, dead letters, lag, late and dead timers', async () => {
  const metrics = createMetrics('toy');
  const shown = async (line: RegExp) => until(async () => line.test(await metrics.registry.metrics()));
  await count(toy, 'a');
  await read(toy, "UPDATE outbox SET data = '{}', recorded_at = recorded_at - interval '1 minute'");
  await transact(toy, systemActor('toy'), async (tx) => {
    tx.schedule({ kind: 'nobody', aggregateId: 'a', dueAt: new Date(Date.now() - 60_000) });
    await tx.query("INSERT INTO dead_timer (id, kind, aggregate_id, due_at, attempts, reason) VALUES (0, 'k', 'a', now(), 5, 'Error')");
  });

  const parts = [
    startRelay({ db: toy, service: 'toy', nats: noNats, log, metrics }),
    startTimers({ db: toy, log, handlers: {}, metrics }),
    startConsumer({ db: reader, service: 'reader', nats: noNats, log, source: 'toy', handlers: { 'emergency.referred': async () => undefined }, metrics }),
  ];
  await shown(/^vardgraf_outbox_oldest_unpublished_seconds\{service="toy"\} 6\d/m);
  await shown(/^vardgraf_timers_late_seconds\{service="toy"\} 6\d/m);
  await shown(/^vardgraf_dead_timers\{service="toy"\} 1$/m);
  await shown(/^vardgraf_dead_letters\{.*source="toy".*\} 1$/m);
  await shown(/^vardgraf_consumer_lag_events\{.*source="toy".*\} 0$/m);
  expect(parts.flatMap((part) => part.warnings())).toEqual([
    expect.stringContaining('NATS is away'), expect.stringMatching(/the oldest unpublished event is 6\d s old/),
    expect.stringMatching(/the most overdue timer is 6\d s late/), '1 timers failed and wait for a person',
    '1 events of toy could not be applied and wait for a replay',
  ]);
  for (const part of parts) await part.stop();
});

test('an instance that is no longer the one that applies events stops telling what it knew of them: an alert on it would never end', async () => {
  const metrics = createMetrics('reader');
  const shown = async (line: RegExp) => until(async () => line.test(await metrics.registry.metrics()));
  world.relay(toy, noNats);
  const consumer = startConsumer({ db: reader, service: 'reader', nats: noNats, log, source: 'toy', handlers: { 'emergency.referred': async () => undefined }, metrics });
  await read(reader, "INSERT INTO dead_letter (source, position, type, aggregate_id, event, reason, attempts, parks) VALUES ('toy', 1, 'emergency.referred', 'a', '{}', 'Error', 5, true)");
  await shown(/^vardgraf_dead_letters\{.*source="toy".*\} 1$/m);
  const other = await world.open('reader');
  await until(async () => {
    await reader.session.letGo('consumer:reader:toy');
    return other.session.hold('consumer:reader:toy');
  });
  await shown(/^vardgraf_dead_letters\{.*source="toy".*\} 0$/m);
  expect([consumer.lag(), consumer.warnings()]).toEqual([0, []]);
  await consumer.stop();
});
