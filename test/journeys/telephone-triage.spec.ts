import { testNumberFor } from '@vardgraf/directory/seed/test-numbers';
import { type Answer, ask, graph } from '../client';
import { LiveList } from '../live-list';
import { partnerToken } from '../partner';
import { startStack, type Stack } from '../stack';
import { patients, units, World } from '../world';

let stack: Stack;
let world: World;
let partner: string;
let live: LiveList;

beforeAll(async () => {
  stack = await startStack();
  world = new World(stack);
  await world.isOpen();
  partner = await partnerToken(stack);
}, 180_000);
afterAll(async () => {
  await (live as LiveList | undefined)?.disconnect();
  await world.ends();
  await stack.stop();
});

type Data = NonNullable<Answer['data']>;
const submissionFields = 'id reference status became caseId ticketId unit { id name } profession priority readFrom submittedAt startedAt outcome journeyId forwarded';
const identify = `mutation ($input: IdentifyPatientInput!) { identifyPatient(input: $input) { __typename ... on IdentifyPatientOk { patientId digital } ... on Refusal { code message } } }`;
const submit = `mutation ($input: SubmitConsultationInput!) { submitConsultation(input: $input) { __typename ... on SubmitConsultationOk { submission { ${submissionFields} } } ... on Refusal { code message } } }`;
const forward = '... on ForwardConsultationOk { card { unit { name } profession } }';

const named = (over: Record<string, unknown> = {}) => ({ personalNumber: testNumberFor('1978-03-02', 'FEMALE').number, givenName: 'Astrid', familyName: 'Ringer', listedUnitId: units.gavleHealthCentre.id, ...over });
const identified = async (over: Record<string, unknown> = {}): Promise<Data> => (await graph(stack.graphUrl, partner, identify, { input: named(over) }))['identifyPatient'] as Data;
const consultation = (patientId: string, over: Record<string, unknown> = {}) => ({
  reference: `call-${patientId}`, patientId, digital: false, careLevel: 'PHYSICAL', priority: '8', profession: 'DOCTOR', unitId: units.gavleHealthCentre.id, summary: 'Svullet knä sedan tre dagar.',
  callBackNumbers: [{ number: '+46701740605', whose: 'egen' }, { number: '+46701740606', whose: 'dotter' }], ...over,
});
const submitted = async (input: Record<string, unknown>): Promise<Data> => (await graph(stack.graphUrl, partner, submit, { input }))['submitConsultation'] as Data;
/** What the live field has sent of one submission: its states in order. */
const statesOf = (id: string): string[] =>
  live.events.filter((event) => event['submissionId'] === id).map((event) => event['submission'].status as string);

