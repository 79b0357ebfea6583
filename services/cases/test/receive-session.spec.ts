import { read } from '@vardgraf/service-kit/postgres';
import type { Visibility } from '../src/domain/case';
import { clinicalRoles } from '../src/domain/codes';
import { casesInNobodysList } from '../src/operations/read-case';
import { takeCase } from '../src/operations/take-case';
import { type CasesWorld, casesWorld, finishedSession, staffMember } from './cases-world';

let world: CasesWorld;
const hints: { subject: string; data: unknown }[] = [];

beforeAll(async () => {
  world = await casesWorld();
  world.db.signals.publishHint = (subject, data) => void (subject.startsWith('live.unit.') && hints.push({ subject, data }));
  await world.unit('bollnas', { staffedRoles: ['NURSE', 'DOCTOR'], cooperatingUnitIds: ['soderhamn'] });
  await world.unit('soderhamn', { staffedRoles: ['NURSE', 'PSYCHOLOGIST'] });
  await world.unit('navet', { kind: 'DROP_IN_HUB', staffedRoles: [...clinicalRoles] });
  for (const [id, unitId] of [['nina', 'bollnas'], ['sara', 'soderhamn'], ['hugo', 'navet']] as const) await world.staff(id, unitId, 'NURSE');
});
beforeEach(() => hints.splice(0));
afterAll(() => world.end());

async function seenBy(id: string): Promise<Record<string, string[]>> {
  const rows = await read<Visibility>(world.db, 'SELECT unit_id AS "unitId", roles FROM case_visibility WHERE case_id = $1', [id]);
  return Object.fromEntries(rows.map((v) => [v.unitId, v.roles]));
}

const everyone = [...clinicalRoles, 'UNIT_MANAGER'].sort();

