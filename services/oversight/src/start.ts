import { subgraphDocument } from '@vardgraf/schema/subgraphs';
import { type EventHandlers, startConsumer } from '@vardgraf/service-kit/consumer';
import type { Running } from '@vardgraf/service-kit/http';
import { startRelay } from '@vardgraf/service-kit/relay';
import { startSubgraph } from '@vardgraf/service-kit/subgraph';
import type { VerifyToken } from '@vardgraf/service-kit/tokens';
import { startChainWatch } from './chain-watch';
import { startComparisonWatch } from './comparison-watch';
import { openDeps, service } from './deps';
import type { OversightEnv } from './env';
import { onAuditRecorded } from './events/on-audit-recorded';
import { onBookingCancelled } from './events/on-booking-cancelled';
import { onBookingMade } from './events/on-booking-made';
import { onCaseEnded } from './events/on-case-ended';
import { onCaseEscalated } from './events/on-case-escalated';
import { onCaseOpened } from './events/on-case-opened';
import { onCaseReprioritised } from './events/on-case-reprioritised';
import { onCaseStarted } from './events/on-case-started';
import { onCaseWithdrawn } from './events/on-case-withdrawn';
import { onConsultationSubmitted } from './events/on-consultation-submitted';
import { onContactAttempted } from './events/on-contact-attempted';
import { onHandoverRequested } from './events/on-handover-requested';
import { onSessionFinished } from './events/on-session-finished';
import { onSessionLeftUnfinished } from './events/on-session-left-unfinished';
import { policy } from './graphql/policy';
import { resolvers } from './graphql/resolvers';

/** Whose audit rows are chained; oversight's own too, for looking at the log is logged. */
export const auditedServices = ['directory', 'triage', 'cases', 'booking', 'messaging', 'notify', 'oversight'] as const;

/** What else is heard of whom: the figures (MET-1), and what triage is compared with (BEY-6). */
const counted: Partial<Record<(typeof auditedServices)[number], EventHandlers>> = {
  cases: {
    'case.opened': onCaseOpened, 'case.started': onCaseStarted, 'case.withdrawn': onCaseWithdrawn, 'case.escalated': onCaseEscalated,
    'case.handover-requested': onHandoverRequested, 'case.reprioritised': onCaseReprioritised, 'case.held': onCaseEnded, 'case.ended': onCaseEnded,
    'consultation.submitted': onConsultationSubmitted, 'case.contact-attempted': onContactAttempted,
  },
  triage: { 'session.finished': onSessionFinished, 'session.left-unfinished': onSessionLeftUnfinished },
  booking: { 'booking.made': onBookingMade, 'booking.cancelled': onBookingCancelled },
};

/** Starts oversight: its ears to every service, its relay, its watch over the chain, its subgraph. Stops in the opposite order. */
export async function startOversight(env: OversightEnv, options: { verify?: VerifyToken } = {}): Promise<Running> {
  const { close, ...deps } = await openDeps(env);
  const { db, nats, log } = deps;
  const events = [
    startRelay({ ...deps, service }),
    ...auditedServices.map((source) => startConsumer({ ...deps, service, source, handlers: { 'audit.recorded': onAuditRecorded, ...counted[source] } })),
  ];
  const comparison = startComparisonWatch(deps);
  const parts = [...events, comparison, startChainWatch(deps)];
  const stopParts = async (): Promise<void> => {
    for (const part of parts.reverse()) await part.stop();
    await close();
  };
  try {
    const subgraph = await startSubgraph({
      name: service, typeDefs: subgraphDocument(service), resolvers: resolvers as Record<string, object>, policy, db, env, log, metrics: deps.metrics,
      ready: () => db.session.query('SELECT 1').then(() => [], () => ['the database does not answer']),
      warnings: () => [...events, comparison].flatMap((part) => part.warnings()),
      ...options,
    });
    log.info({ nats: nats.connected() }, 'oversight runs');
    return {
      url: subgraph.url,
      async stop() {
        await subgraph.stop();
        await stopParts();
      },
    };
  } catch (error) {
    await stopParts();
    throw error;
  }
}
