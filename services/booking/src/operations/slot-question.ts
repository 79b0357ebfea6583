import type { Tx } from '@vardgraf/service-kit/transaction';
import type { ActsAs, LateBookingReason } from '../domain/codes';
import { bookingOff } from '../domain/function-off';
import type { Slot } from '../domain/slot';
import type { FitQuestion } from '../domain/slot-fit';
import type { Ticket } from '../domain/ticket';
import { choosableUnits, type UnitFacts } from '../domain/unit-choice';
import { regionSettings } from '../settings/region-settings';
import { worksAt } from '../storage/person-store';
import { unitsOf } from '../storage/unit-store';

/** Units that the ticket may be used at, its own first, and what is known of them. */
export async function reachableUnits(tx: Pick<Tx, 'query'>, ticket: Ticket): Promise<{ choosable: string[]; units: UnitFacts[] }> {
  const { unitChoice } = await regionSettings(tx, ticket.regionId);
  const units = await unitsOf(tx, ticket.regionId);
  return { choosable: choosableUnits(unitChoice, ticket, units), units };
}

/** Of those the ones where the caller may book a visit of the ticket's type: what is offered, and what a booking may be moved to. */
export function bookableAt(reach: { choosable: string[]; units: UnitFacts[] }, ticket: Ticket, as: ActsAs): string[] {
  return reach.choosable.filter((id) => !bookingOff(functionsOff(reach.units, id), ticket.visitType, as));
}

export function functionsOff(units: readonly UnitFacts[], unitId: string): string[] {
  return units.find((unit) => unit.id === unitId)?.functionsOff ?? [];
}

/** What decides whether a time fits, asked after the locks. */
export async function fitQuestion(tx: Tx, slot: Slot, as: ActsAs, choosable: readonly string[], lateReason: LateBookingReason | null): Promise<FitQuestion> {
  const personLeft = slot.staffId !== null && !(await worksAt(tx, slot.staffId, slot.unitId, slot.role));
  return { as, choosable, lateReason: as === 'STAFF' ? lateReason : null, personLeft, now: await tx.now() };
}
