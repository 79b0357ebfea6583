import { read } from '@vardgraf/service-kit/postgres';
import { v7 } from 'uuid';
import { type AlertWorld, alertWorld, shown } from './alert-world';
import { caseFacts, type NotifyWorld, staffMember, until } from './notify-world';

let world: NotifyWorld;
let { reaches, later, press, opened, rung } = {} as AlertWorld;
beforeAll(async () => { ({ world, reaches, later, press, opened, rung } = await alertWorld()); });
afterAll(() => world.end());
beforeEach(async () => {
  await world.behave();
  await world.clockAtOnce('2026-12-03T10:00:00Z');
});

describe('a step of escalation', () => {
  const escalated = (caseId: string, step: number, addedUnitIds: string[], addedRoles: string[] = [], alert = true) =>
    ({ ...caseFacts(caseId), step, rule: `escalation-steps/gavleborg@1#${step}`, addedRoles, addedUnitIds, alert }) as never;

  test('[QUE-6] rings each unit that it adds, the first unit for new roles there, and nobody twice for one step', async () => {
    const { caseId } = await rung();
    await world.hear('case.escalated', escalated(caseId, 1, [], ['DOCTOR']));
    await world.hear('case.escalated', escalated(caseId, 2, ['soderhamn', 'hub']));
    await world.hear('case.escalated', escalated(caseId, 2, ['soderhamn', 'hub']));
    const rows = await until(() => world.alerts(caseId), (found) => found.length === 4 && found.every((a) => a.status === 'DELIVERED'));
    expect(rows.map((a) => `${String(a.cause)} ${String(a.step)} ${a.unit_id}`).sort()).toEqual(['ESCALATED 1 bollnas', 'ESCALATED 2 hub', 'ESCALATED 2 soderhamn', 'OPENED 0 bollnas']);
  });

  test('[QUE-6] that adds nobody rings nobody', async () => {
    const caseId = v7();
    await world.hear('case.escalated', escalated(caseId, 1, [], [], false));
    expect(await world.alerts(caseId)).toEqual([]);
  });
});

describe('a hand-over that nobody answers', () => {
  const handover = { handoverId: 'h1', fromUnitId: 'bollnas', toUnitId: 'soderhamn', toRole: null, toStaffId: null };

  test('[HND-1] rings the unit that was asked, until it has answered', async () => {
    const caseId = v7();
    await world.hear('case.handover-overdue', { ...caseFacts(caseId), ...handover });
    await reaches(caseId, [['soderhamn', 'DELIVERED']]);
    await world.hear('case.handover-withdrawn', { ...caseFacts(caseId), ...handover, staffId: 'nina' });
    await reaches(caseId, [['soderhamn', 'CLEARED']]);
  });

  test('[RDG-7] about a case that is not urgent it waits for the morning', async () => {
    await world.clockAtOnce('2026-12-03T22:00:00Z');
    const caseId = v7();
    await world.hear('case.handover-overdue', { ...caseFacts(caseId, { urgencyRank: 8 }), ...handover });
    await later(300);
    expect(shown(await world.alerts(caseId))).toEqual([['soderhamn', 'RAISED']]);
    await world.clockAtOnce('2026-12-04T07:00:00Z');
    await reaches(caseId, [['soderhamn', 'DELIVERED']]);
  });
});

describe('an assignment whose time has passed', () => {
  test('[BEY-2] rings its unit and the hubs, once, until a clinician starts', async () => {
    const caseId = v7();
    const overdue = { ...caseFacts(caseId), dueAt: '2026-12-03T09:59:00.000Z', alarmUnitIds: ['bollnas', 'hub'] } as never;
    await world.hear('case.assignment-overdue', overdue);
    await reaches(caseId, [['bollnas', 'DELIVERED'], ['hub', 'DELIVERED']]);
    await world.hear('case.started', { ...caseFacts(caseId), staffId: 'nina', startedAt: '2026-12-03T10:00:00.000Z', waitedSeconds: 60, withinHandlingTime: false } as never);
    await reaches(caseId, [['bollnas', 'CLEARED'], ['hub', 'CLEARED']]);
  });
});

describe('an assignment that is sent onward', () => {
  const forwarded = (caseId: string, alert: boolean) =>
    ({ ...caseFacts(caseId), unitId: 'soderhamn', fromUnitId: 'bollnas', staffId: 'nina', profession: 'NURSE', reason: 'WRONG_UNIT', alert }) as never;

  test('[CON-2] rings the unit that it comes to when it is urgent, once each time', async () => {
    const caseId = v7();
    await world.hear('case.forwarded', forwarded(caseId, true));
    await reaches(caseId, [['soderhamn', 'DELIVERED']]);
  });

  test('[CON-2] rings nobody when it is not', async () => {
    const caseId = v7();
    await world.hear('case.forwarded', forwarded(caseId, false));
    expect(await world.alerts(caseId)).toEqual([]);
  });
});

