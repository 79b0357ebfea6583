import { v7 } from 'uuid';
import { caseKeys, myCaseKeys, queueKeys } from '../src/operations/live-keys';
import { openCase } from '../src/operations/open-case';
import { queue } from '../src/operations/queue';
import { takeCase } from '../src/operations/take-case';
import type { QueueFilter } from '../src/storage/queue-store';
import { type CasesWorld, casesWorld, liveActor, patientActor, staffMember } from './cases-world';

let world: CasesWorld;
const nina = staffMember('nina');
/** What was hinted to each subject, in order. */
const hints = new Map<string, { seq: number; caseId: string; visible?: boolean }[]>();

beforeAll(async () => {
  world = await casesWorld();
  world.db.signals.publishHint = (subject, data) => void hints.set(subject, [...(hints.get(subject) ?? []), data as never]);
  await world.unit('bollnas', { staffedRoles: ['NURSE', 'DOCTOR'] });
});
afterAll(() => world.end());

describe('what the gateway asks of cases', () => {
  it('[QUE-4] [LIV-1] a filtered queue that is live shows what the query shows, in its order, also of some cases only', async () => {
    const ids: string[] = [];
    for (const priority of ['2', '3', '5']) ids.push(await world.session({ priority, urgencyRank: Number(priority), patientId: `p-${priority}` }));
    await takeCase(world.db, nina, ids[2]!);
    const filters: QueueFilter[] = [{}, { statuses: ['REQUESTED'] }, { statuses: ['ACCEPTED'] }, { mine: true }, { kinds: ['MESSAGE'] }, { kinds: ['DROP_IN'], createdTo: new Date(0) }, { escalated: false }, { roles: ['NURSE'] }];
    for (const filter of filters) {
      const shown = (await queue(world.db, nina, { unitId: 'bollnas', filter, first: 100 }))!.edges.map(({ node }) => node.id);
      expect((await queueKeys(world.db, liveActor('bollnas'), 'bollnas', { filter, viewerId: 'nina' }))!.caseIds).toEqual(shown);
      expect((await queueKeys(world.db, liveActor('bollnas'), 'bollnas', { filter, viewerId: 'nina', among: [ids[2]!, v7()] }))!.caseIds).toEqual(shown.filter((id) => id === ids[2]));
    }
    expect((await queueKeys(world.db, liveActor('bollnas'), 'bollnas', { filter: { mine: true }, viewerId: 'nils' }))!.caseIds).toEqual([]);
  });

  it('[LIV-2] [DIR-3] a case’s number is for who has opened or taken it, and counts what happens to the case or its card', async () => {
    const id = await world.session({ patientId: 'berit' });
    expect(await caseKeys(world.db, nina, id)).toBeNull();
    await openCase(world.db, nina, { caseId: id, reason: 'CARE' });
    const before = (await caseKeys(world.db, nina, id))!;
    expect(before.caseIds).toEqual([id]);
    expect(await caseKeys(world.db, nina, id.toUpperCase())).toBeNull();
    expect(await caseKeys(world.db, staffMember('nils'), id)).toBeNull();
    await takeCase(world.db, nina, id);
    await world.hear('message.posted', { threadId: v7(), caseId: id, patientId: 'berit', unitId: 'bollnas', messageId: v7(), seq: 1, senderKind: 'PATIENT', senderId: 'berit', phase: 'VISIT', postedAt: new Date().toISOString(), unreadByStaff: 1 });
    const after = (await caseKeys(world.db, nina, id))!;
    expect(after.seq).toBe(before.seq + 2);
    expect(hints.get(`live.case.${id}`)!.map(({ seq }) => seq)).toEqual(Array.from({ length: after.seq }, (_, i) => i + 1));
  });

  it('[LIV-2] [SAF-4] a child’s case stands in the child’s list and in each guardian’s; who becomes or ceases to be one is told, and out of the limit nobody is', async () => {
    await world.child('kid', ['mia', 'olle']);
    const id = await world.session({ patientId: 'kid', ageBand: 'FROM_6_TO_12' });
    for (const person of ['kid', 'mia', 'olle']) expect(await myCaseKeys(world.db, patientActor(person))).toEqual({ seq: 1, caseIds: [id] });
    await world.child('kid', ['mia', 'stina']);
    expect(hints.get('live.patient.olle')!.at(-1)).toEqual({ seq: 2, caseId: id, visible: false });
    expect(hints.get('live.patient.stina')!.at(-1)).toEqual({ seq: 1, caseId: id, visible: true });
    expect(await myCaseKeys(world.db, patientActor('olle'))).toEqual({ seq: 2, caseIds: [] });
    await takeCase(world.db, nina, id);
    expect([await myCaseKeys(world.db, patientActor('olle')), await myCaseKeys(world.db, patientActor('stina'))]).toEqual([{ seq: 2, caseIds: [] }, { seq: 2, caseIds: [id] }]);
    await world.child('kid', ['mia', 'stina'], new Date(Date.now() - 1_000));
    expect(hints.get('live.patient.mia')!.at(-1)).toMatchObject({ visible: false });
    expect((await myCaseKeys(world.db, patientActor('mia'))).caseIds).toEqual([]);
    expect((await myCaseKeys(world.db, patientActor('kid'))).caseIds).toEqual([id]);
  });

  it('[AUD-1] [LIV-2] a live case leaves rows in the viewer’s name with case and patient; only the gateway may write them, and keys are for nobody else', async () => {
    const id = await world.session({ patientId: 'cecilia' });
    const viewing = { staffId: 'nina', commissionId: 'c-1', phase: 'BEGAN', fromSeq: 1, toSeq: 1, caseId: id };
    const mutation = 'mutation V($input: RecordLiveViewingInput!) { recordLiveViewing(input: $input) }';
    expect((await world.ask(liveActor('bollnas'), mutation, { input: { viewings: [viewing] } })).data).toEqual({ recordLiveViewing: true });
    expect(await world.audits({ action: 'liveCase' })).toMatchObject([{ actor_id: 'nina', case_id: id, patient_id: 'cecilia', unit_id: 'bollnas', what: 'case/began/1-1' }]);
    expect((await world.ask(nina, mutation, { input: { viewings: [viewing] } })).errors).toHaveLength(1);
    expect((await world.ask(liveActor('bollnas'), mutation, { input: { viewings: [{ ...viewing, caseId: 'x' }] } })).errors).toMatchObject([{ extensions: { code: 'BAD_INPUT' } }]);
    const asked = 'query K($id: ID!) { caseKeys(caseId: $id) { seq } myCaseKeys { seq } queueKeys(unitId: "bollnas") { seq } }';
    expect((await world.ask(patientActor('cecilia'), asked, { id })).data).toMatchObject({ caseKeys: null, myCaseKeys: { seq: 1 }, queueKeys: null });
    expect((await world.ask(nina, asked, { id })).data).toMatchObject({ myCaseKeys: null, queueKeys: null });
  });
});
