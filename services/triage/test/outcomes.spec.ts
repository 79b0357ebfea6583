import type { PatientActor } from '@vardgraf/service-kit/actor';
import { loadPacks } from '../src/content/load';
import { simplePack } from './simple-pack';
import { type TriageWorld, triageWorld } from './triage-world';

let world: TriageWorld;
let anna: PatientActor;
const packs = [
  ...loadPacks(),
  simplePack('drop-in', { priority: 4, need: 'DIGITAL', profession: 'NURSE' }),
  simplePack('bookable', { priority: 8, need: 'DIGITAL', profession: 'DOCTOR' }),
  simplePack('physical', { priority: 7, need: 'PHYSICAL', profession: 'DOCTOR' }),
  simplePack('hands-now', { priority: 2, need: 'PHYSICAL', profession: 'DOCTOR' }),
  simplePack('hub', { priority: 4, need: 'DIGITAL', care: 'SPECIALIST', profession: 'PSYCHOLOGIST' }),
  simplePack('clinic', { priority: 8, need: 'DIGITAL', care: 'SPECIALIST', profession: 'DOCTOR' }),
  simplePack('teeth', { priority: 8, need: 'DIGITAL', care: 'DENTAL', profession: 'DENTIST' }),
];

beforeAll(async () => {
  world = await triageWorld();
  await world.publish(packs);
  for (const regionId of ['gavleborg', 'halland']) {
    const at = regionId === 'gavleborg' ? '' : 'h-';
    await world.unit(`${at}bollnas`, { regionId });
    await world.unit(`${at}hub`, { kind: 'DROP_IN_HUB', regionId });
  }
  for (const clinic of ['clinic-a', 'clinic-b']) await world.unit(clinic, { kind: 'SPECIALIST_CLINIC' });
  await world.unit('dentist', { kind: 'DENTAL_CLINIC' });
  await world.unit('closed', { opening: 'CLOSED' });
  await world.unit('private', { acceptsOutOfRegion: false });
  anna = await world.person();
});
afterAll(() => world.end());

describe('[TRI-5] what accepting an outcome makes', () => {
  it('a drop-in becomes a case at the listed health centre, told once with codes only', async () => {
    const { session } = await world.whole(anna, 'drop-in');
    expect(session).toMatchObject({
      status: 'FINISHED', screen: null, emergency: null,
      outcome: { priority: '4', urgencyRank: 4, priorityLabel: 'Within 2 hours', disposition: 'DROP_IN', careLevel: 'DIGITAL_PRIMARY', profession: 'NURSE', unit: { id: 'bollnas' }, closed: null, ticketId: null },
    });
    expect(await world.events(session.id)).toMatchObject([{
      type: 'session.finished', version: 1,
      data: {
        sessionId: session.id, patientId: anna.personId, proxyId: null, entryChannel: 'TRIAGE', disposition: 'DROP_IN', caseId: session.outcome.caseId, ticketId: null,
        unitId: 'bollnas', complaintCode: 'drop-in', priority: '4', urgencyRank: 4, ageBand: 'FROM_18_TO_64', sex: 'FEMALE', tags: [],
      },
    }]);
    expect(await world.audits('finishTriage', anna.personId)).toMatchObject([{ case_id: session.outcome.caseId, what: 'session.finished', actor_id: anna.personId }]);
  });

  it('a bookable one becomes a ticket, a physical visit an instruction', async () => {
    const booked = (await world.whole(anna, 'bookable')).session;
    expect(booked.outcome).toMatchObject({ disposition: 'BOOKABLE', priority: '8', caseId: null, ticketId: expect.any(String) });
    expect((await world.events(booked.id))[0]!.data).toMatchObject({ disposition: 'BOOKABLE', ticketId: booked.outcome.ticketId, caseId: null });
    const visit = (await world.whole(anna, 'physical')).session;
    expect(visit.outcome).toMatchObject({ disposition: 'PHYSICAL', careLevel: 'PHYSICAL_PRIMARY', caseId: null, ticketId: null });
    expect(visit.outcome.advice.join(' ')).toContain('in person');
  });

  it('a self-care advice makes nothing, until the patient asks to chat: a drop-in last in line, once', async () => {
    const { session } = await world.whole(anna, 'sore-throat');
    expect(session.outcome).toMatchObject({ disposition: 'SELF_CARE', priority: '12', unit: null, caseId: null, ticketId: null });
    const first = await world.mutate(anna, 'chatAfterSelfCare', { sessionId: session.id });
    expect(first).toMatchObject({ __typename: 'ChatAfterSelfCareOk', caseId: expect.any(String) });
    expect((await world.mutate(anna, 'chatAfterSelfCare', { sessionId: session.id }))['caseId']).toBe(first['caseId']);
    expect(await world.events(session.id)).toMatchObject([
      { version: 1, data: { disposition: 'SELF_CARE', caseId: null } },
      { version: 2, data: { disposition: 'DROP_IN', entryChannel: 'CHAT_AFTER_SELF_CARE', priority: '12', urgencyRank: 12, unitId: 'bollnas', caseId: first['caseId'], tags: ['AFTER_SELF_CARE'] } },
    ]);
  });

  it('[RDG-1] in halland the region’s own codes stand, and its P12 is SELF_CARE', async () => {
    const hanna = await world.person({ listedUnitId: 'h-bollnas' }, 'halland');
    expect((await world.whole(hanna, 'drop-in')).session.outcome).toMatchObject({ priority: '3', urgencyRank: 4 });
    const { session } = await world.whole(hanna, 'sore-throat');
    await world.mutate(hanna, 'chatAfterSelfCare', { sessionId: session.id });
    expect((await world.events(session.id))[1]!.data).toMatchObject({ priority: 'SELF_CARE', urgencyRank: 12, unitId: 'h-bollnas' });
  });

  it('accepting again the same way is the same yes, and tells nobody twice', async () => {
    const first = (await world.whole(anna, 'drop-in')).session;
    expect((await world.mutate(anna, 'finishTriage', { sessionId: first.id }))['session'].outcome.caseId).toBe(first.outcome.caseId);
    expect(await world.events(first.id)).toHaveLength(1);
  });
});

