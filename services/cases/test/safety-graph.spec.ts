import { v7 } from 'uuid';
import { startCase } from '../src/operations/start-case';
import { takeCase } from '../src/operations/take-case';
import { type CasesWorld, casesWorld, staffMember } from './cases-world';

let world: CasesWorld;
const [nina, dora] = [staffMember('nina'), staffMember('dora', 'bollnas', 'DOCTOR')];
beforeAll(async () => {
  world = await casesWorld();
  await world.unit('bollnas', { staffedRoles: ['NURSE', 'DOCTOR'] });
});
afterAll(() => world.end());

async function met(by = dora, tags: 'SUICIDE_RISK_FLAGGED'[] = ['SUICIDE_RISK_FLAGGED']): Promise<string> {
  const id = await world.session({ tags });
  await takeCase(world.db, by, id);
  await startCase(world.db, by, id);
  return id;
}
async function does(by: typeof nina, mutation: string, input: object, fields = '') {
  const type = `${mutation[0]!.toUpperCase()}${mutation.slice(1)}`;
  const answer = await world.ask(by, `mutation ($input: ${type}Input!) { ${mutation}(input: $input) { __typename ... on Refusal { code message } ${fields} } }`, { input });
  return answer.data ? answer.data[mutation] : answer.errors![0]!.extensions;
}
const assessment = (caseId: string, more: object = {}) => ({
  clientId: v7(), caseId, rung: 'SUICIDAL_THOUGHTS', riskFactors: 'Ensam.', protectiveFactors: 'Familjen.', basis: ['CHAT', 'JOURNAL'], level: 'MODERATE', ...more,
});

it('[SAF-1] the protocol through the graph: assessed, planned, handed over, received, ended; every step with who, in whose words', async () => {
  const caseId = await met();
  const risk = 'case { suicideRisk { state level dueAt assessments { rung riskFactors basis byRole by { id } } steps { event words reason by { id } } } card { suicideRiskBand nextAction allowedActions } }';
  expect(await does(dora, 'assessSuicideRisk', assessment(caseId), `... on AssessSuicideRiskOk { ${risk} }`)).toMatchObject({
    case: {
      suicideRisk: { state: 'PHYSICAL_VISIT', level: 'MODERATE', dueAt: expect.any(String), assessments: [{ rung: 'SUICIDAL_THOUGHTS', riskFactors: 'Ensam.', basis: ['CHAT', 'JOURNAL'], byRole: 'DOCTOR', by: { id: 'dora' } }] },
      card: { suicideRiskBand: 'RAISED', nextAction: 'CARE', allowedActions: expect.arrayContaining(['ASSESS_SUICIDE_RISK', 'RECORD_PHYSICAL_VISIT', 'PLAN_INDIVIDUALLY', 'HAND_OVER_ACUTELY']) },
    },
  });
  const until = new Date(Date.now() + 86_400_000).toISOString();
  expect(await does(dora, 'planIndividually', { caseId, reason: 'PATIENT_REFUSES', plan: 'Vi hörs.', until })).toEqual({ __typename: 'PlanIndividuallyOk' });
  expect(await does(dora, 'endCase', { caseId, reason: 'CARE_GIVEN', phaseDays: 0 })).toMatchObject({ __typename: 'SuicideRiskOpen' });
  expect(await does(dora, 'handOverAcutely', { caseId, to: 'PSYCHIATRY', words: 'Tackar nej till allt.' })).toEqual({ __typename: 'HandOverAcutelyOk' });
  expect(await does(dora, 'prolongContact', { caseId, minutes: 5 })).toMatchObject({ __typename: 'RiskStateDiffers', code: 'RISK_STATE_DIFFERS' });
  const received = await does(dora, 'recordReceipt', { caseId, receivedBy: 'Psykiatrijouren', receivedAt: new Date(0).toISOString() }, `... on RecordReceiptOk { ${risk} }`);
  expect(received.case.suicideRisk.steps.map((step: { event: string }) => step.event)).toEqual(['FLAG', 'TAKEN_OVER', 'ASSESSED_MODERATE', 'PLAN', 'HAND_OVER_ACUTELY', 'RECEIPT']);
  expect(received.case.suicideRisk.steps.slice(3)).toMatchObject([{ words: 'Vi hörs.', reason: 'PATIENT_REFUSES' }, { words: 'Tackar nej till allt.', reason: 'PSYCHIATRY' }, { words: 'Psykiatrijouren', by: { id: 'dora' } }]);
  expect(await does(dora, 'endCase', { caseId, reason: 'REFERRED', phaseDays: 0 })).toEqual({ __typename: 'EndCaseOk' });
});

