import { systemActor } from '@vardgraf/service-kit/actor';
import { transact } from '@vardgraf/service-kit/transaction';
import { v7 } from 'uuid';
import { silenceAlert } from '../src/operations/silence-alert';
import { type AlertWorld, alertWorld, shown } from './alert-world';
import { caseFacts, caseOpened, caseTaken, type NotifyWorld, until } from './notify-world';

let world: NotifyWorld;
let { reaches, alarm, later, told, press, opened, rung } = {} as AlertWorld;
beforeAll(async () => { ({ world, reaches, alarm, later, told, press, opened, rung } = await alertWorld()); });
afterAll(() => world.end());
beforeEach(async () => {
  await world.behave();
  await world.clockAtOnce('2026-12-03T10:00:00Z');
});

describe('a new drop-in', () => {
  test('[NOT-3] rings its unit’s phones with a neutral text, and says so', async () => {
    const { caseId, alert } = await rung();
    const found = (await alarm(alert.id))!;
    expect(found).toMatchObject({ group: 'phones-bollnas', text: 'Ett ärende måste tas emot.', priority: 3, raised: 1 });
    expect(JSON.stringify({ group: found.group, text: found.text, callbackUrl: found.callbackUrl })).not.toContain(caseId);
    expect(await told(alert.id)).toEqual(['1 alert.raised OPENED', '2 alert.changed DELIVERED']);
    expect((await world.rows("SELECT action, what FROM audit WHERE case_id = $1 ORDER BY at, id", [caseId])).map((a) => a.what)).toEqual(['alert/OPENED', 'alert/DELIVERED']);
  });

  test('[RDG-2] rings nobody when cases says that it need not', async () => {
    expect(await world.alerts(await opened({ alert: false }))).toEqual([]);
  });

  test('[T5] rings nobody when it is told of a day late', async () => {
    const caseId = v7();
    await world.hear('case.opened', caseOpened(caseId), { time: new Date('2026-12-02T09:59:00Z') });
    expect(await world.alerts(caseId)).toEqual([]);
  });

  test('[BEY-4] rings once, however often it is told', async () => {
    const { caseId, alert } = await rung();
    await world.hear('case.opened', caseOpened(caseId));
    await later(5);
    expect(await world.alerts(caseId)).toHaveLength(1);
    expect((await alarm(alert.id))!.raised).toBe(1);
  });

  test('[BEY-4] acknowledged: it stays quiet', async () => {
    const { caseId, alert } = await rung();
    await press(alert.id, 'acknowledge');
    await reaches(caseId, [['bollnas', 'ACKNOWLEDGED']]);
    await later(120);
    expect(shown(await world.alerts(caseId))).toEqual([['bollnas', 'ACKNOWLEDGED']]);
    expect(await world.rows("SELECT * FROM timer WHERE kind = 'alert-silence' AND aggregate_id = $1", [alert.id])).toEqual([]);
  });

  test('[T18] [BEY-4] nobody acknowledges in 60 s: silent, and the next phones ring, one after the other, to the hub', async () => {
    const { caseId, alert } = await rung();
    const raisedAt = (alert['raised_at'] as Date).getTime();
    await world.clockAtOnce(new Date(raisedAt + 54_000));
    expect(shown(await world.alerts(caseId))).toEqual([['bollnas', 'DELIVERED']]);
    await world.clockAtOnce(new Date(raisedAt + 61_000));
    const [silent] = await reaches(caseId, [['bollnas', 'SILENT'], ['soderhamn', 'DELIVERED']]);
    expect((silent!['silent_at'] as Date).getTime() - raisedAt).toBeGreaterThanOrEqual(60_000);
    await later(61);
    await reaches(caseId, [['bollnas', 'SILENT'], ['soderhamn', 'SILENT'], ['hub', 'DELIVERED']]);
    expect(await told(alert.id)).toContain('3 alert.changed SILENT');
    await later(61);
    await reaches(caseId, [['bollnas', 'SILENT'], ['soderhamn', 'SILENT'], ['hub', 'SILENT']]);
    await press(alert.id, 'acknowledge');
    await reaches(caseId, [['bollnas', 'ACKNOWLEDGED'], ['soderhamn', 'SILENT'], ['hub', 'SILENT']]);
  });

  test('[BEY-4] somebody cannot: the next phones ring at once', async () => {
    const { caseId, alert } = await rung();
    await press(alert.id, 'cannot');
    await reaches(caseId, [['bollnas', 'SILENT'], ['soderhamn', 'DELIVERED']]);
  });

  test('[NOT-3] a unit without phones: failed at once, and the next ones ring', async () => {
    const caseId = await opened({ unitId: 'mute' });
    await reaches(caseId, [['mute', 'FAILED'], ['soderhamn', 'DELIVERED']]);
    const [failed] = await world.alerts(caseId);
    expect(failed!.reason).toBe('NO_DESTINATION');
    expect(await told(failed!.id)).toEqual(['1 alert.raised OPENED', '2 alert.changed FAILED']);
  });

  test('[NOT-3] at a unit that directory has not told of yet: it rings as soon as it has', async () => {
    const caseId = await opened({ unitId: 'new-unit' });
    await later(10);
    await world.unit('new-unit');
    await later(5);
    await reaches(caseId, [['new-unit', 'DELIVERED']]);
  });

  test('[RDG-2] sent to a closed unit: it rings when the unit opens, and a minute is counted from then', async () => {
    const caseId = await opened({ waitingSince: '2026-12-03T12:00:00.000Z' });
    await later(3_600);
    expect(shown(await world.alerts(caseId))).toEqual([['bollnas', 'RAISED']]);
    await world.clockAtOnce('2026-12-03T12:00:00Z');
    await reaches(caseId, [['bollnas', 'DELIVERED']]);
    await later(61);
    await reaches(caseId, [['bollnas', 'SILENT'], ['soderhamn', 'DELIVERED']]);
  });

  test('[NOT-3] at a unit that directory tells of after more than a minute: it rings then', async () => {
    const caseId = await opened({ unitId: 'late-unit' });
    await later(61);
    await reaches(caseId, [['late-unit', 'FAILED']]);
    await world.unit('late-unit');
    await later(5);
    const [alert] = await until(() => world.alerts(caseId), ([a]) => a?.external_id !== null);
    expect(await alarm(alert!.id)).toMatchObject({ group: 'phones-late-unit' });
  });

  test('[RDG-7] at night it rings all the same, on the unit’s own on-call phones where it has some', async () => {
    await world.clockAtOnce('2026-12-03T23:30:00Z');
    const usual = await rung();
    expect((await alarm(usual.alert.id))!.group).toBe('phones-bollnas');
    await world.unit('night');
    await world.rows("INSERT INTO region_setting (region, unit, key, version, effective_from, value) VALUES ('gavleborg', 'night', 'on-call-destination', 1, '2025-01-01', '{\"group\": \"on-call-phones\"}')");
    const own = await rung({ unitId: 'night' });
    expect((await alarm(own.alert.id))!.group).toBe('on-call-phones');
  });
});

