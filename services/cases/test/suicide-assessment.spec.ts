import { read } from '@vardgraf/service-kit/postgres';
import { v7 } from 'uuid';
import { acceptHandover } from '../src/operations/accept-handover';
import { assessSuicideRisk } from '../src/operations/assess-suicide-risk';
import { beginProtocol } from '../src/operations/begin-protocol';
import { closeWrongPerson } from '../src/operations/close-wrong-person';
import { endCase } from '../src/operations/end-case';
import { flagSuicideRisk } from '../src/operations/flag-suicide-risk';
import { recordProtocolStep } from '../src/operations/record-protocol-step';
import { releaseCase } from '../src/operations/release-case';
import { requestHandover } from '../src/operations/request-handover';
import { startCase } from '../src/operations/start-case';
import { takeCase } from '../src/operations/take-case';
import { acuteRisk, lowRisk } from './assessments';
import { expectOneStory } from './one-story';
import { dora, nina, safetyWorld, type SafetyWorld } from './safety-world';

let world: SafetyWorld;
beforeAll(async () => {
  world = await safetyWorld();
});
afterAll(() => world.end());

const met = (by = nina, given = {}) => world.met(by, { tags: ['SUICIDE_ASSESSMENT'], ...given });
const end = (caseId: string, by = nina, phaseDays = 0) => endCase(world.db, by, { caseId, reason: 'CARE_GIVEN', phaseDays });
const consider = (caseId: string, by = nina, skippedBecause: string | null = null) =>
  recordProtocolStep(world.db, by, { caseId, kind: 'SUICIDE_ASSESSMENT', step: 'CONSIDER', skippedBecause });
const lists = (id: string) => read(world.db, 'SELECT kind, state FROM protocol WHERE case_id = $1 ORDER BY id', [id]);
const left = { is: 'PROTOCOL_STEPS_LEFT', protocols: ['SUICIDE_ASSESSMENT'] };

describe('a visit about mental health', () => {
  it('[SAF-1] [BEY-9] is neither ended nor held before the nurse has said that she suspects no suicide risk', async () => {
    const id = await met();
    expect(await startCase(world.db, nina, id)).toMatchObject({ is: 'DONE', case: { openProtocols: ['SUICIDE_ASSESSMENT'] } });
    for (const days of [0, 3]) expect(await end(id, nina, days)).toEqual(left);
    expect(await consider(id)).toMatchObject({ is: 'DONE', case: { openProtocols: [], riskState: null } });
    expect(await end(id)).toMatchObject({ is: 'DONE', case: { status: 'COMPLETED' } });
    expect(await lists(id)).toEqual([{ kind: 'SUICIDE_ASSESSMENT', state: 'CONSIDERED' }]);
    await expectOneStory(world, id);
  });

  it('[SAF-1] a doctor assesses in it, and need not say so twice; only says so without an assessment with a reason', async () => {
    const [assessed, passedOver] = [await met(dora, { profession: 'DOCTOR' }), await met(dora, { profession: 'DOCTOR' })];
    expect(await end(assessed, dora)).toEqual(left);
    expect(await consider(assessed, dora)).toEqual({ is: 'STEP_NOT_OFFERED', state: 'TO_CONSIDER' });
    expect(await assessSuicideRisk(world.db, dora, lowRisk(assessed))).toMatchObject({ is: 'DONE', case: { riskState: 'ONLINE_CARE', openProtocols: [] } });
    expect(await end(assessed, dora)).toMatchObject({ is: 'DONE' });
    expect(await consider(passedOver, dora, 'Patienten svarade aldrig.')).toMatchObject({ is: 'DONE', case: { openProtocols: [] } });
    expect(await end(passedOver, dora)).toMatchObject({ is: 'DONE' });
    for (const id of [assessed, passedOver]) await expectOneStory(world, id);
  });

  it('[SAF-1] what the nurse suspects goes to a doctor, whose assessment counts for the visit; the same answer again changes nothing', async () => {
    const id = await met();
    expect(await flagSuicideRisk(world.db, nina, id, 'PATIENT_SAID')).toMatchObject({ is: 'DONE', case: { riskState: 'HANDOVER_REQUIRED', openProtocols: ['SUICIDE_ASSESSMENT'] } });
    const asked = await requestHandover(world.db, nina, { clientId: v7(), caseId: id, to: { unitId: 'bollnas', role: 'DOCTOR', staffId: null }, reason: 'SUICIDE_RISK', message: null, consent: { given: true, urgentReason: null } });
    await acceptHandover(world.db, dora, (asked as { handover: { id: string } }).handover.id);
    const answer = acuteRisk(id);
    for (let n = 0; n < 2; n += 1) expect(await assessSuicideRisk(world.db, dora, answer)).toMatchObject({ is: 'DONE', case: { openProtocols: [] } });
    expect(await end(id, dora)).toEqual({ is: 'SUICIDE_RISK_OPEN' });
    expect(await lists(id)).toEqual([{ kind: 'SUICIDE_ASSESSMENT', state: 'CONSIDERED' }]);
    await expectOneStory(world, id);
  });

  it('[SAF-1] begins to ask once: not again when the visit is begun anew, nor where the risk was flagged from the beginning', async () => {
    const [again, flagged] = [await met(), await met(dora, { profession: 'DOCTOR', tags: ['SUICIDE_RISK_FLAGGED', 'SUICIDE_ASSESSMENT'] })];
    await consider(again);
    await releaseCase(world.db, nina, again, 'OTHER');
    await takeCase(world.db, nina, again);
    expect(await startCase(world.db, nina, again)).toMatchObject({ is: 'DONE', case: { openProtocols: [] } });
    expect(await lists(again)).toHaveLength(1);
    expect(await lists(flagged)).toEqual([]);
  });

  it('[SAF-1] [SAF-2] is closed as another person’s without it: of who is not the patient nothing else is written', async () => {
    const id = await met();
    await beginProtocol(world.db, nina, id, 'WRONG_PERSON');
    for (const step of ['EXPLAIN', 'ASK_TO_LOG_IN'] as const) await recordProtocolStep(world.db, nina, { caseId: id, kind: 'WRONG_PERSON', step, skippedBecause: null });
    expect(await closeWrongPerson(world.db, nina, id)).toMatchObject({ is: 'DONE', case: { status: 'ENTERED_IN_ERROR', openProtocols: [] } });
    await expectOneStory(world, id);
  });

  it('[SAF-1] other visits are not asked for it', async () => {
    const id = await world.met(nina, { tags: [] });
    expect(await end(id)).toMatchObject({ is: 'DONE' });
  });
});
