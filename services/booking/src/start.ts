import { subgraphDocument } from '@vardgraf/schema/subgraphs';
import { startConsumer } from '@vardgraf/service-kit/consumer';
import type { Running } from '@vardgraf/service-kit/http';
import { read } from '@vardgraf/service-kit/postgres';
import { startRelay } from '@vardgraf/service-kit/relay';
import { startSubgraph } from '@vardgraf/service-kit/subgraph';
import { startTimers } from '@vardgraf/service-kit/timers';
import type { VerifyToken } from '@vardgraf/service-kit/tokens';
import { openDeps } from './deps';
import type { BookingEnv } from './env';
import { onCaseEnded } from './events/on-case-ended';
import { onCaseStarted } from './events/on-case-started';
import { onCaseWithdrawn } from './events/on-case-withdrawn';
import { onConsultationSubmitted } from './events/on-consultation-submitted';
import { onPatientChanged } from './events/on-patient-changed';
import { onSessionFinished } from './events/on-session-finished';
import { onStaffChanged } from './events/on-staff-changed';
import { onSuicideRiskChanged } from './events/on-suicide-risk-changed';
import { onUnitChanged } from './events/on-unit-changed';
import { policy } from './graphql/policy';
import { resolvers } from './graphql/resolvers';
import { bookingTimers } from './timers/booking-timers';

/** Facts that are only kept: several that wait go in one transaction. */
const keptTogether = ['patient.changed', 'staff.changed'] as const;
const fromDirectory = { 'unit.changed': onUnitChanged, 'patient.changed': onPatientChanged, 'staff.changed': onStaffChanged };
const fromTriage = { 'session.finished': onSessionFinished };
const fromCases = {
  'consultation.submitted': onConsultationSubmitted,
  'case.started': onCaseStarted,
  'case.ended': onCaseEnded,
  'case.withdrawn': onCaseWithdrawn,
  'case.suicide-risk-changed': onSuicideRiskChanged,
};

/** Starts booking: its subgraph, its relay, its timers, and its ears to directory, triage and cases. Stops in the opposite order. */
export async function startBooking(env: BookingEnv, options: { verify?: VerifyToken } = {}): Promise<Running> {
  const { close, ...deps } = await openDeps(env);
  const { db, nats, log } = deps;
  const relay = startRelay({ ...deps, service: 'booking' });
  const timers = startTimers({ ...deps, handlers: bookingTimers });
  const consumers = [
    startConsumer({ ...deps, service: 'booking', source: 'directory', handlers: fromDirectory, together: keptTogether }),
    startConsumer({ ...deps, service: 'booking', source: 'triage', handlers: fromTriage }),
    startConsumer({ ...deps, service: 'booking', source: 'cases', handlers: fromCases }),
  ];
  const ready = async (): Promise<string[]> => (await read(db, 'SELECT 1').then(() => [], () => ['the database does not answer']));
  const subgraph = await startSubgraph({
    name: 'booking', typeDefs: subgraphDocument('booking'), resolvers: resolvers as Record<string, object>, policy, db, env, log, metrics: deps.metrics, ready,
    warnings: () => [relay, timers, ...consumers].flatMap((part) => part.warnings()), ...options,
  });
  log.info({ nats: nats.connected() }, 'booking runs');
  return {
    url: subgraph.url,
    async stop() {
      await subgraph.stop();
      await Promise.all([...consumers, timers].map((part) => part.stop()));
      await relay.stop();
      await close();
    },
  };
}
