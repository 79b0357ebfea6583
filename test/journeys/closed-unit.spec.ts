import { startStack, type Stack } from '../stack';
import { units, World } from '../world';

let stack: Stack;
let world: World;
beforeAll(async () => {
  stack = await startStack();
  world = new World(stack);
  await world.isOpen('gavleHealthCentre');
  await world.isClosed('gavleHealthCentre');
}, 180_000);
afterAll(() => stack.stop());

test('[TRI-7] a closed health centre says when it opens, and takes the case when the patient sends it anyway', async () => {
  const session = await world.triages('tolvan', 'somethingElse');
  expect(session['outcome'].closed).toMatchObject({ opensAt: expect.stringMatching(/Z$/), maySend: true, text: expect.stringMatching(/1177/) });
  const refused = await world.finishes('tolvan', session['id']);
  expect(refused).toMatchObject({ __typename: 'UnitClosed', code: 'UNIT_CLOSED', maySend: true, opensAt: session['outcome'].closed.opensAt });
  const sent = await world.finishes('tolvan', session['id'], { sendToClosedUnit: true });
  const caseId = sent['session'].outcome.caseId as string;
  expect(caseId).toEqual(expect.any(String));
  await world.until(async () => (await world.as('annaNurse', 'query ($id: ID!) { caseCard(id: $id) { id } }', { id: caseId }))['caseCard'] !== null);
  const { caseCard } = await world.as('annaNurse', 'query ($id: ID!) { caseCard(id: $id) { tags waitingSince unit { id } } }', { id: caseId });
  expect(caseCard).toEqual({ tags: ['SENT_WHILE_CLOSED'], waitingSince: refused['opensAt'], unit: { id: units.gavleHealthCentre.id } });
  expect((await world.as('qualityCoordinator', '{ casesInNobodysList { id } }'))['casesInNobodysList']).toEqual([]);
});

test('[CFG] in Västra Götaland a closed unit refers, and nothing can be sent', async () => {
  await world.isClosed('molndalHealthCentre');
  const session = await world.triages('vastragotalandPatient', 'somethingElse');
  expect(session['outcome'].closed).toMatchObject({ maySend: false, text: expect.stringMatching(/1177/) });
  for (const sendToClosedUnit of [false, true]) {
    expect(await world.finishes('vastragotalandPatient', session['id'], { sendToClosedUnit })).toMatchObject({ __typename: 'UnitClosed', maySend: false });
  }
  await stack.settled();
  expect((await world.as('vastragotalandPatient', '{ myCases { id } }'))['myCases']).toEqual([]);
});

test('[CFG] each region has its own name for the service', async () => {
  expect((await world.as('tolvan', '{ regions { id serviceName } }'))['regions']).toEqual(expect.arrayContaining([
    { id: 'gavleborg', serviceName: 'Min vård Gävleborg' }, { id: 'halland', serviceName: 'Plattform24 Halland' }, { id: 'vastragotaland', serviceName: 'Vård och hälsa' },
  ]));
});
