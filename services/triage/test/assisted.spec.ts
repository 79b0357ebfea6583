import type { PartnerActor, PatientActor, StaffActor } from '@vardgraf/service-kit/actor';
import { v4, v7 } from 'uuid';
import { loadPacks } from '../src/content/load';
import { simplePack } from './simple-pack';
import { staffMember, type TriageWorld, triageWorld } from './triage-world';

let world: TriageWorld;
let anna: PatientActor;
const sara = staffMember('sara', ['navet']);
const doctor: StaffActor = { ...staffMember('dan', ['navet']), commission: { id: 'c-dan', unitIds: ['navet'], role: 'DOCTOR' } };
const system: PartnerActor = { kind: 'PARTNER', clientId: 'telephone-triage', regionId: 'gavleborg', scopes: ['consultations:submit', 'triage:assist'], language: 'sv' };

beforeAll(async () => {
  world = await triageWorld();
  await world.publish([...loadPacks(), simplePack('drop-in', { priority: 5, need: 'DIGITAL', profession: 'NURSE' }), simplePack('visit', { priority: 7, need: 'PHYSICAL', profession: 'DOCTOR' })]);
  await world.unit('bollnas');
  await world.unit('navet', { kind: 'DROP_IN_HUB' });
  anna = await world.person();
});
afterAll(() => world.end());

const forAnna = { get patientId() { return anna.personId; } };
const begun = async (actor: StaffActor | PartnerActor, code = 'drop-in') => world.answerAll(actor, await world.start(actor, code, { ...forAnna }));
const override = (actor: StaffActor | PartnerActor, sessionId: string, priority: string, more: object = {}) => world.mutate(actor, 'overrideTriage', { sessionId, priority, ...more });

describe('[TRI-2] S13: the same answers by telephone', () => {
  it.each(['sore-throat', 'cough', 'headache', 'drop-in'])('of %s come to the same outcome as the patient’s own', async (code) => {
    const own = await world.answerAll(anna, await world.start(anna, code), { fever: 'yes' });
    for (const actor of [sara, system]) {
      const theirs = await world.answerAll(actor, await world.start(actor, code, { ...forAnna }), { fever: 'yes' });
      expect(theirs).toMatchObject({ assisted: true, patient: { id: anna.personId }, outcome: { priority: own['outcome'].priority, disposition: own['outcome'].disposition, unit: own['outcome'].unit } });
      expect(theirs['outcome'].reasons.map((r: { ruleId: string }) => r.ruleId)).toEqual(own['outcome'].reasons.map((r: { ruleId: string }) => r.ruleId));
    }
    expect(own['assisted']).toBe(false);
  });

  it('for a digital patient becomes a drop-in of theirs, nobody’s proxy, and the log says who', async () => {
    const session = await begun(sara);
    const finished = (await world.mutate(sara, 'finishTriage', { sessionId: session['id'] }))['session'];
    expect(finished.outcome).toMatchObject({ disposition: 'DROP_IN', caseId: expect.any(String) });
    expect((await world.events(finished.id)).at(-1)).toMatchObject({ data: { patientId: anna.personId, proxyId: null, tags: [], assisted: true } });
    expect((await world.audits('finishTriage', anna.personId)).map((row) => row['actor_id'])).toContain('sara');
  });
});

