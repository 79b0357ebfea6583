import type { Case } from '../src/domain/case';
import { caseKeys, myCaseKeys, queueKeys } from '../src/operations/live-keys';
import { histories, myCases, myCasesById } from '../src/operations/read-case';
import type { QueueFilter } from '../src/storage/queue-store';
import { type CasesWorld, liveActor, patientActor, staffMember } from './cases-world';

type Heard = { seq: number; caseId: string; visible?: boolean };

const [unitId, viewerId] = ['bollnas', 'nina'];
const filters: QueueFilter[] = [
  { statuses: ['REQUESTED'] }, { kinds: ['SCHEDULED', 'MESSAGE'] }, { tags: ['SUICIDE_RISK_FLAGGED'] }, { escalated: true }, { breachWarning: true }, { roles: ['DOCTOR'] }, { mine: true },
];

/** What live clients have of three streams, as it was when a hint last named each case: filtered queues, the patient's own list, and opened cases (T14). */
export class LiveStreams {
  private readonly fitting = filters.map(() => new Set<string>());
  private readonly own = new Map<string, string>();
  private readonly opened = new Map<string, string>();

  constructor(private readonly world: CasesWorld, private readonly hints: ReadonlyMap<string, readonly Heard[]>) {}

  /** Reads what these hints of a subject name, as the gateway does. */
  async hear(subject: string, heard: readonly Heard[]): Promise<void> {
    const { db } = this.world;
    const ids = [...new Set(heard.map(({ caseId }) => caseId))];
    if (ids.length === 0) return;
    if (subject === `live.unit.${unitId}`) {
      for (const [n, filter] of filters.entries()) {
        const { caseIds } = (await queueKeys(db, liveActor(unitId), unitId, { filter, viewerId, among: ids }))!;
        for (const id of ids) this.fitting[n]![caseIds.includes(id) ? 'add' : 'delete'](id);
      }
    } else if (subject === 'live.patient.anna') {
      for (const mine of await myCasesById(db, patientActor('anna'), ids)) if (mine) this.own.set(mine.id, told(mine));
    } else if (subject.startsWith('live.case.')) this.opened.set(ids[0]!, await this.caseNow(ids[0]!));
  }

  /** What has been built so equals a fresh reading, and no number is missing. */
  async expectWhole(caseIds: readonly string[]): Promise<void> {
    const { db } = this.world;
    for (const [n, filter] of filters.entries()) {
      const { caseIds: fresh } = (await queueKeys(db, liveActor(unitId), unitId, { filter, viewerId }))!;
      expect({ filter, ids: [...this.fitting[n]!].sort() }).toEqual({ filter, ids: [...fresh].sort() });
    }
    const mine = await myCases(db, patientActor('anna'));
    expect([...this.own].sort()).toEqual(mine.map((each) => [each.id, told(each)]).sort());
    expect((await myCaseKeys(db, patientActor('anna'))).seq).toBe(this.gapless('live.patient.anna'));
    for (const id of caseIds) {
      expect(this.opened.get(id)).toBe(await this.caseNow(id));
      const keys = await caseKeys(db, staffMember('nina'), id);
      if (keys) expect(keys).toEqual({ seq: this.gapless(`live.case.${id}`), caseIds: [id] });
    }
  }

  private gapless(subject: string): number {
    const seqs = (this.hints.get(subject) ?? []).map(({ seq }) => seq);
    expect(seqs).toEqual(seqs.map((_, i) => i + 1));
    return seqs.length;
  }

  /** What an opened case tells of itself; who takes part and the event's number are not told. */
  private async caseNow(id: string): Promise<string> {
    const found: Partial<Case> = { ...(await this.world.case(id)) };
    for (const untold of ['version', 'participants', 'releasedBy'] as const) delete found[untold];
    return JSON.stringify([found, await histories(this.world.db, 'gavleborg', [id])]);
  }
}

function told({ asOf: _asOf, ...facts }: Awaited<ReturnType<typeof myCases>>[number]): string {
  return JSON.stringify(facts);
}
