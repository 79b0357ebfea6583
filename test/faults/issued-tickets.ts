import { receiveOutcome } from '@vardgraf/booking/operations/receive-outcome';
import { bookingRow, slotRow, ticketRow } from '@vardgraf/booking/storage/booking-rows';
import { units } from '@vardgraf/directory/seed/known';
import { systemActor } from '@vardgraf/service-kit/actor';
import { openDatabase } from '@vardgraf/service-kit/postgres';
import { transact } from '@vardgraf/service-kit/transaction';
import { v7 } from 'uuid';
import type { Stack } from '../stack';

/** A ticket and whose it is. */
export interface IssuedTicket {
  ticketId: string;
  patientId: string;
}

const inOneGo = 200;

/**
 * So many tickets of Gävle health centre for a nurse on video, the patients taken in turn. Booking's own operation behind a bookable outcome issues
 * them, many in a transaction: through the graph each would be a request of its own, and this is no test of issuing.
 */
export async function issueTickets(stack: Stack, amount: number, patientIds: readonly string[]): Promise<IssuedTicket[]> {
  const db = await openDatabase({ url: stack.databaseUrl('booking'), service: 'booking', entities: [ticketRow, slotRow, bookingRow], poolSize: 1 });
  const issued = Array.from({ length: amount }, (_, n) => ({ ticketId: v7(), patientId: patientIds[n % patientIds.length]! }));
  try {
    for (let from = 0; from < amount; from += inOneGo) {
      await transact(db, systemActor('booking'), async (tx) => {
        const issuedAt = await tx.now();
        for (const { ticketId, patientId } of issued.slice(from, from + inOneGo)) {
          await receiveOutcome(tx, {
            id: ticketId, regionId: 'gavleborg', patientId, unitId: units.gavleHealthCentre.id, source: 'STAFF', sessionId: null, complaintCode: null, ageBand: 'FROM_18_TO_64', sex: 'UNKNOWN', tags: [],
            issuedAt, priority: '8', urgencyRank: 8, profession: 'NURSE', careLevel: 'DIGITAL_PRIMARY',
          });
        }
      });
    }
  } finally {
    await db.close();
  }
  return issued;
}