describe('the alarm system', () => {
  test('[T18] fails for a while: the alert is raised as soon as it can be, once', async () => {
    await world.behave({ alarms: 'error' });
    const caseId = await opened();
    await until(() => world.alerts(caseId), ([alert]) => Number(alert?.attempts) >= 1);
    await world.behave();
    await later(5);
    const [alert] = await until(() => world.alerts(caseId), (rows) => rows[0]?.status === 'DELIVERED');
    expect((await alarm(alert!.id))!.raised).toBe(1);
  });

  test('[T18] accepts and does not answer: it is raised again under the same reference, which is one alarm', async () => {
    await world.behave({ alarms: 'drop-after-accept' });
    const caseId = await opened();
    await until(() => world.alerts(caseId), ([alert]) => Number(alert?.attempts) >= 1);
    await world.behave();
    await later(5);
    const [alert] = await until(() => world.alerts(caseId), ([a]) => a?.external_id !== null);
    expect((await world.sent()).alarms.filter((each) => each.reference === alert!.id)).toHaveLength(1);
  });

  test('[NOT-3] cannot be reached for a minute: failed, shown, the next ones are tried, and the first goes on being raised', async () => {
    await world.behave({ alarms: 'error' });
    const caseId = await opened();
    await later(61);
    await until(() => world.alerts(caseId), (rows) => rows[0]?.status === 'FAILED' && rows.length === 2);
    const [alert] = await world.alerts(caseId);
    expect(await told(alert!.id)).toEqual(['1 alert.raised OPENED', '2 alert.changed FAILED']);
    await world.behave();
    await later(61);
    await until(() => alarm(alert!.id), (found) => found !== undefined);
  });
});

