import type { Sent } from '@vardgraf/receiver/sent';
import { v7 } from 'uuid';
import { startStack, type Stack } from '../stack';
import { patients, staff, units, World } from '../world';

let stack: Stack;
let world: World;
beforeAll(async () => {
  stack = await startStack();
  world = new World(stack);
  await world.isOpen();
}, 180_000);
afterAll(async () => {
  await world.ends();
  await stack.stop();
});

const sent = async () => (await (await fetch(`${stack.url('receiver')}/sent.json`)).json()) as Sent;
const minutes = (n: number) => n * 60_000;
const card = async (caseId: string) => (await world.as('annaNurse', 'query ($id: ID!) { caseCard(id: $id) { alertState } }', { id: caseId }))['caseCard'];
const alertsOf = async () => (await world.as('annaNurse', 'query ($id: ID!) { unitAlerts(unitId: $id) { edges { node { caseId cause status unit { name } } } } }', { id: units.gavleHealthCentre.id }))['unitAlerts'].edges.map((edge: { node: object }) => edge.node) as { caseId: string }[];

test('[NOT-3] [BEY-4] a new drop-in rings its unit’s phones with a neutral text, the queue shows it, and taking the case ends it', async () => {
  const caseId = await world.hasCase('tolvan', 'hardToBreathe');
  await world.until(async () => (await sent()).alarms.some((alarm) => alarm.group === 'GVL-HC-1' && alarm.status === 'delivered'));
  const [alarm] = (await sent()).alarms;
  expect(alarm).toMatchObject({ text: 'Ett ärende måste tas emot.', priority: 2 });
  expect(JSON.stringify(alarm)).not.toMatch(/Tolvan|1965-?12-?12|Gävle/);
  await world.until(async () => (await card(caseId)).alertState !== 'NONE');
  await fetch(`${stack.url('receiver')}/alarms/${alarm!.id}/acknowledge`, { method: 'POST', redirect: 'manual' });
  await world.until(async () => (await alertsOf()).some((alert) => JSON.stringify(alert) === JSON.stringify({ caseId, cause: 'OPENED', status: 'ACKNOWLEDGED', unit: { name: units.gavleHealthCentre.name } })));
  expect(await world.does('annaNurse', 'takeCase', { caseId })).toMatchObject({ __typename: 'TakeCaseOk' });
  await world.until(async () => (await sent()).alarms.every((each) => each.status === 'cleared'));
});

test('[NOT-2] [AUD-1] a booked time is told by SMS and ten minutes before, in the unit’s name, and the patient sees both', async () => {
  const session = await world.triages('tolvan', 'burningUrine');
  await world.finishes('tolvan', session['id']);
  await world.until(async () => (await world.as('tolvan', '{ myTickets { id } }'))['myTickets'].length === 1);
  const [ticket] = (await world.as('tolvan', '{ myTickets { id } }'))['myTickets'];
  const startsAt = new Date(Math.ceil(world.now().getTime() / 60_000) * 60_000 + minutes(90));
  const published = await world.does(
    'annaNurse', 'publishSlots',
    { clientId: v7(), unitId: units.gavleHealthCentre.id, role: 'NURSE', staffId: staff.annaNurse.id, visitType: 'VIDEO', minutes: 20, startsAt: [startsAt.toISOString()] },
    '... on PublishSlotsOk { slots { id } }');
  const booked = await world.does('tolvan', 'bookSlot', { clientId: v7(), ticketId: ticket.id, slotId: published['slots'][0].id }, '... on BookSlotOk { booking { id caseId } }');
  await world.until(async () => (await sent()).sms.length === 1, 20_000);
  const [sms] = (await sent()).sms;
  expect(sms!.message).toMatch(new RegExp(`^Du har en tid .* hos ${units.gavleHealthCentre.name}\\. Här går du in: https://.*/${booked['booking'].id}$`));
  expect(sms!.message).not.toContain(patients.tolvan.name);

  await world.passes(startsAt.getTime() - minutes(9) - world.now().getTime());
  await world.until(async () => (await sent()).sms.length === 2, 20_000);
  expect((await sent()).sms[0]).toMatchObject({ to: sms!.to, message: expect.stringContaining(`Snart börjar ditt besök hos ${units.gavleHealthCentre.name}`) });
  const mine = async () => (await world.as('tolvan', '{ myNotifications { edges { node { template status channel text } } } }'))['myNotifications'].edges.map((edge: { node: object }) => edge.node) as { template: string; status: string }[];
  await world.until(async () => (await mine()).filter((each) => each.status === 'DELIVERED').length >= 2);
  expect(await mine()).toContainEqual({ template: 'booking-made', status: 'DELIVERED', channel: 'SMS', text: sms!.message });
  await stack.settled();
});