describe('[TRI-2] [DIR-3] who triages by telephone', () => {
  const start = (actor: StaffActor | PartnerActor | PatientActor, more: object = {}) => world.mutate(actor, 'startTriage', { clientId: v4(), complaintCode: 'drop-in', ...forAnna, ...more });

  it('is staff of the region’s roles at its kinds of unit, and the system with the scope', async () => {
    expect(await start(sara)).toMatchObject({ __typename: 'StartTriageOk' });
    expect(await start(system)).toMatchObject({ __typename: 'StartTriageOk' });
    for (const nobody of [staffMember('nina', ['bollnas']), { ...sara, commission: { ...sara.commission, role: 'PHYSIOTHERAPIST' as const } }, { ...system, scopes: ['consultations:submit'] }]) {
      expect(await start(nobody)).toMatchObject({ __typename: 'NotPermitted' });
      expect(await override(nobody, v4(), '3')).toMatchObject({ __typename: 'NotPermitted' });
    }
    expect(await override(anna as never, v4(), '3')).toMatchObject({ __typename: 'NotPermitted' });
  });

  it('names the patient; one whom nobody knows, or another region’s, is not found, and a protected identity is stopped; no age gate holds', async () => {
    expect(await world.badInput(sara, 'startTriage', { clientId: v4(), complaintCode: 'drop-in' })).toEqual(['input.patientId']);
    expect(await start(sara, { patientId: v4() })).toMatchObject({ __typename: 'NotFound' });
    for (const listedUnitId of ['halmstad', null]) {
      const stranger = await world.person({ listedUnitId }, 'halland');
      for (const actor of [sara, system]) expect(await start(actor, { patientId: stranger.personId })).toMatchObject({ __typename: 'NotFound' });
    }
    const petronella = await world.person({ protectedIdentity: true });
    expect(await start(sara, { patientId: petronella.personId })).toMatchObject({ __typename: 'ProtectedIdentityNotHandled' });
    const young = await world.person({ birthDate: '2015-01-01', maySeekCareFrom: new Date(Date.now() + 1e11).toISOString() });
    expect(await start(sara, { patientId: young.personId })).toMatchObject({ __typename: 'StartTriageOk' });
  });

  it('goes on with the sessions of the unit, not with another unit’s, the system’s or the patient’s own', async () => {
    const session = await world.start(sara, 'cough', { ...forAnna });
    const colleague = staffMember('sonja', ['navet']);
    const answers = [{ findingId: 'fever', value: 'no' }];
    const say = (actor: StaffActor | PartnerActor | PatientActor, sessionId = session['id'] as string) => world.mutate(actor, 'answerTriage', { sessionId, answers });
    expect(await say(colleague)).toMatchObject({ __typename: 'AnswerTriageOk' });
    const open = (await world.ask(colleague, '{ openTriageSessions { id } }')).data!['openTriageSessions'] as { id: string }[];
    expect(open.map(({ id }) => id)).toContain(session['id']);
    await world.unit('jouren', { kind: 'ON_CALL' });
    expect(await say(staffMember('olle', ['jouren']))).toMatchObject({ __typename: 'NotFound' });
    expect(await say(system)).toMatchObject({ __typename: 'NotFound' });
    expect(await say(anna)).toMatchObject({ __typename: 'NotFound' });
    const own = await world.start(anna, 'cough');
    expect(await say(sara, own['id'])).toMatchObject({ __typename: 'NotFound' });
    expect((await world.ask(anna, 'query S($id: ID!) { triageSession(id: $id) { assisted } }', { id: session['id'] })).data!['triageSession']).toEqual({ assisted: true });
    expect((await world.ask(system, 'query S($id: ID!) { triageSession(id: $id) { id } }', { id: session['id'] })).data!['triageSession']).toBeNull();
    for (const role of ['ANALYST', 'LOG_REVIEWER', 'SYSTEM_MANAGER', 'PHYSIOTHERAPIST'] as const) {
      const other = { ...staffMember('ove', ['navet']), commission: { id: 'c-ove', unitIds: ['navet'], role } };
      expect((await world.ask(other, 'query S($id: ID!) { triageSession(id: $id) { id } }', { id: session['id'] })).data!['triageSession']).toBeNull();
    }
  });
});

describe('[TRI-12] staff’s own priority', () => {
  it('is raised freely, also before all is asked, and both are kept with who and when', async () => {
    const session = await world.start(sara, 'drop-in', { ...forAnna });
    const raised = (await override(sara, session['id'], '3'))['session'];
    expect(raised).toMatchObject({
      outcome: { priority: '3', urgencyRank: 3 }, engineOutcome: { priority: '5', urgencyRank: 5 },
      overrides: [{ by: { id: 'sara' }, role: 'NURSE', engineUrgencyRank: 5, priority: '3', urgencyRank: 3, reason: null }],
    });
    const finished = (await world.mutate(sara, 'finishTriage', { sessionId: session['id'] }))['session'];
    expect(finished).toMatchObject({ outcome: { priority: '3', disposition: 'DROP_IN' }, engineOutcome: { priority: '5' } });
    expect((await world.events(finished.id)).at(-1)).toMatchObject({ data: { priority: '3', urgencyRank: 3, engine: { priority: '5', urgencyRank: 5 }, assisted: true } });
  });

  it('is lowered with a reason, logged with the words; a later danger takes the lowering away', async () => {
    const session = await begun(system, 'sore-throat');
    const before = session['outcome'].priority;
    expect(before).toBe('12');
    await override(system, session['id'], '4');
    expect(await override(system, session['id'], '9')).toMatchObject({ __typename: 'ReasonNeeded', code: 'REASON_NEEDED' });
    const lowered = await override(system, session['id'], '9', { reason: 'ASSESSED', note: 'Mår bra.' });
    expect(lowered).toMatchObject({ __typename: 'OverrideTriageOk', session: { outcome: { priority: '9' }, overrides: [{}, { by: null, role: null, reason: 'ASSESSED', note: 'Mår bra.' }] } });
    expect((await world.audits('overrideTriage', anna.personId)).at(-1)).toMatchObject({ actor_id: 'telephone-triage', what: 'session.overridden', reason: 'ASSESSED', note: 'Mår bra.' });
    const danger = (await world.mutate(system, 'answerTriage', { sessionId: session['id'], answers: [{ findingId: 'throat-one-sided', value: 'yes' }] }))['session'];
    expect(danger.engineOutcome.urgencyRank).toBeLessThan(9);
    expect(danger.outcome.urgencyRank).toBe(danger.engineOutcome.urgencyRank);
  });

  it('an emergency that the answers give may be lowered with a reason, and one that they do not give may be made', async () => {
    const made = await begun(sara);
    expect((await override(sara, made['id'], '1'))['session']).toMatchObject({ status: 'EMERGENCY', outcome: { disposition: 'EMERGENCY' } });
    expect((await world.events(made['id'])).map(({ type }) => type)).toEqual(['emergency.referred']);
    const back = await override(sara, made['id'], '5', { reason: 'NEW_INFORMATION' });
    expect(back).toMatchObject({ session: { status: 'OPEN', outcome: { priority: '5' } } });
    const given = await world.start(sara, 'sore-throat', { ...forAnna });
    const [danger] = given['screen'].questions as { findingId: string }[];
    const over = (await world.mutate(sara, 'answerTriage', { sessionId: given['id'], answers: [{ findingId: danger!.findingId, value: 'yes' }] }))['session'];
    expect(over.status).toBe('EMERGENCY');
    expect(await override(sara, given['id'], '3')).toMatchObject({ __typename: 'ReasonNeeded' });
    expect((await override(sara, given['id'], '3', { reason: 'ASSESSED' }))['session']).toMatchObject({ status: 'OPEN', outcome: { priority: '3' }, engineOutcome: { urgencyRank: 1 } });
  });

  it('[SAF-1] with suicide risk only a doctor or psychologist lowers it', async () => {
    const session = await world.answerAll(sara, await world.start(sara, 'mental-health', { ...forAnna }), { 'suicide-thoughts': 'yes' });
    const lower = (actor: StaffActor) => override(actor, session['id'], '9', { reason: 'ASSESSED' });
    expect(await lower(sara)).toMatchObject({ __typename: 'SuicideRiskOpen' });
    expect(await lower(doctor)).toMatchObject({ __typename: 'OverrideTriageOk', session: { outcome: { priority: '9' } } });
  });

  it('a level that the scheme does not have, or a malformed id, is named by its path', async () => {
    const session = await begun(sara);
    expect(await world.badInput(sara, 'overrideTriage', { sessionId: session['id'], priority: '13' })).toEqual(['input.priority']);
    expect(await world.badInput(sara, 'overrideTriage', { sessionId: 'nonsense', priority: '3' })).toEqual(['input.sessionId']);
    await world.mutate(sara, 'finishTriage', { sessionId: session['id'] });
    expect(await override(sara, session['id'], '3')).toMatchObject({ __typename: 'SessionNotOpen', status: 'FINISHED' });
  });
});