describe('receiveSession', () => {
  it('[QUE-3] [I6] an accepted drop-in becomes a waiting case with two numbered events, an audit row, a count, a history line and a timer', async () => {
    const finishedAt = new Date(Date.now() - 120_000);
    const id = await world.session({ finishedAt: finishedAt.toISOString() });
    expect(await world.case(id)).toMatchObject({
      status: 'REQUESTED', unitId: 'bollnas', priority: '3', firstPriority: '3', createdAt: finishedAt, waitingSince: finishedAt,
      dueAt: new Date(finishedAt.getTime() + 30 * 60_000), noOneInRole: false, version: 2,
    });
    expect(await world.events(id)).toMatchObject([
      { type: 'case.opened', version: 1, data: { patientId: 'anna', unitId: 'bollnas', complaintCode: 'sore-throat' } },
      { type: 'case.access-changed', version: 2, data: { open: true, units: [{ unitId: 'bollnas', roles: ['NURSE', 'UNIT_MANAGER'] }], responsibleUnitId: 'bollnas', takenBy: null } },
    ]);
    expect(await world.audits({ caseId: id })).toMatchObject([{ actor_kind: 'SYSTEM', action: 'receiveSession', what: 'case.opened', patient_id: 'anna' }]);
    expect(hints).toEqual([{ subject: 'live.unit.bollnas', data: { seq: await world.seq('bollnas'), caseId: id, rolesBefore: [], rolesAfter: ['NURSE', 'UNIT_MANAGER'] } }]);
    expect(await read(world.db, 'SELECT kind FROM timer WHERE aggregate_id = $1 ORDER BY id', [id])).toEqual([{ kind: 'case.escalate' }, { kind: 'case.breach-warning' }, { kind: 'case.recheck' }]);
  });

  it('[I2] the same session again changes nothing, also when the case has moved on', async () => {
    const session = finishedSession();
    await world.hear('session.finished', session);
    await takeCase(world.db, staffMember('nina'), session.caseId!);
    const [before, seq] = [await world.events(session.caseId!), await world.seq('bollnas')];
    await world.hear('session.finished', session);
    expect([await world.events(session.caseId!), await world.seq('bollnas')]).toEqual([before, seq]);
    expect((await world.case(session.caseId!)).status).toBe('ACCEPTED');
  });

  it('[TRI-5] a bookable, a self-care and a physical outcome make no case', async () => {
    for (const disposition of ['BOOKABLE', 'SELF_CARE', 'PHYSICAL'] as const) {
      const session = finishedSession({ disposition });
      await world.hear('session.finished', session);
      expect(await world.events(session.caseId!)).toEqual([]);
    }
  });

  it('[QUE-7] a profession that nobody has here is seen by every clinical role, and marked', async () => {
    const id = await world.session({ profession: 'DIETITIAN' });
    expect(await seenBy(id)).toEqual({ bollnas: everyone });
    expect((await world.case(id)).noOneInRole).toBe(true);
  });

  it('[SAF-1] a flagged case is also seen by doctor and psychologist; where the unit has neither, by the helpers’', async () => {
    expect(await seenBy(await world.session({ tags: ['SUICIDE_RISK_FLAGGED'] }))).toEqual({ bollnas: ['DOCTOR', 'NURSE', 'PSYCHOLOGIST', 'UNIT_MANAGER'] });
    await world.unit('ensam', { staffedRoles: ['NURSE'] });
    expect(await seenBy(await world.session({ unitId: 'ensam', tags: ['SUICIDE_RISK_FLAGGED'] }))).toEqual({
      ensam: ['DOCTOR', 'NURSE', 'PSYCHOLOGIST', 'UNIT_MANAGER'], navet: ['DOCTOR', 'PSYCHOLOGIST'],
    });
  });

  it('[SAF-5] nothing is lost at a unit that is unknown, has drop-in off, is inactive or has no staff', async () => {
    await world.unit('av', { functionsOff: ['DROP_IN'] });
    await world.staff('axel', 'av', 'NURSE');
    await world.unit('stangd', { active: false, staffedRoles: [] });
    const ids: string[] = [];
    for (const unitId of ['okand', 'av', 'stangd']) ids.push(await world.session({ unitId }));
    for (const id of ids) expect((await world.case(id)).status).toBe('REQUESTED');
    expect(Object.keys(await seenBy(ids[0]!)).sort()).toEqual(['navet', 'okand']);
    expect((await casesInNobodysList(world.db, 'gavleborg')).filter((card) => ids.includes(card.id))).toEqual([]);
  });

  it('[QUE-7] when the unknown unit becomes known the mark goes, and who saw the case goes on seeing it', async () => {
    const id = await world.session({ unitId: 'ny' });
    expect(await world.case(id)).toMatchObject({ noOneInRole: true, version: 2 });
    const seen = await seenBy(id);
    hints.splice(0);
    await world.unit('ny', { staffedRoles: ['NURSE'] });
    expect(await world.case(id)).toMatchObject({ noOneInRole: false, version: 2 });
    expect(await seenBy(id)).toEqual(seen);
    expect(hints.map((hint) => hint.subject).sort()).toEqual(['live.unit.navet', 'live.unit.ny']);
  });

  it('[QUE-7] [SAF-5] when the last of the profession leaves, every clinical role sees the case from then on, and access is told', async () => {
    await world.unit('ockelbo', { staffedRoles: ['NURSE', 'PHYSIOTHERAPIST'] });
    const id = await world.session({ unitId: 'ockelbo', profession: 'PHYSIOTHERAPIST' });
    await world.unit('ockelbo', { staffedRoles: ['NURSE'] });
    expect(await seenBy(id)).toEqual({ ockelbo: everyone });
    expect((await world.events(id)).at(-1)).toMatchObject({ type: 'case.access-changed', version: 3, data: { units: [{ unitId: 'ockelbo', roles: everyone }] } });
    const seq = await world.seq('ockelbo');
    await world.unit('ockelbo', { staffedRoles: ['NURSE'], locality: 'Åbyggeby' });
    expect(await world.seq('ockelbo')).toBe(seq);
  });

  it('[I7] an older event about a unit changes nothing', async () => {
    await world.hear('unit.changed', unitFacts('gammal', ['NURSE']), { version: 7_001 });
    await world.hear('unit.changed', unitFacts('gammal', []), { version: 7_000 });
    expect(await read(world.db, 'SELECT staffed_roles FROM unit WHERE id = $1', ['gammal'])).toEqual([{ staffed_roles: ['NURSE'] }]);
  });

  it('[SAF-5] a session without a unit goes to the listed one, else to the hub; one without a case id takes the session’s', async () => {
    await world.hear('patient.changed', {
      patientId: 'listad', birthDate: '1980-01-01', sex: 'MALE', language: 'sv', homeRegionId: 'gavleborg', listedUnitId: 'soderhamn', fixedDoctorId: null,
      protectedIdentity: false, guardianIds: [], mayLogInFrom: '1993-01-01T00:00:00Z', maySeekCareFrom: '1993-01-01T00:00:00Z', proxyUntil: '1993-01-01T00:00:00Z',
    });
    expect((await world.case(await world.session({ unitId: null, patientId: 'listad' }))).unitId).toBe('soderhamn');
    const session = finishedSession({ unitId: null, caseId: null, profession: null });
    await world.hear('session.finished', session);
    expect(await world.case(session.sessionId)).toMatchObject({ unitId: 'navet', profession: 'NURSE' });
  });

  it('[SAF-5] a region that nobody has told about yet keeps the event as a fault, never as silence', async () => {
    await expect(world.session({ unitId: null }, 'halland')).rejects.toThrow('no active unit');
  });

  it('[RDG-1] a level that the scheme no longer has is handled as the next more urgent one', async () => {
    const finishedAt = new Date();
    const id = await world.session({ priority: 'GONE', urgencyRank: 4, finishedAt: finishedAt.toISOString() });
    expect(await world.case(id)).toMatchObject({ priority: 'GONE', urgencyRank: 4, dueAt: new Date(finishedAt.getTime() + 120 * 60_000) });
  });
});

function unitFacts(unitId: string, staffedRoles: ('NURSE' | 'DOCTOR')[]) {
  return {
    unitId, displayName: unitId, kind: 'HEALTH_CENTRE' as const, hsaId: 'SE-1', locality: 'Bollnäs', staffedRoles, cooperatingUnitIds: [], functionsOff: [], acceptsOutOfRegion: true,
    hasAlarmGroup: true, alarmGroupId: 'ALARM', active: true,
  };
}
