import { bookableIn } from '@vardgraf/booking/domain/book-slot';
import { misfits } from '@vardgraf/booking/domain/slot-fit';
import { visitByTables } from '@vardgraf/booking/domain/visit-by';
import { minutes, table, words } from './markdown';

/** How a ticket becomes a visit that has a time. */
export function bookingRules(): string[] {
  return [
    '## Booking',
    'A bookable outcome always becomes a ticket. Its last day is counted from the outcome.',
    ...Object.entries(visitByTables).flatMap(([name, levels]) => [`### Visit by: ${name}`, table(['level', 'urgency rank', 'within'], levels.map((l) => [l.code, l.urgencyRank, minutes(l.minutes)]))]),
    '### Who may use a ticket, in which state',
    table(['who', 'states'], Object.entries(bookableIn).map(([who, states]) => [words(who), states.map(words).join(', ')])),
    'The patient only until the ticket’s end. A ticket that has a booking is moved with it.',
    '### Why a time does not fit a ticket',
    'The first that holds is told; what none of these takes away is offered.',
    table(['reason', 'what it says'], misfits.map((row) => [words(row.misfit), row.says])),
  ];
}
