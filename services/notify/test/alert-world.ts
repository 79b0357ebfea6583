import type { EventData } from '@vardgraf/schema/events/catalogue';
import { v7 } from 'uuid';
import { caseOpened, type NotifyWorld, notifyWorld, type Row, until } from './notify-world';

/** What tests of alerts do, in a world with units that can and cannot be rung. */
export interface AlertWorld {
  world: NotifyWorld;
  /** Waits until the case's alerts are these, unit and status, in the order raised. */
  reaches(caseId: string, expected: string[][]): Promise<Row[]>;
  /** The alarm at the alarm system. */
  alarm(id: string): Promise<Awaited<ReturnType<NotifyWorld['sent']>>['alarms'][number] | undefined>;
  later(seconds: number): Promise<void>;
  /** Number, type and status of each event about the alert. */
  told(id: string): Promise<string[]>;
  press(id: string, button: 'acknowledge' | 'cannot'): Promise<void>;
  opened(given?: Partial<EventData<'case.opened'>>, regionId?: string): Promise<string>;
  /** The first alert of a new case once it is on the phones. */
  rung(given?: Partial<EventData<'case.opened'>>): Promise<{ caseId: string; alert: Row }>;
}

/** Unit and status of each alert. */
export const shown = (rows: Row[]): string[][] => rows.map((a) => [a.unit_id, a.status]);

export async function alertWorld(): Promise<AlertWorld> {
  const world = await notifyWorld();
  await world.unit('bollnas', { cooperatingUnitIds: ['mute', 'soderhamn'] });
  await world.unit('soderhamn', { cooperatingUnitIds: ['bollnas'] });
  await world.unit('hub', { kind: 'DROP_IN_HUB' });
  await world.unit('mute', { alarmGroupId: null, hasAlarmGroup: false, cooperatingUnitIds: ['soderhamn'] });
  const alarm: AlertWorld['alarm'] = async (id) => (await world.sent()).alarms.find((each) => each.reference === id);
  const opened: AlertWorld['opened'] = async (given = {}, regionId) => {
    const caseId = v7();
    await world.hear('case.opened', caseOpened(caseId, given), { regionId });
    return caseId;
  };
  return {
    world, alarm, opened,
    reaches: (caseId, expected) => until(() => world.alerts(caseId), (rows) => JSON.stringify(shown(rows)) === JSON.stringify(expected)),
    later: async (seconds) => world.clockAtOnce(new Date((await world.now()).getTime() + seconds * 1_000)),
    told: async (id) => (await world.events(id)).map((e) => `${e.version} ${e.type} ${String(e.data.status ?? e.data.why)}`),
    press: async (id, button) => void (await fetch(`${world.receiver().url}/alarms/${(await alarm(id))!.id}/${button}`, { method: 'POST', redirect: 'manual' })),
    async rung(given) {
      const caseId = await opened(given);
      const [alert] = await until(() => world.alerts(caseId), (rows) => rows[0]?.status === 'DELIVERED');
      return { caseId, alert: alert! };
    },
  };
}
