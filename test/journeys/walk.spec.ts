import type { LiveQueue } from '../live-queue';
import { startStack, type Stack } from '../stack';
import { patients, staff, units, World } from '../world';

let stack: Stack;
let world: World;
let live: LiveQueue;
let caseId: string;
const own = `query ($id: ID!) { myCase(id: $id) { status statusText whatToExpect unit { name } complaint { name } dueAt patient { name } mayWithdraw } }`;

beforeAll(async () => {
  stack = await startStack();
  world = new World(stack);
  await world.isOpen();
}, 180_000);
afterAll(async () => {
  await world.ends();
  await stack.stop();
});

/** What the patient reads in both languages. */
async function told(): Promise<{ sv: string; en: string; status: string }> {
  const [sv, en] = await Promise.all([world.as('tolvan', own, { id: caseId }, 'sv'), world.as('tolvan', own, { id: caseId }, 'en')]);
  return { sv: sv['myCase'].statusText, en: en['myCase'].statusText, status: sv['myCase'].status };
}

describe('the walk of a drop-in, from triage to the queue and back', () => {
  test('[TRI-5] [LIV-1] the patient triages, and the case comes to the nurse who is watching, whole across the services', async () => {
    live = await world.watches('annaNurse', 'gavleHealthCentre');
    expect(live.cards.size).toBe(0);
    caseId = await world.hasCase('tolvan', 'soreThroat');
    await live.until((cards) => cards.has(caseId));
    expect(live.statusesOf(caseId)).toEqual(['REQUESTED']);
    expect(live.cards.get(caseId)).toMatchObject({
      kind: 'DROP_IN', status: 'REQUESTED', priority: '5', profession: 'NURSE', complaint: { code: 'sore-throat', name: 'Ont i halsen' },
      unit: { id: units.gavleHealthCentre.id, name: 'Gävle hälsocentral' }, dueAt: expect.stringMatching(/Z$/), takenBy: null, suicideRiskFlagged: false, sex: 'MALE', ageBand: 'FROM_18_TO_64',
      allowedActions: ['OPEN', 'TAKE', 'REPRIORITISE', 'FLAG_SUICIDE_RISK'],
    });
  });

  test('[RDG-3] the card holds no name, no number and no words of the patient', () => {
    expect(JSON.stringify(live.events)).not.toMatch(/Tolvan|196512123339/);
  });

  test('[QUE-8] the patient sees where the case is and what comes, in Swedish and in English', async () => {
    expect(await told()).toEqual({ status: 'REQUESTED', sv: 'Du står i kö.', en: 'You are in the queue.' });
    const { myCase } = await world.as('tolvan', own, { id: caseId }, 'en');
    expect(myCase).toMatchObject({ unit: { name: 'Gävle hälsocentral' }, complaint: { name: 'Sore throat' }, patient: { name: patients.tolvan.name }, mayWithdraw: true, whatToExpect: expect.stringMatching(/^We expect to begin within/) });
  });

  test('[QUE-5] the nurse takes it; her colleague is told by whom it is taken', async () => {
    expect(await world.does('annaNurse', 'takeCase', { caseId }, '... on TakeCaseOk { case { id card { status } } }')).toMatchObject({ __typename: 'TakeCaseOk', case: { id: caseId, card: { status: 'ACCEPTED' } } });
    await live.until((cards) => cards.get(caseId)?.['status'] === 'ACCEPTED');
    expect(live.statusesOf(caseId)).toEqual(['REQUESTED', 'ACCEPTED']);
    expect(live.cards.get(caseId)).toMatchObject({ takenBy: { id: staff.annaNurse.id, name: staff.annaNurse.name } });
    expect(await world.does('bertilNurse', 'takeCase', { caseId }, '... on CaseAlreadyTaken { takenBy { name } takenAt }')).toMatchObject({
      __typename: 'CaseAlreadyTaken', code: 'CASE_ALREADY_TAKEN', takenBy: { name: staff.annaNurse.name }, takenAt: expect.stringMatching(/Z$/),
    });
    expect(await told()).toEqual({ status: 'ACCEPTED', sv: 'En av oss har tagit emot ditt ärende.', en: 'One of us has taken your case.' });
  });

  test('[TRI-9] [DIR-3] having taken it she reads the name and the answers; before that a doctor of another unit does not', async () => {
    const opened = await world.does('annaNurse', 'openCase', { caseId, reason: 'CARE' }, `... on OpenCaseOk { case {
      patient { name personalNumber } entryChannel firstPriority anamnesis { keyword complaint patientReported text redFlagsDenied } history { action byKind } } }`);
    expect(opened).toMatchObject({
      __typename: 'OpenCaseOk',
      case: { patient: { name: patients.tolvan.name, personalNumber: '196512123339' }, entryChannel: 'TRIAGE', firstPriority: '5', anamnesis: { keyword: 'Aktuellt', complaint: 'Ont i halsen', patientReported: true } },
    });
    expect(opened['case'].anamnesis.redFlagsDenied.length).toBeGreaterThan(0);
    expect(await world.does('drSven', 'openCase', { caseId, reason: 'CARE' })).toMatchObject({ __typename: 'NotFound' });
  });

  test('[QUE-12] she starts and ends it, and it leaves every list', async () => {
    expect(await world.does('annaNurse', 'startCase', { caseId })).toEqual({ __typename: 'StartCaseOk' });
    await live.until((cards) => cards.get(caseId)?.['status'] === 'IN_PROGRESS'); // a change is read when it is shown: what has ended by then was never seen under way
    expect(await told()).toEqual({ status: 'IN_PROGRESS', sv: 'Ditt besök pågår.', en: 'Your visit is under way.' });
    expect(await world.does('annaNurse', 'endCase', { caseId, reason: 'CARE_GIVEN', phaseDays: 0 }, '... on EndCaseOk { case { endReason history { action from to byKind by { name } } } }')).toMatchObject({ __typename: 'EndCaseOk', case: { endReason: 'CARE_GIVEN' } });
    await live.until((cards) => !cards.has(caseId));
    expect(live.statusesOf(caseId)).toEqual(['REQUESTED', 'ACCEPTED', 'IN_PROGRESS', 'GONE']);
    expect(await told()).toEqual({ status: 'COMPLETED', sv: 'Ditt ärende är avslutat.', en: 'Your case is closed.' });
    const { queue } = await world.as('annaNurse', 'query ($id: ID!) { queue(unitId: $id) { totalCount } }', { id: units.gavleHealthCentre.id });
    expect(queue.totalCount).toBe(0);
  });

  test('[AUD-1] the patient reads in the access log that the nurse has looked', async () => {
    await stack.settled();
    const { myAccessLog } = await world.as('tolvan', '{ myAccessLog { edges { node { at what role staffMember { name } unit { name } } } } }');
    const looks = myAccessLog.edges.map((edge: { node: object }) => edge.node);
    expect(looks).toContainEqual({ at: expect.any(String), what: expect.any(String), role: 'NURSE', staffMember: { name: staff.annaNurse.name }, unit: { name: 'Gävle hälsocentral' } });
    expect(JSON.stringify(looks)).not.toContain(staff.drSven.name);
  });

  test('[AUD-1] the reviewer finds every step in the trail, and the chain is whole', async () => {
    const { auditTrail, auditChain } = await world.as('logReviewer', `query ($caseId: ID!) {
      auditTrail(filter: { caseId: $caseId }, first: 100) { edges { node { action actorKind staffMember { id } service chainPosition } } } auditChain { whole entries firstBroken } }`, { caseId });
    const trail = (auditTrail.edges as { node: { action: string; staffMember: { id: string } | null } }[]).map(({ node }) => `${node.staffMember?.id === staff.annaNurse.id ? 'anna' : 'other'} ${node.action}`);
    expect(trail).toEqual(expect.arrayContaining(['anna takeCase', 'anna openCase', 'anna startCase', 'anna endCase']));
    expect(auditChain).toEqual({ whole: true, entries: expect.any(Number), firstBroken: null });
  });

  test('[SAF-5] no case is in nobody’s list', async () => {
    expect(await world.as('qualityCoordinator', '{ casesInNobodysList { id } }')).toEqual({ casesInNobodysList: [] });
  });
});