describe('a patient who calls and is not digital', () => {
  let patientId: string;
  let s: Data;

  test('[CON-2] [PAR-1] the partner names the patient, who had no profile, and the same number is the same patient', async () => {
    const first = await identified();
    expect(first).toEqual({ __typename: 'IdentifyPatientOk', patientId: expect.any(String), digital: false });
    expect(await identified({ givenName: 'Other' })).toEqual(first);
    patientId = first['patientId'] as string;
  });

  test('[CON-2] [CON-4] at once, before the event about the new patient may have come, the submission is an assignment for the nurse, and stays one', async () => {
    const document = `subscription ($after: Int) { partnerSubmissions(after: $after) { __typename
      ... on SubmissionSnapshot { seq submissions { id } } ... on SubmissionChange { seq previousSeq submissionId submission { id ${submissionFields} } } } }`;
    live = await new LiveList({ graphUrl: stack.graphUrl, token: async () => partner }, document).connect();
    // Neither cases nor directory may answer in time on a busy machine: then it is not found, and the partner repeats.
    do s = await submitted(consultation(patientId)); while (s['__typename'] === 'NotFound');
    expect(s).toMatchObject({ __typename: 'SubmitConsultationOk', submission: { status: 'PENDING', became: 'CONSULTATION', profession: 'NURSE', unit: { name: 'Gävle hälsocentral' }, forwarded: 0 } });
    s = s['submission'] as Data;
    expect(s['readFrom']).toBe(s['submittedAt']);
    expect((await submitted(consultation(patientId)))['submission']).toEqual(s);
    expect(await submitted(consultation(patientId, { summary: 'Annat.' }))).toMatchObject({ __typename: 'ReferenceReused' });
  });

  test('[CON-2] [LIV-1] a nurse takes it from her queue, reads what telephone triage wrote, and sends it onward to Sandviken', async () => {
    const take = await world.does('annaNurse', 'takeCase', { caseId: s['caseId'] }, `... on TakeCaseOk { case { entryChannel patient { name } reasonTrace
      consultation { summary careLevel callBackNumbers { rank number whose } submission { reference } } card { kind allowedActions } } }`);
    expect(take['case']).toMatchObject({
      entryChannel: 'TELEPHONE_TRIAGE', patient: { name: 'Astrid Ringer' }, reasonTrace: expect.arrayContaining(['telephone-nurse-rule/gavleborg/1']),
      consultation: { summary: 'Svullet knä sedan tre dagar.', careLevel: 'PHYSICAL', callBackNumbers: [{ rank: 1, number: '+46701740605', whose: 'egen' }, { rank: 2, number: '+46701740606', whose: 'dotter' }], submission: { reference: s['reference'] } },
      card: { kind: 'TELEPHONE_TRIAGE', allowedActions: expect.arrayContaining(['FORWARD']) },
    });
    expect(await world.does('annaNurse', 'forwardConsultation', { caseId: s['caseId'], unitId: units.sandvikenHealthCentre.id, profession: 'NURSE', reason: 'WRONG_UNIT' }, forward))
      .toMatchObject({ __typename: 'ForwardConsultationOk', card: { unit: { name: units.sandvikenHealthCentre.name }, profession: 'NURSE' } });
  });

  test('[BEY-2] [LIV-2] the partner has seen it live: pending, moved, in progress when a clinician really started, completed', async () => {
    for (const [mutation, more] of [['takeCase', {}], ['startCase', {}], ['endCase', { reason: 'CARE_GIVEN' }]] as const) {
      expect(await world.does('sandraNurse', mutation, { caseId: s['caseId'], ...more })).toMatchObject({ __typename: `${mutation[0]!.toUpperCase()}${mutation.slice(1)}Ok` });
    }
    await live.heard(() => statesOf(s['id'] as string).includes('COMPLETED'), 10_000);
    // A change is read when it is shown, so a later state may stand in an earlier one's place, and never the other way round.
    const order = ['PENDING', 'IN_PROGRESS', 'COMPLETED'];
    const places = statesOf(s['id'] as string).map((state) => order.indexOf(state));
    expect(places).toEqual([...places].sort());
    expect(places.length).toBeGreaterThanOrEqual(4);
    const { submission } = await graph(stack.graphUrl, partner, `query ($r: String!) { submission(reference: $r) { ${submissionFields} } }`, { r: s['reference'] });
    expect(submission).toMatchObject({ status: 'COMPLETED', outcome: 'CARE_GIVEN', forwarded: 1, unit: { name: units.sandvikenHealthCentre.name }, startedAt: expect.any(String), journeyId: s['journeyId'] });
  });
});

test('[CON-2] [BOO-2] a digital patient who calls gets a ticket, which booking shows', async () => {
  const { patientId, digital } = await identified({ personalNumber: testNumberFor('1990-05-17', 'FEMALE').number, mobile: '+46701740611' });
  expect(digital).toBe(true);
  let ticket: Data;
  do ticket = await submitted(consultation(patientId as string, { digital, careLevel: 'DIGITAL', profession: 'NURSE', callBackNumbers: [] })); while (ticket['__typename'] === 'NotFound');
  expect(ticket['submission']).toMatchObject({ became: 'TICKET', status: 'RECEIVED', caseId: null, ticketId: expect.any(String) });
  await stack.settled();
  const { unitTickets } = await world.as('annaNurse', 'query ($unitId: ID!) { unitTickets(unitId: $unitId) { edges { node { id source priority } } } }', { unitId: units.gavleHealthCentre.id });
  expect((unitTickets as Data)['edges'].map((e: Data) => e['node'])).toContainEqual({ id: (ticket['submission'] as Data)['ticketId'], source: 'TELEPHONE_TRIAGE', priority: '8' });
});

test('[SAF-3] a protected person who calls is not handled: the partner learns the other ways in', async () => {
  expect(await submitted(consultation(patients.protectedPerson.id))).toMatchObject({ __typename: 'ProtectedIdentityNotHandled', message: expect.stringContaining('1177.se') });
});

test('[PAR-1] [DIR-3] a partner sees its own submissions and nothing else of the graph', async () => {
  const { data } = await ask(stack.graphUrl, partner, `query ($unitId: ID!) { queue(unitId: $unitId) { totalCount } myCases { id } findPatient(identifier: "196512123339") { id } mySubmissions(first: 5) { edges { node { reference } } } }`, { unitId: units.gavleHealthCentre.id });
  expect(data).toMatchObject({ queue: null, myCases: null, findPatient: null });
  expect((data!['mySubmissions'] as Data)['edges'].length).toBe(2);
});