describe('when it is over', () => {
  test('[BEY-4] [QUE-6] taken: every alert of the case is cleared, also at the alarm system', async () => {
    const { caseId, alert } = await rung();
    await press(alert.id, 'cannot');
    await reaches(caseId, [['bollnas', 'SILENT'], ['soderhamn', 'DELIVERED']]);
    await world.hear('case.taken', caseTaken(caseId));
    await reaches(caseId, [['bollnas', 'CLEARED'], ['soderhamn', 'CLEARED']]);
    for (const { id } of await world.alerts(caseId)) await until(() => alarm(id), (found) => found?.status === 'cleared');
    await later(120);
    expect(await world.alerts(caseId)).toHaveLength(2);
  });

  test('[EXP-4] [BEY-4] given to somebody by the clock: it goes on ringing until the visit starts', async () => {
    const { caseId } = await rung();
    await world.hear('case.taken', { ...caseTaken(caseId), assigned: true });
    expect((await world.alerts(caseId)).map((a) => a.status)).toEqual(['DELIVERED']);
    await world.hear('case.taken', caseTaken(caseId));
    await reaches(caseId, [['bollnas', 'CLEARED']]);
  });

  test('[BEY-4] taken at the very moment in which an alert goes silent: the next unit, alerted meanwhile, is cleared as well', async () => {
    const { caseId, alert } = await rung();
    let taken: Promise<void> | undefined;
    await transact(world.db, { ...systemActor('notify'), regionId: 'gavleborg' }, async (tx) => {
      await silenceAlert(tx, 'gavleborg', String(alert.id));
      taken ??= world.hear('case.taken', caseTaken(caseId)); // waits for the lock that this transaction holds
      await until(() => world.rows("SELECT 1 FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND datname = current_database()"), (waiting) => waiting.length > 0);
    });
    await taken;
    expect((await world.alerts(caseId)).map((a) => a.status)).toEqual(['CLEARED', 'CLEARED']);
  });

  test('[BEY-4] taken while the alarm system was away: nobody rings for it afterwards', async () => {
    await world.behave({ alarms: 'error' });
    const caseId = await opened();
    await until(() => world.alerts(caseId), ([alert]) => Number(alert?.attempts) >= 1);
    await world.hear('case.taken', caseTaken(caseId));
    const [alert] = await world.alerts(caseId);
    await until(() => world.rows('SELECT id FROM timer WHERE aggregate_id = $1', [alert!.id]), (timers) => timers.length === 0); // a try that was under way has been refused by then
    await world.behave();
    await later(120);
    expect((await world.alerts(caseId))[0]!.status).toBe('CLEARED');
    expect(await alarm(alert!.id)).toBeUndefined();
  });

  test.each([['case.withdrawn'], ['case.started']] as const)('[QUE-6] %s clears', async (type) => {
    const { caseId } = await rung();
    const data = type === 'case.started' ? { ...caseFacts(caseId), staffId: 'nina', startedAt: '2026-12-03T10:00:00Z', waitedSeconds: 1, withinHandlingTime: true } : caseFacts(caseId);
    await world.hear(type, data as never);
    await reaches(caseId, [['bollnas', 'CLEARED']]);
  });

  test('[RDG-2] less urgent than what alerts: cleared; another urgency that alerts: the alarm system hears of it', async () => {
    const reprioritised = (caseId: string, urgencyRank: number) => ({ ...caseFacts(caseId, { urgencyRank, priority: String(urgencyRank) }), from: '3', fromRank: 3, reason: null, dueAt: null });
    const [higher, lower] = [await rung(), await rung()];
    await world.hear('case.reprioritised', reprioritised(higher.caseId, 2));
    await until(() => alarm(higher.alert.id), (found) => found?.priority === 2);
    await world.hear('case.reprioritised', reprioritised(lower.caseId, 6));
    await reaches(lower.caseId, [['bollnas', 'CLEARED']]);
  });
});