it('[SAF-1] what only doctor and psychologist may is refused to a nurse, by every verb', async () => {
  const caseId = await met(nina);
  const until = new Date(Date.now() + 86_400_000).toISOString();
  const theirs: [string, object][] = [
    ['assessSuicideRisk', assessment(caseId)], ['recordPhysicalVisit', { caseId, held: true }], ['planIndividually', { caseId, reason: 'OTHER', plan: 'a', until }], ['prolongContact', { caseId, minutes: 5 }],
    ['closeWithoutContact', { caseId, reason: 'a' }], ['handOverAcutely', { caseId, to: 'EMERGENCY', words: 'a' }], ['recordReceipt', { caseId, receivedBy: 'a', receivedAt: new Date(0).toISOString() }],
  ];
  for (const [mutation, input] of theirs) expect([mutation, await does(nina, mutation, input)]).toEqual([mutation, expect.objectContaining({ __typename: 'NotPermitted' })]);
});

it('[SAF-1] words and numbers that do not fit are BAD_INPUT with their paths', async () => {
  const caseId = await met();
  const bad: [string, object, string][] = [
    ['assessSuicideRisk', assessment(caseId, { riskFactors: ' ' }), 'input.riskFactors'], ['assessSuicideRisk', assessment(caseId, { basis: [] }), 'input.basis'],
    ['assessSuicideRisk', assessment(caseId, { level: 'NONE_OR_LOW' }), 'input.feelsSafeOnline'], ['prolongContact', { caseId, minutes: 0 }, 'input.minutes'],
    ['recordContactAttempt', { clientId: v7(), caseId, channel: 'PHONE', outcome: 'REACHED', numberRank: 0 }, 'input.numberRank'], ['endCase', { caseId, reason: 'WRONG_PERSON' }, 'input.reason'],
  ];
  for (const [mutation, input, path] of bad) expect([mutation, await does(dora, mutation, input)]).toEqual([mutation, { code: 'BAD_INPUT', paths: [path] }]);
});

it('[SAF-1] [QUE-12] in a visit about mental health the checklist offers a nurse to say that nothing is suspected, and a doctor, who assesses, only to pass the step over', async () => {
  for (const [by, profession, doable] of [[nina, 'NURSE', true], [dora, 'DOCTOR', false]] as const) {
    const caseId = await world.session({ profession, tags: ['SUICIDE_ASSESSMENT'] });
    await takeCase(world.db, by, caseId);
    await startCase(world.db, by, caseId);
    const { case: opened } = await does(by, 'openCase', { caseId, reason: 'CARE' }, '... on OpenCaseOk { case { protocols { kind stepsOffered { step doable skippable } } card { allowedActions } } }');
    expect(opened.protocols).toEqual([{ kind: 'SUICIDE_ASSESSMENT', stepsOffered: [{ step: 'CONSIDER', doable, skippable: true }] }]);
    expect(opened.card.allowedActions.includes('ASSESS_SUICIDE_RISK')).toBe(!doable);
    expect(await does(by, 'recordProtocolStep', { caseId, kind: 'SUICIDE_ASSESSMENT', step: 'CONSIDER' })).toMatchObject({ __typename: doable ? 'RecordProtocolStepOk' : 'StepNotOffered' });
  }
});

