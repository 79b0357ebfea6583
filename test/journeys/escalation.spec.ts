import { startStack, type Stack } from '../stack';
import { staff, units, World } from '../world';

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

const minute = 60_000;

test('[QUE-6] [RDG-3] a case that waits too long comes to the colleagues and then to the unit that cooperates, as a card; who takes it there is accountable', async () => {
  const colleague = await world.watches('drDavid', 'gavleHealthCentre');
  const helper = await world.watches('drSven', 'sandvikenHealthCentre');
  const stranger = await world.watches('hallandDoctor', 'halmstadHealthCentre');
  const caseId = await world.hasCase('gretaGuardian', 'hardToBreathe');
  expect([...colleague.cards.keys(), ...helper.cards.keys()]).toEqual([]);

  await world.passes(11 * minute);
  await colleague.until((cards) => cards.get(caseId)?.['escalationStep'] === 1);
  expect(helper.cards.has(caseId)).toBe(false);

  await world.passes(5 * minute);
  await helper.until((cards) => cards.has(caseId));
  expect(helper.statusesOf(caseId)).toEqual(['REQUESTED']);
  expect(helper.cards.get(caseId)).toMatchObject({ escalationStep: 2, unit: { id: units.gavleHealthCentre.id }, escalatedTo: [{ id: units.sandvikenHealthCentre.id }], status: 'REQUESTED', priority: '2' });
  expect(JSON.stringify(helper.events)).not.toMatch(/Greta|Barnelius|1988-?03-?14/);
  expect(stranger.cards.size).toBe(0);

  expect(await world.does('drSven', 'takeCase', { caseId }, '... on TakeCaseOk { case { card { unit { id } status } } }')).toEqual({ __typename: 'TakeCaseOk', case: { card: { unit: { id: units.sandvikenHealthCentre.id }, status: 'ACCEPTED' } } });
  await helper.until((cards) => cards.get(caseId)?.['status'] === 'ACCEPTED');
  expect(helper.cards.get(caseId)).toMatchObject({ unit: { id: units.sandvikenHealthCentre.id }, takenBy: { id: staff.drSven.id } });
  expect((await world.as('qualityCoordinator', '{ casesInNobodysList { id } }'))['casesInNobodysList']).toEqual([]);
});

test('[CFG] Halland counts one to five and never escalates; the same signs as elsewhere', async () => {
  await world.isOpen('halmstadHealthCentre');
  const caseId = await world.hasCase('hallandPatient', 'hardToBreathe');
  const card = async () => (await world.as('hallandNurse', 'query ($id: ID!) { caseCard(id: $id) { priority urgencyRank priorityLabel escalationStep escalatedTo { id } dueAt } }', { id: caseId }))['caseCard'];
  expect(await card()).toMatchObject({ priority: '1', urgencyRank: 2, priorityLabel: 'Inom 10 minuter', escalationStep: 0 });
  const colleague = await world.watches('drDavid', 'gavleHealthCentre');
  const elsewhere = await world.hasCase('youngWoman', 'hardToBreathe', { sendToClosedUnit: true });
  await world.passes(5 * 60 * minute);
  await colleague.until((cards) => cards.get(elsewhere)?.['escalationStep'] === 3); // as urgent and younger: where steps exist, all have been taken by now
  expect(await card()).toMatchObject({ escalationStep: 0, escalatedTo: [] });
});