describe('[TRI-4] life danger', () => {
  it('ends the session at once with 112 on the screen; no case, and the event carries nothing clinical', async () => {
    const begun = await world.start(anna, 'cough');
    const { session } = await world.mutate(anna, 'answerTriage', { sessionId: begun['id'], answers: [{ findingId: 'danger-unconscious', value: 'yes' }] });
    expect(session).toMatchObject({ status: 'EMERGENCY', screen: null, emergency: { emergencyNumber: '112', adviceNumber: '1177' }, outcome: { disposition: 'EMERGENCY', careLevel: 'EMERGENCY_112', caseId: null } });
    expect(session.emergency.text).toContain('Call 112 now');
    expect(await world.events(session.id)).toEqual([{ type: 'emergency.referred', version: 1, data: { sessionId: session.id, careLevel: 'EMERGENCY_112' } }]);
    expect(await world.mutate(anna, 'finishTriage', { sessionId: session.id })).toMatchObject({ __typename: 'SessionNotOpen', status: 'EMERGENCY' });
    expect(await world.mutate(anna, 'chatAfterSelfCare', { sessionId: session.id })).toMatchObject({ __typename: 'NotSelfCare' });
  });

  it('what needs hands at once is sent to an emergency department', async () => {
    const session = await world.answerAll(anna, await world.start(anna, 'hands-now'));
    expect(session).toMatchObject({ status: 'EMERGENCY', outcome: { careLevel: 'EMERGENCY_DEPARTMENT' } });
    expect(session['emergency'].text).toContain('emergency department');
  });

  it('anyone reads the 112 text without a token', async () => {
    const { data } = await world.ask(undefined, '{ emergencyInformation { title text emergencyNumber adviceNumber } }');
    expect(data!['emergencyInformation']).toMatchObject({ title: expect.stringContaining('112'), emergencyNumber: '112', adviceNumber: '1177' });
  });

  it('[RDG-9] [SAF-1] who is suicidal now is told 112 everywhere; in halland a flagged case waits as well, most urgent', async () => {
    const now = { answers: [{ findingId: 'danger-suicide', value: 'yes' }] };
    const inGavle = (await world.mutate(anna, 'answerTriage', { sessionId: (await world.start(anna, 'mental-health'))['id'], ...now }))['session'];
    expect((await world.events(inGavle.id)).map((event) => event.type)).toEqual(['emergency.referred']);
    expect(inGavle.emergency.text).toContain('90101');
    const hanna = await world.person({ listedUnitId: 'h-bollnas' }, 'halland');
    const { session } = await world.mutate(hanna, 'answerTriage', { sessionId: (await world.start(hanna, 'mental-health'))['id'], ...now });
    expect(session).toMatchObject({ status: 'EMERGENCY', outcome: { priority: 'EMERGENCY', caseId: expect.any(String) } });
    expect(await world.events(session.id)).toMatchObject([
      { type: 'emergency.referred', version: 1 },
      { type: 'session.finished', version: 2, data: { disposition: 'DROP_IN', priority: '1', urgencyRank: 2, profession: 'PSYCHOLOGIST', unitId: 'h-bollnas', caseId: session.outcome.caseId, tags: ['SUICIDE_RISK_FLAGGED', 'SUICIDE_ASSESSMENT'] } },
    ]);
  });
});

