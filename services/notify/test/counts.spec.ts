import { type AlertWorld, alertWorld } from './alert-world';
import { anna } from './neighbours';
import { bookingMade, type NotifyWorld, until } from './notify-world';

let world: NotifyWorld;
let { press, rung, reaches } = {} as AlertWorld;
beforeAll(async () => { ({ world, press, rung, reaches } = await alertWorld()); });
afterAll(() => world.end());

const scrape = async () => (await fetch(`${world.url}/metrics`)).text();
const figure = async (line: RegExp) => (await scrape()).split('\n').filter((each) => !each.startsWith('#') && line.test(each)).reduce((sum, each) => sum + Number(each.split(' ').at(-1)), 0);

test('[NOT-1] tries to send are counted by channel and by what became of them, and no number, text or person is in the figures', async () => {
  expect((await scrape()).match(/^vardgraf_notify_deliveries_total\{channel="\w+",outcome="(?:FAILED|UNKNOWN)".* 0$/gm)).toHaveLength(6); // else nobody could see the first failure as a rise
  await world.clockAt('2026-12-02T12:00:00Z');
  const send = async (mobile: string, state: string) => {
    const made = bookingMade(new Date('2026-12-04T12:00:00Z'), await world.now(), { visitType: 'PHYSICAL' });
    world.directory.contacts.set(made.patientId, { ...anna, mobile, email: null });
    await world.hear('booking.made', made);
    await until(() => world.notifications(made.patientId), (rows) => rows.some((row) => row.template === 'booking-made' && row.state === state && Number(row['attempts']) === 1));
    return made.patientId;
  };
  const patientId = await send('+46701740699', 'DELIVERED');
  await send('070-0', 'FAILED');
  await world.behave({ sms: 'error' });
  await send('+46701740698', 'PLANNED');
  await world.behave();
  const tries = (outcome: string) => figure(new RegExp(`^vardgraf_notify_deliveries_total\\{channel="SMS",outcome="${outcome}"`));
  expect([await tries('SENT') + (await tries('DELIVERED')), await tries('FAILED'), await tries('PLANNED')]).toEqual([1, 1, 1]);
  expect(await figure(/^vardgraf_notify_call_backs_total\{about="message",status="delivered"/)).toBe(1);
  const text = await scrape();
  for (const secret of [patientId, '46701740699', 'booking-made']) expect(text).not.toContain(secret);
});

test('[BEY-4] alarms are counted by errand and answer, alerts of the last hour by where they are, and units that nobody reaches are shown and warned of', async () => {
  await world.clockAtOnce('2026-12-03T10:00:00Z');
  const { caseId, alert } = await rung();
  await press(alert.id, 'acknowledge');
  await reaches(caseId, [['bollnas', 'ACKNOWLEDGED']]);
  await world.unit('phoneless', { hasAlarmGroup: false, alarmGroupId: null });
  await until(() => figure(/^vardgraf_notify_alarm_errands_total\{errand="RAISE",answer="DONE"/), (errands) => errands >= 1);
  expect(await figure(/^vardgraf_notify_call_backs_total\{about="alarm",status="acknowledged"/)).toBe(1);
  await until(() => figure(/^vardgraf_notify_units_unreached\{kind="NO_DESTINATION"/), (units) => units >= 1);
  await until(() => figure(/^vardgraf_notify_alerts_last_hour\{status="ACKNOWLEDGED"/), (alerts) => alerts >= 1);
  const health = (await (await fetch(`${world.url}/health/ready`)).json()) as { ready: boolean; warnings: string[] };
  expect([health.ready, health.warnings.join()]).toEqual([true, expect.stringMatching(/the alerts of \d+ units reach nobody/)]);
});
