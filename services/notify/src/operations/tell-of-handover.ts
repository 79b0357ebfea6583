import type { Tx } from '@vardgraf/service-kit/transaction';
import type { Audience } from '../domain/staff-notice';
import { settleHandover } from '../storage/staff-notice-store';
import { bumpReaders, tellStaff, tellStaffMember } from './tell-staff';

/** A request to hand a case over, as its event tells of it. */
export interface ToldHandover {
  regionId: string;
  caseId: string;
  handoverId: string;
  fromUnitId: string;
  at: Date;
}

/** Whoever may answer is told that they are asked (NOT-5, HND-1). @param askedBy who asks */
export async function tellHandoverAsked(tx: Tx, h: ToldHandover, answerers: Audience, askedBy: string): Promise<void> {
  await tellStaff(tx, { ...about(h), businessKey: `handover:${h.handoverId}`, kind: 'HANDOVER_ASKED' }, answerers, askedBy);
}

/** Who asked is told of the answer; to the others it waits no more (NOT-5, HND-1). @param askedBy null: nobody is told */
export async function tellHandoverAnswered(tx: Tx, h: ToldHandover, kind: 'HANDOVER_ACCEPTED' | 'HANDOVER_REFUSED', askedBy: string | null): Promise<void> {
  await tellHandoverOver(tx, h);
  if (askedBy !== null) await tellStaffMember(tx, { ...about(h), businessKey: `handover-answered:${h.handoverId}`, kind, unitId: h.fromUnitId }, askedBy);
}

/** The request waits no more. */
export async function tellHandoverOver(tx: Tx, { regionId, handoverId, at }: Pick<ToldHandover, 'regionId' | 'handoverId' | 'at'>): Promise<void> {
  bumpReaders(tx, await settleHandover(tx, regionId, handoverId, at));
}

function about({ regionId, caseId, handoverId, at }: ToldHandover) {
  return { regionId, caseId, handoverId, consultationId: null, at };
}
