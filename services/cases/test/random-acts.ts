import { systemActor } from '@vardgraf/service-kit/actor';
import { read } from '@vardgraf/service-kit/postgres';
import { transact, type Tx } from '@vardgraf/service-kit/transaction';
import { v7 } from 'uuid';
import { acceptHandover } from '../src/operations/accept-handover';
import { assignWaiting } from '../src/operations/assign-case';
import { endCase } from '../src/operations/end-case';
import { endShift } from '../src/operations/end-shift';
import { escalateCases } from '../src/operations/escalate-case';
import { endLooking } from '../src/operations/look-at-case';
import { openCase } from '../src/operations/open-case';
import { refuseHandover } from '../src/operations/refuse-handover';
import { releaseCase } from '../src/operations/release-case';
import { remindHandover } from '../src/operations/remind-handover';
import { reprioritiseCase } from '../src/operations/reprioritise-case';
import { requestHandover } from '../src/operations/request-handover';
import { returnUntouchedCase } from '../src/operations/return-untouched-case';
import { startCase } from '../src/operations/start-case';
import { startShift } from '../src/operations/start-shift';
import { takeCase } from '../src/operations/take-case';
import { withdrawCase } from '../src/operations/withdraw-case';
import { withdrawHandover } from '../src/operations/withdraw-handover';
import { type CasesWorld, patientActor, staffMember } from './cases-world';
import { actOnOthers, type OtherAct, otherActs, unlessWrong } from './other-acts';
import { actOnSafety, safetyActs } from './safety-acts';

/** Who acts in histories through the database. */
export const staff = [
  staffMember('nina'), staffMember('nils'), staffMember('dora', 'bollnas', 'DOCTOR'), staffMember('sara', 'soderhamn'), staffMember('hugo', ['navet', 'soderhamn'], 'DOCTOR'),
  staffMember('vilma', 'bollnas', 'UNIT_MANAGER'),
];
/** Everything that people, clocks and neighbours do with a case. */
export const actions = [
  'take', 'release', 'start', 'end', 'hold', 'reprioritise', 'withdraw', 'open', 'escalate', 'return', 'staffing', 'wait', 'ask', 'accept', 'refuse', 'take back', 'remind', 'message', 'read',
  'alert', 'phase ends', 'rebook', 'move', 'cancel', 'say', 'shift', 'go home', 'assign', ...safetyActs, ...otherActs,
] as const;
export type Action = (typeof actions)[number];

/** What only a patient's case has; a question from staff has no patient. */
const ofPatients: readonly Action[] = ['message', 'read', 'alert', 'phase ends', 'rebook', 'move', 'cancel', 'say', 'withdraw', 'escalate', 'worse', 'recheck clock'];

/** One deed in a history. */
export interface Step { action: Action; who: number; priority: string; reason: boolean }

/** The world of histories: its time goes on by deeds, and its bookings move. */
export class Histories {
  private minutesPassed = 0;
  /** Where each booking was last. */
  readonly bookedAt = new Map<string, string>();

  constructor(readonly world: CasesWorld) {}

  now(plusMinutes = 0): string {
    return new Date(Date.now() + (this.minutesPassed + plusMinutes) * 60_000).toISOString();
  }

