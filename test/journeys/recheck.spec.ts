import { v7 } from 'uuid';
import { startStack, type Stack } from '../stack';
import { patients, staff, units, World } from '../world';

let stack: Stack;
let world: World;
beforeAll(async () => {
  stack = await startStack();
  world = new World(stack);
  await world.isOpen();
}, 240_000);
afterAll(async () => {
  await world.ends();
  await stack.stop();
});

const RECHECK = 'recheck { id status message screen { questions { findingId type options { value } unit } } emergency { text } }';
const mine = async (id: string) => (await world.as('tolvan', 'query ($id: ID!) { myCase(id: $id) { mayRecheck recheckAskedAt } }', { id }))['myCase'];

test('[BEY-5] a waiting patient is asked half way, says worse, and the nurse’s live card shows since when and the new priority', async () => {
  const caseId = await world.hasCase('tolvan', 'soreThroat');
  const live = await world.watches('annaNurse', 'gavleHealthCentre');
  await live.until((cards) => cards.has(caseId));
  const card = async () => (await world.as('annaNurse', 'query ($id: ID!) { caseCard(id: $id) { priority recheck { state change askedAt worseSince } } }', { id: caseId }))['caseCard'];
  expect([await mine(caseId), await card()]).toEqual([{ mayRecheck: true, recheckAskedAt: null }, { priority: '5', recheck: null }]);
  await world.passes(4 * 3_600_000 + 1_000);
  await world.until(async () => (await mine(caseId)).recheckAskedAt !== null, 30_000);
  expect(await card()).toMatchObject({ priority: '5', recheck: { state: 'ASKED', worseSince: null } });

  let { recheck } = await world.does('tolvan', 'startRecheck', { clientId: v7(), caseId, change: 'WORSE' }, `... on StartRecheckOk { ${RECHECK} }`);
  while (recheck.screen) {
    const answers = (recheck.screen.questions as { findingId: string; type: string; options: { value: string }[]; unit: string | null }[]).map((q) => (
      { findingId: q.findingId, value: q.findingId === 'very-ill' ? 'yes' : q.type === 'YES_NO' ? 'no' : q.type === 'NUMBER' ? (q.unit === '°C' ? '37' : '0') : q.options[0]!.value }));
    ({ recheck } = await world.does('tolvan', 'answerRecheck', { recheckId: recheck.id, answers }, `... on AnswerRecheckOk { ${RECHECK} }`));
  }
  expect(recheck).toMatchObject({ status: 'ANSWERED', emergency: null });
  await live.until((cards) => cards.get(caseId)?.['priority'] === '3');
  expect(await card()).toMatchObject({ priority: '3', recheck: { state: 'ANSWERED', change: 'WORSE', worseSince: expect.any(String) } });
}, 60_000);

test('[QUE-14] one query over the graph shows an opened case’s cause, date, name and age, entry channel, triage outcome, visit, phase and what was written', async () => {
  await world.isOpen(); // the hours that the first has waited may have led past the closing
  const caseId = await world.hasCase('tolvan', 'soreThroat', { freeText: 'Det gör ont.' });
  await world.does('annaNurse', 'takeCase', { caseId });
  await world.does('annaNurse', 'startCase', { caseId });
  const opened = async () => (await world.does('annaNurse', 'openCase', { caseId, reason: 'CARE' }, `... on OpenCaseOk { case {
    card { complaint { name } createdAt status priority priorityLabel startedAt takenBy { name } unit { name } bookedAt }
    patient { name ageYears } entryChannel firstPriority phaseEndsAt endedAt endReason
    triageOutcome { priority careLevel profession disposition reasons { text } advice } anamnesis { freeText text } rechecks { change }
    booking { id } thread { id } contactAttempts { at } history { action at } } }`))['case'];
  const isThere = ({ thread, triageOutcome, anamnesis }: Record<string, unknown>) => thread !== null && triageOutcome !== null && anamnesis !== null; // each service hears by itself who has the case
  await world.until(async () => isThere(await opened()));
  const seen = await opened();
  expect(seen).toMatchObject({
    card: { complaint: { name: 'Ont i halsen' }, createdAt: expect.any(String), status: 'IN_PROGRESS', priority: '5', startedAt: expect.any(String), takenBy: { name: staff.annaNurse.name }, unit: { name: units.gavleHealthCentre.name }, bookedAt: null },
    patient: { name: patients.tolvan.name, ageYears: expect.any(Number) }, entryChannel: 'TRIAGE', firstPriority: '5', phaseEndsAt: null,
    triageOutcome: { priority: '5', careLevel: 'DIGITAL_PRIMARY', disposition: 'DROP_IN', reasons: expect.arrayContaining([{ text: expect.any(String) }]) },
    anamnesis: { freeText: 'Det gör ont.' }, rechecks: [], booking: null, thread: { id: expect.any(String) }, contactAttempts: [],
  });
  await world.does('annaNurse', 'endCase', { caseId, reason: 'CARE_GIVEN', phaseDays: 1 });
  expect(await opened()).toMatchObject({ card: { status: 'ON_HOLD' }, phaseEndsAt: expect.any(String) });
});
