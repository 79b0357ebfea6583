import { v7 } from 'uuid';
import { startStack, type Stack } from '../stack';
import { patients, units, World } from '../world';

let stack: Stack;
let world: World;
beforeAll(async () => {
  stack = await startStack();
  world = new World(stack);
  await world.isOpen();
}, 180_000);
afterEach(async () => {
  expect((await world.as('qualityCoordinator', '{ casesInNobodysList { id } }'))['casesInNobodysList']).toEqual([]);
});
afterAll(async () => {
  await world.ends();
  await stack.stop();
});

const queueIds = async (who: Parameters<World['as']>[0], unit: keyof typeof units): Promise<string[]> => {
  const { queue } = await world.as(who, 'query ($id: ID!) { queue(unitId: $id) { edges { node { id } } } }', { id: units[unit].id });
  return queue.edges.map((edge: { node: { id: string } }) => edge.node.id);
};
const endIt = (caseId: string) => ({ caseId, reason: 'CARE_GIVEN', phaseDays: 0 });

test('[TRI-4] one sign of life danger ends the questions at once with 112 and the number to call, and no case is made', async () => {
  const session = await world.triages('tolvan', 'allergy');
  expect(session).toMatchObject({ status: 'EMERGENCY', screen: null, emergency: { emergencyNumber: '112', text: expect.any(String) } });
  expect(await world.finishes('tolvan', session['id'])).toMatchObject({ __typename: 'SessionNotOpen', code: 'SESSION_NOT_OPEN' });
  await stack.settled();
  expect((await world.as('tolvan', '{ myCases { id } }'))['myCases']).toEqual([]);
});

test('[TRI-4] a referral to 112 is told to the rest of the platform, once', async () => {
  const session = await world.triages('youngMan', 'lifeDanger');
  await stack.settled();
  const { Client } = await import('pg');
  const admin = new Client({ connectionString: stack.adminUrl });
  await admin.connect();
  const { rows } = await admin.query("SELECT data FROM triage.event_feed WHERE type = 'emergency.referred' AND data->>'sessionId' = $1", [session['id']]);
  await admin.end();
  expect(rows).toEqual([{ data: { sessionId: session['id'], careLevel: 'EMERGENCY_112' } }]);
});

test('[TRI-5] [QUE-3] after an advice of self-care the patient may chat with staff: priority 12, and nobody is alarmed however late it gets', async () => {
  const session = await world.triages('youngMan', 'cold');
  expect(session['outcome']).toMatchObject({ disposition: 'SELF_CARE', priority: '12' });
  const finished = await world.finishes('youngMan', session['id']);
  expect(finished['session'].outcome.caseId).toBeNull();
  const chat = await world.does('youngMan', 'chatAfterSelfCare', { sessionId: session['id'] }, '... on ChatAfterSelfCareOk { caseId }');
  const caseId = chat['caseId'] as string;
  await world.until(async () => (await queueIds('sandraNurse', 'sandvikenHealthCentre')).includes(caseId));
  const card = () => world.as('sandraNurse', 'query ($id: ID!) { caseCard(id: $id) { priority tags escalationStep escalatedTo { id } } }', { id: caseId });
  expect((await card())['caseCard']).toMatchObject({ priority: '12', tags: ['AFTER_SELF_CARE'], escalationStep: 0, escalatedTo: [] });
  const urgent = await world.hasCase('tolvan', 'hardToBreathe');
  await world.passes(3 * 3_600_000);
  const steps = async () => (await world.as('annaNurse', 'query ($id: ID!) { caseCard(id: $id) { escalationStep } }', { id: urgent }))['caseCard'].escalationStep as number;
  await world.until(async () => (await steps()) === 3); // a younger case has taken every step that time can bring
  expect((await card())['caseCard']).toMatchObject({ escalationStep: 0, escalatedTo: [] });
  expect(await world.does('tolvan', 'withdrawCase', { caseId: urgent })).toEqual({ __typename: 'WithdrawCaseOk' });
});

test('[TRI-5] the chat after self-care is not for who got another outcome', async () => {
  const session = await world.triages('unlisted', 'lifeDanger');
  expect(await world.does('unlisted', 'chatAfterSelfCare', { sessionId: session['id'] })).toMatchObject({ __typename: 'NotSelfCare', code: 'NOT_SELF_CARE' });
});

test('[RDG-8] a case flagged for suicide risk stands before all others of its urgency, and says so', async () => {
  await world.isOpen();
  const before = await world.hasCase('tolvan', 'somethingElse');
  const flagged = await world.hasCase('gretaGuardian', 'somethingElse', { freeText: 'Jag vill inte leva.' });
  const after = await world.hasCase('englishSpeaker', 'somethingElse');
  for (const caseId of [before, after]) expect(await world.does('annaNurse', 'reprioritiseCase', { caseId, priority: '4' })).toEqual({ __typename: 'ReprioritiseCaseOk' });
  expect(await queueIds('annaNurse', 'gavleHealthCentre')).toEqual([flagged, before, after]);
  expect(await queueIds('petraPsychologist', 'gavleHealthCentre')).toEqual([flagged]);
  // The first is his own patient's (RDG-5).
  expect(await queueIds('drDavid', 'gavleHealthCentre')).toEqual([flagged, before]);
  const { caseCard } = await world.as('annaNurse', 'query ($id: ID!) { caseCard(id: $id) { suicideRiskFlagged tags profession priority } }', { id: flagged });
  expect(caseCard).toEqual({ suicideRiskFlagged: true, tags: ['SUICIDE_RISK_FLAGGED'], profession: 'NURSE', priority: '4' });
});

