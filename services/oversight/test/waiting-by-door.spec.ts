import type { EventData } from '@vardgraf/schema/events/catalogue';
import type { NewEvent } from '@vardgraf/service-kit/transaction';
import { v7 } from 'uuid';
import { analyst, anna, manager, nils, oversightWorld, type OversightWorld } from './oversight-world';

let world: OversightWorld;
beforeAll(async () => { world = await oversightWorld(); }, 120_000);
afterAll(() => world.end());

interface Row { priority: string | null; door: string | null; proxy: boolean | null; ageBand: string | null; language: string | null; fromOtherRegion: boolean | null; inflow: number | null; started: number | null; startedInTime: number | null; waitMinutesP50: number | null }
const document = `query ($input: WaitingByDoorInput!) { waitingByDoor(input: $input) { rows { priority door proxy ageBand language fromOtherRegion inflow started startedInTime waitMinutesP50 waitMinutesP90 } } }`;
async function ask(actor: Parameters<OversightWorld['ask']>[0], by: string[], over: object = {}) {
  const answer = await world.ask(actor, document, { input: { from: '2026-03-01', to: '2026-03-31', by, ...over } });
  return { rows: ((answer.data?.['waitingByDoor'] ?? null) as { rows: Row[] } | null)?.rows ?? null, errors: answer.errors };
}

/** A case that waited so many minutes. */
async function met(minutes: number, opened: Partial<EventData<'case.opened'>>, phoned = false): Promise<void> {
  const caseId = v7();
  const after = { caseId, patientId: 'patient-anna', unitId: 'unit-big', status: 'REQUESTED' as const, priority: '3', urgencyRank: 3 };
  const events: NewEvent[] = [
    { type: 'case.opened', aggregateId: caseId, version: 1, regionId: 'gavleborg', data: { ...after, kind: 'DROP_IN', entryChannel: 'TRIAGE', sessionId: null, complaintCode: 'cough', profession: 'NURSE', ageBand: 'FROM_18_TO_64', sex: 'FEMALE', tags: [], waitingSince: '2026-03-24T08:00:00Z', dueAt: null, alert: true, bookedAt: null, linkedCaseId: null, language: 'sv', ...opened } },
    { type: 'case.started', aggregateId: caseId, version: 2, regionId: 'gavleborg', data: { ...after, status: 'IN_PROGRESS', staffId: 'nurse-nils', startedAt: '2026-03-24T09:00:00Z', waitedSeconds: minutes * 60, withinHandlingTime: minutes <= 30 } },
  ];
  if (phoned) for (const [version, channel] of [[3, 'PHONE'], [4, 'CHAT']] as const) events.push({ type: 'case.contact-attempted', aggregateId: caseId, version, regionId: 'gavleborg', data: { ...after, status: 'IN_PROGRESS', staffId: 'nurse-nils', channel, outcome: 'REACHED', reason: null, replacesDigitalVisit: channel === 'PHONE' } });
  await world.tell('cases', ...events);
}

beforeAll(async () => {
  await world.asAdmin("UPDATE vardgraf.clock_offset SET offset_by = '2026-03-24T08:00:00Z'::timestamptz - clock_timestamp()");
  for (let n = 0; n < 12; n += 1) await met(10, {}, n < 9);
  for (let n = 0; n < 9; n += 1) await met(60, { entryChannel: n < 5 ? 'ASSISTED_TRIAGE' : 'TELEPHONE_TRIAGE', ageBand: 'FROM_80' });
  for (let n = 0; n < 3; n += 1) await met(40, { tags: ['PROXY'], ageBand: 'FROM_1_TO_5', language: 'en' });
  await world.heard();
}, 120_000);

test('[BEY-10] waiting by door and priority: the telephone beside the app, small groups hidden and the rest rounded also in a whole region', async () => {
  const { rows, errors } = await ask(analyst, ['DOOR', 'PRIORITY']);
  expect(errors).toBeUndefined();
  expect(rows).toMatchObject([{ door: 'APP', priority: '3', inflow: 15, started: 15, startedInTime: 10, waitMinutesP50: 10 }, { door: 'TELEPHONE', priority: '3', inflow: 10, started: 10, startedInTime: 0, waitMinutesP50: 60 }]);
});

test('[BEY-10] [MET-2] proxy, age band and language, with what is too few neither counted nor timed', async () => {
  expect((await ask(analyst, ['PROXY'])).rows).toMatchObject([{ proxy: false, inflow: 20 }, { proxy: true, inflow: null, started: null, waitMinutesP50: null }]);
  expect((await ask(analyst, ['AGE_BAND'])).rows!.map(({ ageBand, inflow }) => [ageBand, inflow])).toEqual([['FROM_18_TO_64', 10], ['FROM_1_TO_5', null], ['FROM_80', 10]]);
  expect((await ask(analyst, ['LANGUAGE', 'FROM_OTHER_REGION'])).rows!.map(({ language, fromOtherRegion }) => [language, fromOtherRegion])).toEqual([['en', false], ['sv', false]]);
});

test('[BEY-10] [MET-2] only whole months and three dimensions; a unit manager reads the own unit, a nurse and a patient nothing', async () => {
  expect((await ask(analyst, [], { to: '2026-03-30' })).errors![0]!.extensions).toMatchObject({ code: 'BAD_INPUT' });
  expect((await ask(analyst, ['DOOR', 'PROXY', 'AGE_BAND', 'LANGUAGE'])).errors![0]!.extensions).toMatchObject({ code: 'BAD_INPUT', paths: ['input.by'] });
  expect((await ask(manager, ['DOOR'])).rows).toEqual([]);
  for (const actor of [nils, anna]) expect((await ask(actor, ['DOOR'])).rows).toBeNull();
});

test('[VIS-6] [MET-1] a digital visit that was replaced by phone is a figure, and another attempt is not', async () => {
  const answer = await world.ask(analyst, 'query ($input: CareFiguresInput!) { careFigures(input: $input) { rows { phoneReplacements } csv } }', { input: { from: '2026-03-01', to: '2026-03-31', by: [] } });
  expect(answer.data!['careFigures']).toMatchObject({ rows: [{ phoneReplacements: 9 }], csv: expect.stringContaining('phoneReplacements') });
});
