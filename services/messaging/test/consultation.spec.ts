import { v7 } from 'uuid';
import { type MessagingWorld, messagingWorld, patientActor, staffMember, type TestCase } from './messaging-world';

let world: MessagingWorld;
const nina = staffMember('nina', 'soderhamn');
const dag = staffMember('dag', 'bollnas', 'DOCTOR');
const anna = patientActor('anna');
const units = [{ unitId: 'bollnas', roles: ['DOCTOR' as const] }];

beforeAll(async () => {
  world = await messagingWorld();
});
afterAll(() => world.end());

/** nina of Söderhamn asks Bollnäs about a visit that she has; dag takes the question when nothing else is said. */
async function consultation(taken = true): Promise<{ visit: TestCase; asked: TestCase }> {
  const visit = await world.visit();
  await visit.access('nina', [], { units: [{ unitId: 'soderhamn', roles: ['NURSE'] }], responsibleUnitId: 'soderhamn' });
  const id = v7();
  const asked = await world.newCase({ id, kind: 'CONSULTATION', linkedCaseId: visit.id, consultation: { staffId: 'nina', fromUnitId: 'soderhamn', wish: 'ADVICE' } });
  await asked.access(null, [], { patientId: null, units });
  if (!taken) return { visit, asked };
  await asked.tells('case.taken', { patientId: null, staffId: 'dag', role: 'DOCTOR' });
  await asked.access('dag', [], { patientId: null, units });
  return { visit, asked };
}

it('[CON-1] [MSG-1] a question opens a thread of its own, in which who asks and who has taken it write to each other', async () => {
  const { asked } = await consultation();
  expect(await world.threadRow(asked.threadId)).toMatchObject({ kind: 'CONSULTATION', phase: 'CONSULTATION', patient_id: null, asked_by: 'nina', case_id: asked.id });
  expect(await world.post(nina, asked.threadId, 'han är 80 år')).toMatchObject({ __typename: 'PostMessageOk' });
  expect(await world.thread(dag, asked.threadId)).toMatchObject({ unread: 1, mayPost: true });
  expect(await world.post(dag, asked.threadId, 'sänk dosen')).toMatchObject({ __typename: 'PostMessageOk' });
  const seen = (await world.thread(nina, asked.threadId))!;
  expect(seen).toMatchObject({ unread: 1, mayPost: true });
  expect(seen['messages'].nodes.map((m: { event: string | null; senderKind: string; fromMe: boolean; staffMember: { id: string } | null }) => [m.event, m.senderKind, m.fromMe, m.staffMember?.id])).toEqual([
    ['CONSULTATION_ASKED', 'SYSTEM', false, 'nina'], ['CONSULTATION_TAKEN', 'SYSTEM', false, 'dag'], [null, 'ASKER', true, 'nina'], [null, 'STAFF', false, 'dag'],
  ]);
  await world.read(nina, asked.threadId, seen['lastSeq'] as number);
  expect(await world.thread(nina, asked.threadId)).toMatchObject({ unread: 0 });
  const posted = (await world.events(asked.threadId)).filter((event) => event.type === 'message.posted');
  expect(posted.map((event) => [event.data['phase'], event.data['senderKind'], event.data['patientId']])).toEqual([
    ['CONSULTATION', 'SYSTEM', null], ['CONSULTATION', 'SYSTEM', null], ['CONSULTATION', 'ASKER', null], ['CONSULTATION', 'STAFF', null],
  ]);
  expect(JSON.stringify(await world.events(asked.threadId))).not.toContain('dosen');
});

it('[CON-1] [DIR-3] the patient, colleagues who have not taken it and other units do not know of it; and taking the question opens no visit’s chat', async () => {
  const { visit, asked } = await consultation();
  for (const by of [anna, staffMember('nils', 'soderhamn'), staffMember('dora', 'bollnas', 'DOCTOR'), staffMember('nina', 'gavle')]) {
    expect(await world.thread(by, asked.threadId)).toBeNull();
    expect(await world.post(by, asked.threadId, 'hej')).toMatchObject({ __typename: 'NotFound' });
  }
  expect(await world.thread(dag, visit.threadId)).toBeNull();
  expect(await world.post(dag, visit.threadId, 'hej')).toMatchObject({ __typename: 'NotFound' });
});

it('[CON-1] who has the case by now is the side that asks, and who gave it away goes on asking', async () => {
  const { visit, asked } = await consultation();
  await visit.access('nora', ['nina'], { units: [{ unitId: 'soderhamn', roles: ['NURSE'] }], responsibleUnitId: 'soderhamn' });
  for (const by of [staffMember('nora', 'soderhamn'), nina]) expect(await world.thread(by, asked.threadId)).toMatchObject({ mayPost: true });
});

it('[CON-1] declined, withdrawn or closed: a line says which, and nothing more is written', async () => {
  for (const [type, more, line] of [['case.ended', { reason: 'DECLINED' }, 'CONSULTATION_DECLINED'], ['case.withdrawn', {}, 'CONSULTATION_WITHDRAWN'], ['case.ended', { reason: 'CLOSED' }, 'CONSULTATION_CLOSED']] as const) {
    const { asked } = await consultation();
    await asked.tells(type, { patientId: null, ...more });
    await asked.access('dag', [], { patientId: null, units, open: false });
    expect((await world.thread(nina, asked.threadId))!['messages'].nodes.at(-1)).toMatchObject({ event: line });
    for (const by of [nina, dag]) expect(await world.post(by, asked.threadId, 'hej')).toMatchObject({ __typename: 'ThreadClosed' });
  }
});

it('[CON-1] [AUD-1] before anybody has taken it the asker writes, and reading it is noted as a look at the case that it is about', async () => {
  const { visit, asked } = await consultation(false);
  expect(await world.post(nina, asked.threadId, 'det brådskar')).toMatchObject({ __typename: 'PostMessageOk' });
  await world.thread(nina, asked.threadId);
  expect((await world.audits('readThread', visit.id)).map((row) => row['actor_id'])).toContain('nina');
});