it('[BEY-9] [SAF-2] [VIS-7] [EXP-7] checklists, attempts and one patient a visit, through the graph', async () => {
  const caseId = await met(nina, []);
  const list = 'case { protocols { kind state finished stepsOffered { step skippable } steps { step skippedBecause by { id } } } card { openProtocols } }';
  expect(await does(nina, 'addPatientToVisit', { caseId, patientId: 'bo' })).toMatchObject({ __typename: 'OnePatientPerVisit', message: expect.stringContaining('en patient') });
  expect(await does(nina, 'recordContactAttempt', { clientId: v7(), caseId, channel: 'PHONE', outcome: 'NO_ANSWER' })).toMatchObject({ __typename: 'PhoneReasonNeeded' });
  const attempt = { clientId: v7(), caseId, channel: 'PHONE', outcome: 'NO_ANSWER', reason: 'TECHNICAL_FAULT' };
  expect(await does(nina, 'recordContactAttempt', attempt, '... on RecordContactAttemptOk { attempt { replacesDigitalVisit by { id } } case { contactAttempts { outcome reason } } }')).toMatchObject({
    attempt: { replacesDigitalVisit: true, by: { id: 'nina' } }, case: { contactAttempts: [{ outcome: 'NO_ANSWER', reason: 'TECHNICAL_FAULT' }] },
  });
  expect(await does(nina, 'beginProtocol', { caseId, kind: 'WRONG_PERSON' }, `... on BeginProtocolOk { ${list} }`)).toMatchObject({
    case: { protocols: [{ kind: 'WRONG_PERSON', state: 'NOTICED', finished: false, stepsOffered: [{ step: 'EXPLAIN', skippable: true }, { step: 'DISMISS', skippable: false }] }], card: { openProtocols: ['WRONG_PERSON'] } },
  });
  expect(await does(nina, 'endCase', { caseId, reason: 'CARE_GIVEN' })).toMatchObject({ __typename: 'ProtocolStepsLeft', code: 'PROTOCOL_STEPS_LEFT' });
  expect(await does(nina, 'recordProtocolStep', { caseId, kind: 'WRONG_PERSON', step: 'CLOSE' })).toMatchObject({ __typename: 'StepNotOffered' });
  await does(nina, 'recordProtocolStep', { caseId, kind: 'WRONG_PERSON', step: 'EXPLAIN' });
  await does(nina, 'recordProtocolStep', { caseId, kind: 'WRONG_PERSON', step: 'ASK_TO_LOG_IN', skippedBecause: 'Patienten kan inte logga in.' });
  const closed = await does(nina, 'closeWrongPerson', { caseId }, `... on CloseWrongPersonOk { case { anamnesisMark endReason } ${list} }`);
  expect(closed.case).toMatchObject({ anamnesisMark: 'OBS FEL PATIENT', endReason: 'WRONG_PERSON', protocols: [{ state: 'MARKED', finished: true }], card: { openProtocols: [] } });
  expect(closed.case.protocols[0].steps.map((step: { skippedBecause: string | null }) => step.skippedBecause)).toEqual([null, null, 'Patienten kan inte logga in.', null]);
});

it('[VIS-4] [HND-2] an opened case says what its unit offers for a phase and a hand-over, and each of it is taken', async () => {
  const opened = await does(nina, 'openCase', { caseId: await met(nina, []), reason: 'CARE' }, '... on OpenCaseOk { case { choices { phaseDays usualPhaseDays handoverReasons handoverConsent } } }');
  const { choices } = opened.case;
  expect(choices).toEqual({ phaseDays: [0, 1, 3, 7, 14, 30], usualPhaseDays: 3, handoverReasons: expect.arrayContaining(['MISPLACED', 'SUICIDE_RISK']), handoverConsent: 'NONE' });
  for (const phaseDays of choices.phaseDays) {
    const id = await met(nina, []);
    expect(await does(nina, 'endCase', { caseId: id, reason: 'CARE_GIVEN', phaseDays })).toMatchObject({ __typename: 'EndCaseOk' });
  }
  for (const reason of choices.handoverReasons) {
    const to = { unitId: 'bollnas', role: 'DOCTOR' };
    expect(await does(nina, 'requestHandover', { clientId: v7(), caseId: await met(nina, []), to, reason, consent: { given: true } })).toMatchObject({ __typename: 'RequestHandoverOk' });
  }
});