  /** Does it to the case, by the operation of the service. */
  async act(id: string, { action, who, priority, reason }: Step): Promise<unknown> {
    const { world, bookedAt } = this;
    const [db, by] = [world.db, staff[who]!];
    if (ofPatients.includes(action) && (await world.case(id)).patientId === null) return undefined;
    const clock = (work: (tx: Tx, regionId: string, caseId: string) => Promise<unknown>) => transact(db, systemActor('cases'), (tx) => work(tx, 'gavleborg', id));
    switch (action) {
      case 'take': return takeCase(db, by, id);
      case 'release': return releaseCase(db, by, id, 'OTHER');
      case 'start': return startCase(db, by, id);
      case 'end': return endCase(db, by, { caseId: id, reason: 'CARE_GIVEN', phaseDays: 0 });
      case 'hold': return endCase(db, by, { caseId: id, reason: 'CARE_GIVEN', phaseDays: 3 });
      case 'ask': return unlessWrong(requestHandover(db, by, { clientId: v7(), caseId: id, to: receivers[reason ? 0 : who % receivers.length]!, reason: 'OTHER_COMPETENCE', message: null, consent: null }));
      case 'accept': return this.onHandover(id, (h) => acceptHandover(db, by, h));
      case 'refuse': return this.onHandover(id, (h) => refuseHandover(db, by, h, 'NO_CAPACITY'));
      case 'take back': return this.onHandover(id, (h) => withdrawHandover(db, by, h));
      case 'remind': return clock(remindHandover);
      case 'message': return world.hear('message.posted', { ...thread(id), messageId: v7(), seq: 1, senderKind: 'PATIENT', senderId: 'anna', phase: 'ASYNCHRONOUS', postedAt: this.now(), unreadByStaff: 1 + who });
      case 'read': return world.hear('thread.read', { ...thread(id), readerKind: 'STAFF', readerId: by.personId, upToSeq: 1, unreadByStaff: 0 });
      case 'alert': return world.hear('alert.raised', { alertId: v7(), caseId: id, unitId: 'bollnas', why: 'OPENED', raisedAt: this.now() });
      case 'phase ends': return world.hear('phase.ended', { ...thread(id), endedAt: this.now() });
      case 'rebook': return this.rebook(id, bookedAt.get(id), 14 + who);
      case 'move': return this.rebook(id, bookedAt.get(id) === 'soderhamn' ? 'bollnas' : 'soderhamn', 14);
      case 'cancel': return this.cancel(id);
      case 'reprioritise': return reprioritiseCase(db, by, { caseId: id, priority, reason: reason ? 'ASSESSED' : undefined });
      case 'withdraw': return withdrawCase(db, patientActor('anna'), id);
      case 'open': return openCase(db, by, { caseId: id, reason: 'CARE' });
      case 'escalate': return clock((tx, regionId, caseId) => escalateCases(tx, regionId, [caseId]));
      case 'return': return clock(returnUntouchedCase);
      case 'wait':
        await world.shiftClock(`${(this.minutesPassed += 11)} minutes`);
        return clock(endLooking);
      case 'say': return world.hear('message.posted', { ...thread(id), messageId: v7(), seq: 1, senderKind: 'PATIENT', senderId: 'anna', phase: 'VISIT', postedAt: this.now(), unreadByStaff: 1 });
      case 'shift': return startShift(db, by, by.commission.unitIds[0]!);
      case 'go home': return endShift(db, by, { unitId: by.commission.unitIds[0]!, endAnyway: reason });
      case 'assign': return transact(db, systemActor('cases'), (tx) => assignWaiting(tx, 'gavleborg', by.commission.unitIds[0]!));
      case 'staffing': return world.unit('bollnas', { cooperatingUnitIds: ['soderhamn'], staffedRoles: reason ? ['NURSE', 'DOCTOR'] : ['DOCTOR'] });
      default: return isOther(action) ? actOnOthers(world, id, { action, by, at: this.now() }) : actOnSafety(world, id, action, by, new Date(this.now()));
    }
  }

  /** Does something with the case's latest request; nothing when there is none. */
  private async onHandover(caseId: string, what: (handoverId: string) => Promise<unknown>): Promise<unknown> {
    const [latest] = await read<{ id: string }>(this.world.db, 'SELECT id::text FROM handover WHERE case_id = $1 ORDER BY asked_at DESC, id DESC LIMIT 1', [caseId]);
    return latest && what(latest.id);
  }

  private async rebook(caseId: string, unitId: string | undefined, inMinutes: number): Promise<void> {
    const [{ bookingId }, previousUnitId] = [await this.world.case(caseId), this.bookedAt.get(caseId)];
    if (!bookingId || !unitId || !previousUnitId) return;
    this.bookedAt.set(caseId, unitId);
    await this.world.hear('booking.rebooked', {
      bookingId, caseId, ticketId: 't', patientId: 'anna', slotId: v7(), unitId, role: 'NURSE', staffId: null, visitType: 'VIDEO', startsAt: this.now(inMinutes), endsAt: this.now(60), previousStartsAt: this.now(),
      previousUnitId,
    });
  }

  private async cancel(caseId: string): Promise<void> {
    const { bookingId } = await this.world.case(caseId);
    if (bookingId) await this.world.hear('booking.cancelled', { bookingId, caseId, ticketId: 't', patientId: 'anna', unitId: this.bookedAt.get(caseId)!, startsAt: this.now(), byKind: 'PATIENT', reason: 'OTHER' });
  }
}

const isOther = (action: Action): action is OtherAct => otherActs.some((one) => one === action);

const receivers = [
  { unitId: 'soderhamn', role: null, staffId: null }, { unitId: 'bollnas', role: 'DOCTOR', staffId: null }, { unitId: 'navet', role: 'DOCTOR', staffId: null }, { unitId: 'bollnas', role: 'NURSE', staffId: null },
] as const;
const thread = (caseId: string) => ({ threadId: `thread-${caseId}`, caseId, patientId: 'anna', unitId: 'bollnas' });