test('[SAF-1] who answers that they wish to be dead comes to psychologist and doctor at once, not to the nurse', async () => {
  const caseId = await world.hasCase('youngWoman', 'deathWish');
  expect(await queueIds('petraPsychologist', 'gavleHealthCentre')).toContain(caseId);
  expect(await queueIds('drDavid', 'gavleHealthCentre')).toContain(caseId);
  expect(await queueIds('annaNurse', 'gavleHealthCentre')).not.toContain(caseId);
});

test('[SAF-1] a nurse who has taken a flagged case may neither end it nor give a ticket, the patient may not withdraw it, and a doctor does, and ends it once it is assessed', async () => {
  const ticket = () => ({ clientId: v7(), unitId: units.gavleHealthCentre.id, patientId: patients.otherGuardian.id, visitType: 'VIDEO', priority: '6' });
  const caseId = await world.hasCase('otherGuardian', 'somethingElse', { freeText: 'Det kliar, och jag orkar inte leva längre.' });
  expect(await queueIds('annaNurse', 'gavleHealthCentre')).toContain(caseId);
  expect(await world.does('otherGuardian', 'withdrawCase', { caseId })).toMatchObject({ __typename: 'SuicideRiskOpen', code: 'SUICIDE_RISK_OPEN' });
  expect(await world.does('annaNurse', 'takeCase', { caseId })).toEqual({ __typename: 'TakeCaseOk' });
  expect(await world.does('annaNurse', 'startCase', { caseId })).toEqual({ __typename: 'StartCaseOk' });
  expect(await world.does('annaNurse', 'endCase', endIt(caseId))).toMatchObject({ __typename: 'SuicideRiskOpen', code: 'SUICIDE_RISK_OPEN' });
  // Booking hears of it a moment later.
  await world.until(async () => (await world.does('annaNurse', 'issueTicket', ticket()))['__typename'] === 'SuicideRiskOpen');
  expect(await world.does('drDavid', 'issueTicket', ticket())).toEqual({ __typename: 'IssueTicketOk' });
  expect(await world.does('annaNurse', 'releaseCase', { caseId, reason: 'OTHER_COMPETENCE' })).toEqual({ __typename: 'ReleaseCaseOk' });
  expect(await world.does('drDavid', 'takeCase', { caseId })).toEqual({ __typename: 'TakeCaseOk' });
  expect(await world.does('drDavid', 'startCase', { caseId })).toEqual({ __typename: 'StartCaseOk' });
  expect(await world.does('drDavid', 'endCase', endIt(caseId))).toMatchObject({ __typename: 'SuicideRiskOpen' });
  const assessment = { clientId: v7(), caseId, rung: 'DEATH_THOUGHTS', riskFactors: 'Ensam.', protectiveFactors: 'Familjen.', basis: ['CHAT'], level: 'NONE_OR_LOW', feelsSafeOnline: true };
  expect(await world.does('drDavid', 'assessSuicideRisk', assessment, '... on AssessSuicideRiskOk { case { suicideRisk { state level assessments { rung by { id } } steps { event } } } }')).toMatchObject({
    case: { suicideRisk: { state: 'ONLINE_CARE', level: 'NONE_OR_LOW', assessments: [{ rung: 'DEATH_THOUGHTS' }], steps: [{ event: 'FLAG' }, { event: 'OPENED_BY_OTHER' }, { event: 'TAKEN_OVER' }, { event: 'ASSESSED_LOW' }] } },
  });
  expect(await world.does('drDavid', 'endCase', endIt(caseId))).toEqual({ __typename: 'EndCaseOk' });
});

test('[QUE-8] the patient withdraws a waiting case; it leaves the queue, cannot be taken, and is not withdrawn twice', async () => {
  const live = await world.watches('annaNurse', 'gavleHealthCentre');
  const caseId = await world.hasCase('teensParent', 'somethingElse');
  await live.until((cards) => cards.has(caseId));
  expect(await world.does('teensParent', 'withdrawCase', { caseId }, '... on WithdrawCaseOk { case { status mayWithdraw } }')).toEqual({ __typename: 'WithdrawCaseOk', case: { status: 'CANCELLED', mayWithdraw: false } });
  await live.until((cards) => !cards.has(caseId));
  expect(live.statusesOf(caseId)).toEqual(['REQUESTED', 'GONE']);
  expect((await world.does('annaNurse', 'takeCase', { caseId }))['__typename']).not.toBe('TakeCaseOk');
  await world.does('teensParent', 'withdrawCase', { caseId });
  expect((await world.as('teensParent', 'query ($id: ID!) { myCase(id: $id) { status } }', { id: caseId }))['myCase']).toEqual({ status: 'CANCELLED' });
});

test('[TRI-5] what needs a doctor’s hands is a visit as instructed, and no drop-in is made of it', async () => {
  const session = await world.triages('teensParent', 'abscess');
  expect(session['outcome']).toMatchObject({ disposition: 'PHYSICAL', profession: 'DOCTOR', unit: { name: 'Gävle hälsocentral' } });
  expect((await world.finishes('teensParent', session['id']))['session'].outcome.caseId).toBeNull();
});
