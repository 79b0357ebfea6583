import type { EventData } from '@vardgraf/schema/events/catalogue';
import { v7 } from 'uuid';
import { endCase } from '../src/operations/end-case';
import { startCase } from '../src/operations/start-case';
import { takeCase } from '../src/operations/take-case';
import { type CasesWorld, casesWorld, staffMember } from './cases-world';

let world: CasesWorld;
const nina = staffMember('nina');
const hints: { subject: string; data: unknown }[] = [];

beforeAll(async () => {
  world = await casesWorld();
  world.db.signals.publishHint = (subject, data) => void (subject.startsWith('live.unit.') && hints.push({ subject, data }));
  await world.unit('bollnas');
});
afterAll(() => world.end());

async function begun(): Promise<string> {
  const id = await world.session();
  await takeCase(world.db, nina, id);
  await startCase(world.db, nina, id);
  return id;
}

const about = (caseId: string) => ({ threadId: `thread-${caseId}`, caseId, patientId: 'anna', unitId: 'bollnas' });
const posted = (caseId: string, given: Partial<EventData<'message.posted'>> = {}): EventData<'message.posted'> => ({
  ...about(caseId), messageId: v7(), seq: 1, senderKind: 'PATIENT', senderId: 'anna', phase: 'VISIT', postedAt: new Date().toISOString(), unreadByStaff: 1, ...given,
});

describe('facts of other services on a card', () => {
  const raised = (caseId: string, alertId: string, raisedAt: string): EventData<'alert.raised'> => ({ alertId, caseId, unitId: 'bollnas', why: 'OPENED', raisedAt });
  const changed = (caseId: string, alertId: string, status: EventData<'alert.changed'>['status']): EventData<'alert.changed'> => ({ alertId, caseId, unitId: 'bollnas', why: 'OPENED', status });

  it('[MSG-1] [LIV-1] unread messages are counted in every unit that sees the card, only when they change; the case gets no event and no new version', async () => {
    const id = await begun();
    const [events, before, seq] = [await world.events(id), await world.case(id), await world.seq('bollnas')];
    hints.splice(0);
    await world.hear('message.posted', posted(id, { unreadByStaff: 2 }));
    await world.hear('message.posted', posted(id, { senderKind: 'STAFF', unreadByStaff: 2 }));
    expect(await world.case(id)).toEqual({ ...before, unreadMessages: 2 });
    expect([await world.events(id), await world.seq('bollnas')]).toEqual([events, seq + 1]);
    const roles = ['NURSE', 'UNIT_MANAGER'];
    expect(hints).toEqual([{ subject: 'live.unit.bollnas', data: { seq: seq + 1, caseId: id, rolesBefore: roles, rolesAfter: roles } }]);
    await world.hear('thread.read', { ...about(id), readerKind: 'STAFF', readerId: 'nina', upToSeq: 2, unreadByStaff: 0 });
    expect([(await world.case(id)).unreadMessages, await world.seq('bollnas')]).toEqual([0, seq + 2]);
  });

  it('[I7] an older event about a thread changes nothing', async () => {
    const id = await begun();
    await world.hear('thread.read', { ...about(id), readerKind: 'STAFF', readerId: 'nina', upToSeq: 4, unreadByStaff: 0 }, { version: 90_004 });
    await world.hear('message.posted', posted(id, { unreadByStaff: 3 }), { version: 90_003 });
    expect((await world.case(id)).unreadMessages).toBe(0);
  });

  it('[NOT-3] [BEY-4] the card shows how its latest alert stands; an older alert and an older word change nothing', async () => {
    const id = await world.session();
    const state = async () => (await world.case(id)).alertState;
    const [events, seq] = [await world.events(id), await world.seq('bollnas')];
    await world.hear('alert.raised', raised(id, 'a1', '2026-11-02T09:00:00.000Z'));
    await world.hear('alert.raised', raised(id, 'a1', '2026-11-02T09:00:00.000Z'));
    expect([await state(), await world.seq('bollnas')]).toEqual(['RAISED', seq + 1]);
    await world.hear('alert.changed', changed(id, 'a1', 'SILENT'), { version: 91_003 });
    await world.hear('alert.changed', changed(id, 'a1', 'DELIVERED'), { version: 91_002 });
    expect([await state(), await world.seq('bollnas')]).toEqual(['SILENT', seq + 2]);
    await world.hear('alert.raised', raised(id, 'a2', '2026-11-02T09:10:00.000Z'));
    await world.hear('alert.changed', changed(id, 'a1', 'CLEARED'));
    await world.hear('alert.raised', raised(id, 'a0', '2026-11-02T08:00:00.000Z'));
    expect(await state()).toBe('RAISED');
    await world.hear('alert.changed', changed(id, 'a2', 'ACKNOWLEDGED'));
    expect(await state()).toBe('ACKNOWLEDGED');
    await world.hear('alert.changed', changed(id, 'a2', 'CLEARED'));
    expect([await state(), await world.events(id)]).toEqual(['NONE', events]);
  });

  it('[LIV-1] a fact about an ended case is kept and counted nowhere; one about an unknown case is nothing', async () => {
    const id = await begun();
    await endCase(world.db, nina, { caseId: id, reason: 'CARE_GIVEN', phaseDays: 0 });
    const seq = await world.seq('bollnas');
    await world.hear('alert.raised', raised(id, 'b1', '2026-11-02T09:00:00.000Z'));
    await world.hear('alert.raised', raised(v7(), 'b2', '2026-11-02T09:00:00.000Z'));
    expect([(await world.case(id)).alertState, await world.seq('bollnas')]).toEqual(['RAISED', seq]);
  });
});