describe('[TRI-6] where it goes', () => {
  it('specialised drop-ins go to the hub, bookings to the clinic the patient chooses, teeth to dental care', async () => {
    expect((await world.whole(anna, 'hub')).session.outcome).toMatchObject({ careLevel: 'DIGITAL_SPECIALIST', unit: { id: 'hub' }, profession: 'PSYCHOLOGIST' });
    const asked = await world.whole(anna, 'clinic');
    expect(asked).toMatchObject({ __typename: 'UnitChoiceNeeded', choices: [{ id: 'clinic-a' }, { id: 'clinic-b' }] });
    expect((await world.whole(anna, 'clinic', {}, { unitId: 'clinic-b' })).session.outcome).toMatchObject({ disposition: 'BOOKABLE', unit: { id: 'clinic-b' } });
    expect(await world.whole(anna, 'clinic', {}, { unitId: 'bollnas' })).toMatchObject({ __typename: 'UnitChoiceNeeded' });
    expect((await world.whole(anna, 'teeth')).session.outcome).toMatchObject({ careLevel: 'DENTAL', disposition: 'PHYSICAL', unit: { id: 'dentist' } });
  });

  it('a patient of another region chooses a unit that accepts them, and is marked', async () => {
    const otto = { ...(await world.person({ homeRegionId: 'halland', listedUnitId: 'h-bollnas' })), regionId: 'gavleborg' };
    const asked = await world.whole(otto, 'drop-in');
    expect(asked).toMatchObject({ __typename: 'UnitChoiceNeeded' });
    const choices = asked['choices'].map((unit: { id: string }) => unit.id);
    expect(choices).toContain('bollnas');
    expect(choices).not.toContain('private');
    const { session } = await world.whole(otto, 'drop-in', {}, { unitId: 'bollnas' });
    expect((await world.events(session.id))[0]!.data).toMatchObject({ unitId: 'bollnas', tags: ['OUT_OF_REGION'] });
  });

  it('who is listed nowhere chooses among the health centres', async () => {
    const ulla = await world.person({ listedUnitId: null });
    expect(await world.whole(ulla, 'drop-in')).toMatchObject({ __typename: 'UnitChoiceNeeded', code: 'UNIT_CHOICE_NEEDED' });
    expect((await world.whole(ulla, 'drop-in', {}, { unitId: 'private' })).session.outcome.unit).toEqual({ id: 'private' });
  });
});

describe('[TRI-7] a closed unit', () => {
  it('refers by severity, and takes what the patient sends anyway, marked', async () => {
    const clara = await world.person({ listedUnitId: 'closed' });
    const begun = await world.answerAll(clara, await world.start(clara, 'drop-in'));
    expect(begun['outcome'].closed).toMatchObject({ maySend: true, opensAt: expect.any(String), text: expect.stringContaining('1177') });
    expect(await world.mutate(clara, 'finishTriage', { sessionId: begun['id'] })).toMatchObject({ __typename: 'UnitClosed', maySend: true, opensAt: begun['outcome'].closed.opensAt });
    const { session } = await world.mutate(clara, 'finishTriage', { sessionId: begun['id'], sendToClosedUnit: true });
    expect((await world.events(session.id))[0]!.data).toMatchObject({ unitId: 'closed', tags: ['SENT_WHILE_CLOSED'] });
  });

  it('where the region does not take it, nothing can be sent', async () => {
    await world.unit('v-closed', { opening: 'CLOSED', regionId: 'vastragotaland' });
    const vera = await world.person({ listedUnitId: 'v-closed' }, 'vastragotaland');
    expect(await world.whole(vera, 'drop-in', {}, { sendToClosedUnit: true })).toMatchObject({ __typename: 'UnitClosed', maySend: false });
  });

  it('on-call duty takes P4 itself', async () => {
    await world.unit('on-call', { opening: 'ON_CALL' });
    const olga = await world.person({ listedUnitId: 'on-call' });
    expect((await world.whole(olga, 'drop-in')).session.outcome).toMatchObject({ closed: null, caseId: expect.any(String) });
  });
});

describe('[DIR-7] a function that is off', () => {
  it('refuses the drop-in, the ticket, the chat and the beginning, each by name', async () => {
    await world.unit('off', { functionsOff: ['DROP_IN', 'TICKETS'] });
    await world.unit('silent', { functionsOff: ['TRIAGE_CHAT'] });
    const filippa = await world.person({ listedUnitId: 'off' });
    expect(await world.whole(filippa, 'drop-in')).toMatchObject({ __typename: 'FunctionOff', function: 'DROP_IN' });
    expect(await world.whole(filippa, 'bookable')).toMatchObject({ __typename: 'FunctionOff', function: 'TICKETS' });
    const { session } = await world.whole(filippa, 'sore-throat');
    expect(await world.mutate(filippa, 'chatAfterSelfCare', { sessionId: session.id })).toMatchObject({ __typename: 'FunctionOff', function: 'DROP_IN' });
    const siv = await world.person({ listedUnitId: 'silent' });
    expect(await world.mutate(siv, 'startTriage', { clientId: siv.personId, complaintCode: 'other' })).toMatchObject({ __typename: 'FunctionOff', function: 'TRIAGE_CHAT' });
  });

  it('[SAF-1] never turns a suicide risk away', async () => {
    const frida = await world.person({ listedUnitId: 'off' });
    const { session } = await world.whole(frida, 'mental-health', { 'suicide-thoughts': 'yes' });
    expect(session.outcome).toMatchObject({ disposition: 'DROP_IN', caseId: expect.any(String) });
    expect((await world.events(session.id))[0]!.data).toMatchObject({ tags: ['SUICIDE_RISK_FLAGGED', 'SUICIDE_ASSESSMENT'], unitId: 'off' });
  });
});
