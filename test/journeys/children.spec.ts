import { v7 } from 'uuid';
import { tokenFor } from '../client';
import { startStack, type Stack } from '../stack';
import { patients, World } from '../world';

let stack: Stack;
let world: World;
beforeAll(async () => {
  stack = await startStack();
  world = new World(stack);
  await world.isOpen();
}, 180_000);
afterAll(() => stack.stop());

const mine = 'query ($id: ID!) { myCase(id: $id) { id patient { name } } }';

test('[SAF-4] a guardian seeks care for the child, the card says so, and both guardians follow the case', async () => {
  const caseId = await world.hasCase('gretaGuardian', 'childsElse', { patientId: patients.child.id });
  expect((await world.as('annaNurse', 'query ($id: ID!) { caseCard(id: $id) { tags ageBand profession } }', { id: caseId }))['caseCard']).toEqual({ tags: ['PROXY'], ageBand: 'FROM_6_TO_12', profession: 'NURSE' });
  for (const guardian of ['gretaGuardian', 'otherGuardian'] as const) {
    expect((await world.as(guardian, mine, { id: caseId }))['myCase']).toEqual({ id: caseId, patient: { name: patients.child.name } });
  }
  expect((await world.as('teensParent', mine, { id: caseId }))['myCase']).toBeNull();
});

test('[SAF-4] a stranger starts nothing for the child and sees nothing of it', async () => {
  expect(await world.does('teensParent', 'startTriage', { clientId: v7(), complaintCode: 'child-fever', patientId: patients.child.id })).toMatchObject({ __typename: expect.stringMatching(/^Not(Found|Permitted)$/) });
  expect((await world.as('teensParent', '{ myChildren { name } }'))['myChildren']).toEqual([]);
  expect(((await world.as('gretaGuardian', '{ myChildren { name } }'))['myChildren'] as { name: string }[]).map(({ name }) => name).sort()).toEqual([patients.child.name, patients.infant.name].sort());
});

test('[TRI-8] a child of twelve does not log in alone; the guardian acts for it until thirteen', async () => {
  const { status, body } = await tokenFor(stack, patients.almost13);
  expect([status, body['error']]).toEqual([400, 'invalid_grant']);
  expect(await world.does('otherGuardian', 'startTriage', { clientId: v7(), complaintCode: 'other', patientId: patients.almost13.id })).toEqual({ __typename: 'StartTriageOk' });
});

test('[TRI-8] in Västra Götaland a fourteen-year-old logs in and may not seek care alone; the answer gives other ways', async () => {
  expect((await world.as('vastragotalandTeen', '{ me { ageGate { mayLogIn maySeekCare } } }'))['me']).toEqual({ ageGate: { mayLogIn: true, maySeekCare: false } });
  expect(await world.does('vastragotalandTeen', 'startTriage', { clientId: v7(), complaintCode: 'other' })).toEqual({ __typename: 'NotOldEnough', code: 'NOT_OLD_ENOUGH', message: expect.stringMatching(/1177/) });
});

test('[SAF-3] a person with protected identity is stopped before a question is asked, with other ways in', async () => {
  expect(await world.does('protectedPerson', 'startTriage', { clientId: v7(), complaintCode: 'other' })).toEqual({ __typename: 'ProtectedIdentityNotHandled', code: 'PROTECTED_IDENTITY_NOT_HANDLED', message: expect.stringMatching(/1177/) });
});