describe('a patient at risk of suicide', () => {
  const changed = (caseId: string, state: string, alarmUnitIds: string[]) => ({ ...caseFacts(caseId, { urgencyRank: 8 }), state, open: true, alarmUnitIds }) as never;

  test('[SAF-1] the alarm rings every unit named, at night too, and is quiet once somebody assesses', async () => {
    await world.clockAtOnce('2026-12-03T22:00:00Z');
    const caseId = v7();
    await world.hear('case.suicide-risk-changed', changed(caseId, 'HANDOVER_REQUIRED', ['bollnas', 'soderhamn']));
    await reaches(caseId, [['bollnas', 'DELIVERED'], ['soderhamn', 'DELIVERED']]);
    await world.hear('case.suicide-risk-changed', changed(caseId, 'HANDOVER_REQUIRED', []));
    expect((await world.alerts(caseId)).map((a) => a.status)).toEqual(['DELIVERED', 'DELIVERED']);
    await world.hear('case.suicide-risk-changed', changed(caseId, 'ASSESSING', []));
    await reaches(caseId, [['bollnas', 'CLEARED'], ['soderhamn', 'CLEARED']]);
  });
});

describe('a silent patient', () => {
  test('[VIS-5] [SAF-1] is reminded once a press, by an SMS that names neither unit nor topic', async () => {
    const caseId = v7();
    const remind = (again: boolean) => ({ ...caseFacts(caseId), protocol: 'SILENCE', state: 'REMINDED', remind: again }) as never;
    await world.hear('case.protocol-changed', remind(true));
    await world.hear('case.protocol-changed', remind(false));
    const rows = await read<{ template: string; unit_id: string | null }>(world.db, 'SELECT template, unit_id FROM notification WHERE case_id = $1', [caseId]);
    expect(rows).toEqual([{ template: 'message-posted', unit_id: null }]);
  });
});

describe('alertFaults', () => {
  const ask = async (role: 'UNIT_MANAGER' | 'QUALITY_COORDINATOR' | 'NURSE', units: string[], region = 'halland') =>
    (await world.ask(staffMember('vilma', units, role, region), '{ alertFaults { unit { id } kind since } }')).data!.alertFaults as { unit: { id: string }; kind: string }[] | null;
  const kinds = (faults: { unit: { id: string }; kind: string }[] | null) => faults?.map((f) => `${f.unit.id} ${f.kind}`).sort();

  test('[NOT-3] lists units without phones, whose last alert failed, or was answered by nobody; until one is answered', async () => {
    await world.unit('h-mute', { alarmGroupId: null }, 'halland');
    await world.unit('h-down', {}, 'halland');
    await world.unit('h-silent', {}, 'halland');
    await world.unit('h-good', {}, 'halland');
    const silent = await opened({ unitId: 'h-silent' }, 'halland');
    const good = await opened({ unitId: 'h-good' }, 'halland');
    const alerts = await until(async () => [...(await world.alerts(silent)), ...(await world.alerts(good))], (rows) => rows.length === 2 && rows.every((a) => a.status === 'DELIVERED'));
    await press(alerts[1]!.id, 'acknowledge');
    await reaches(good, [['h-good', 'ACKNOWLEDGED']]);
    await world.behave({ alarms: 'error' });
    const down = await opened({ unitId: 'h-down' }, 'halland');
    await later(61);
    await reaches(down, [['h-down', 'FAILED']]);
    await reaches(silent, [['h-silent', 'SILENT']]);
    expect(kinds(await ask('QUALITY_COORDINATOR', ['h-good']))).toEqual(['h-down LAST_ALERT_FAILED', 'h-mute NO_DESTINATION', 'h-silent NOBODY_ANSWERED']);
    expect(kinds(await ask('UNIT_MANAGER', ['h-mute', 'h-good']))).toEqual(['h-mute NO_DESTINATION']);
    expect(await ask('NURSE', ['h-mute'])).toBeNull();
    await press(alerts[0]!.id, 'acknowledge');
    await reaches(silent, [['h-silent', 'ACKNOWLEDGED']]);
    await world.unit('h-mute', { alarmGroupId: 'now-there' }, 'halland');
    expect(kinds(await ask('QUALITY_COORDINATOR', []))).toEqual(['h-down LAST_ALERT_FAILED']);
  });
});
