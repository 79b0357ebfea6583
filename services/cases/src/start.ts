import { subgraphDocument } from '@vardgraf/schema/subgraphs';
import { startConsumer } from '@vardgraf/service-kit/consumer';
import type { Running } from '@vardgraf/service-kit/http';
import { read } from '@vardgraf/service-kit/postgres';
import { startRelay } from '@vardgraf/service-kit/relay';
import { startSubgraph } from '@vardgraf/service-kit/subgraph';
import { startTimers } from '@vardgraf/service-kit/timers';
import type { VerifyToken } from '@vardgraf/service-kit/tokens';
import { openDeps } from './deps';
import { startDroppedWatch } from './dropped-watch';
import { directoryQuestion } from './directory-question';
import type { CasesEnv } from './env';
import { onAlertChanged } from './events/on-alert-changed';
import { onAlertRaised } from './events/on-alert-raised';
import { onBookingCancelled } from './events/on-booking-cancelled';
import { onBookingMade } from './events/on-booking-made';
import { onBookingRebooked } from './events/on-booking-rebooked';
import { onMessagePosted } from './events/on-message-posted';
import { onPatientChanged } from './events/on-patient-changed';
import { onPhaseEnded } from './events/on-phase-ended';
import { onSessionFinished } from './events/on-session-finished';
import { onSessionLeftUnfinished } from './events/on-session-left-unfinished';
import { onStaffChanged } from './events/on-staff-changed';
import { onThreadRead } from './events/on-thread-read';
import { onTicketTimeAsked } from './events/on-ticket-time-asked';
import { onUnitChanged } from './events/on-unit-changed';
import { onUnitHoursChanged } from './events/on-unit-hours-changed';
import { policy } from './graphql/policy';
import { resolvers } from './graphql/resolvers';
import { beginSweeping } from './operations/sweep-cases';
import { caseTimers } from './timers/case-timers';

const fromDirectory = {
  'unit.changed': onUnitChanged,
  'unit.hours-changed': onUnitHoursChanged,
  'patient.changed': onPatientChanged,
  'staff.changed': onStaffChanged,
};
const fromBooking = {
  'booking.made': onBookingMade, 'booking.rebooked': onBookingRebooked, 'booking.cancelled': onBookingCancelled, 'ticket.time-asked': onTicketTimeAsked,
};
const fromMessaging = { 'message.posted': onMessagePosted, 'thread.read': onThreadRead, 'phase.ended': onPhaseEnded };
const fromNotify = { 'alert.raised': onAlertRaised, 'alert.changed': onAlertChanged };
const fromTriage = { 'session.finished': onSessionFinished, 'session.left-unfinished': onSessionLeftUnfinished };

/** Starts cases: its subgraph, its relay, its timers, and its ears to directory, triage, booking, messaging and notify. Stops in the opposite order. */
export async function startCases(env: CasesEnv, options: { verify?: VerifyToken } = {}): Promise<Running> {
  const { close, ...deps } = await openDeps(env);
  const { db, nats, log } = deps;
  const relay = startRelay({ ...deps, service: 'cases' });
  await beginSweeping(db);
  const timers = startTimers({ ...deps, handlers: caseTimers });
  const watch = startDroppedWatch(deps);
  const consumers = [
    startConsumer({ ...deps, service: 'cases', source: 'directory', handlers: fromDirectory }),
    startConsumer({ ...deps, service: 'cases', source: 'triage', handlers: fromTriage }),
    startConsumer({ ...deps, service: 'cases', source: 'booking', handlers: fromBooking }),
    startConsumer({ ...deps, service: 'cases', source: 'messaging', handlers: fromMessaging }),
    startConsumer({ ...deps, service: 'cases', source: 'notify', handlers: fromNotify }),
  ];
  const ready = async (): Promise<string[]> => (await read(db, 'SELECT 1').then(() => [], () => ['the database does not answer']));
  const subgraph = await startSubgraph({
    name: 'cases', typeDefs: subgraphDocument('cases'), resolvers: resolvers(directoryQuestion(env.DIRECTORY_URL)) as Record<string, object>, policy, db, env, log, metrics: deps.metrics, ready,
    warnings: () => [relay, timers, watch, ...consumers].flatMap((part) => part.warnings()), ...options,
  });
  log.info({ nats: nats.connected() }, 'cases runs');
  return {
    url: subgraph.url,
    async stop() {
      await subgraph.stop();
      await Promise.all([...consumers, timers, watch].map((part) => part.stop()));
      await relay.stop();
      await close();
    },
  };
}