describe('[CON-2] a patient who cannot be met digitally', () => {
  it('is handed over: no case, no ticket, and what to submit stands in the answer', async () => {
    const session = await begun(system, 'visit');
    const { consultation, outcome } = (await world.mutate(system, 'finishTriage', { sessionId: session['id'], digital: false }))['session'];
    expect(outcome).toMatchObject({ disposition: 'CONSULTATION', caseId: null, ticketId: null });
    expect(consultation).toMatchObject({ reference: session['id'], journeyId: session['id'], careLevel: 'PHYSICAL', priority: '7', profession: 'DOCTOR', unitId: 'bollnas', summary: expect.stringContaining('P7') });
    expect((await world.events(session['id'])).at(-1)).toMatchObject({ type: 'session.finished', data: { disposition: 'CONSULTATION', caseId: null, ticketId: null } });
  });

  it('once submitted, who has the assignment in hand reads the report', async () => {
    const { session } = await world.mutate(system, 'finishTriage', { sessionId: (await begun(system, 'visit'))['id'], digital: false });
    const caseId = v7();
    const submitted = {
      submissionId: v7(), partnerId: 'telephone-triage', patientId: anna.personId, journeyId: session.id as string, caseId, ticketId: null, unitId: 'bollnas', profession: 'NURSE' as const, physical: true,
      priority: '7', urgencyRank: 7, ageBand: 'FROM_18_TO_64' as const, sex: 'FEMALE' as const, submittedAt: new Date().toISOString(), readFrom: new Date().toISOString(),
    };
    await world.hear('consultation.submitted', { ...submitted, patientId: v4() });
    await world.hear('consultation.submitted', submitted);
    await world.hear('case.access-changed', { caseId, patientId: anna.personId, open: true, units: [{ unitId: 'bollnas', roles: ['NURSE'] }], responsibleUnitId: 'bollnas', takenBy: 'nina', participants: [] });
    const query = 'query E($r: [_Any!]!) { _entities(representations: $r) { ... on Case { anamnesis { text } } } }';
    const answer = await world.ask(staffMember('nina'), query, { r: [{ __typename: 'Case', id: caseId }] });
    expect(answer.data!['_entities'][0].anamnesis.text).toContain('P7');
  });

  it('self-care advice is given to anybody; staff without that system, and patients, hand nobody over', async () => {
    const session = await begun(system, 'sore-throat');
    expect((await world.mutate(system, 'finishTriage', { sessionId: session['id'], digital: false }))['session'].outcome).toMatchObject({ disposition: 'SELF_CARE' });
    const staffs = await begun(sara);
    expect(await world.mutate(sara, 'finishTriage', { sessionId: staffs['id'], digital: false })).toMatchObject({ __typename: 'NotPermitted' });
    const own = await world.answerAll(anna, await world.start(anna, 'drop-in'));
    expect(await world.mutate(anna, 'finishTriage', { sessionId: own['id'], digital: false })).toMatchObject({ __typename: 'NotPermitted' });
  });
});
