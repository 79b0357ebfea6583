import { subgraphDocument } from '@vardgraf/schema/subgraphs';
import { startConsumer } from '@vardgraf/service-kit/consumer';
import type { Running } from '@vardgraf/service-kit/http';
import { read } from '@vardgraf/service-kit/postgres';
import { startRelay } from '@vardgraf/service-kit/relay';
import { startSubgraph } from '@vardgraf/service-kit/subgraph';
import { startTimers } from '@vardgraf/service-kit/timers';
import type { VerifyToken } from '@vardgraf/service-kit/tokens';
import { casesQuestion } from './cases-question';
import { openDeps } from './deps';
import type { MessagingEnv } from './env';
import { onCaseAccessChanged } from './events/on-case-access-changed';
import { onCaseEnded } from './events/on-case-ended';
import { onCaseHandoverAccepted } from './events/on-case-handover-accepted';
import { onCaseHeld } from './events/on-case-held';
import { onCaseOpened } from './events/on-case-opened';
import { onCaseReleased } from './events/on-case-released';
import { onCaseStarted } from './events/on-case-started';
import { onCaseTaken } from './events/on-case-taken';
import { onCaseWithdrawn } from './events/on-case-withdrawn';
import { onNotificationSent } from './events/on-notification-sent';
import { onPatientChanged } from './events/on-patient-changed';
import { onRegionChanged } from './events/on-region-changed';
import { onStaffChanged } from './events/on-staff-changed';
import { onSuicideRiskChanged } from './events/on-suicide-risk-changed';
import { onUnitHoursChanged } from './events/on-unit-hours-changed';
import { policy } from './graphql/policy';
import { resolvers } from './graphql/resolvers';
import { threadTimers } from './timers/thread-timers';

/** Facts of directory that are only kept: several that wait go in one transaction. */
const keptTogether = ['unit.hours-changed', 'staff.changed', 'patient.changed'] as const;

/** What messaging hears, by its source. */
export const ears = {
  directory: { 'region.changed': onRegionChanged, 'unit.hours-changed': onUnitHoursChanged, 'staff.changed': onStaffChanged, 'patient.changed': onPatientChanged },
  cases: {
    'case.opened': onCaseOpened, 'case.taken': onCaseTaken, 'case.started': onCaseStarted, 'case.released': onCaseReleased, 'case.held': onCaseHeld,
    'case.handover-accepted': onCaseHandoverAccepted, 'case.ended': onCaseEnded, 'case.withdrawn': onCaseWithdrawn, 'case.access-changed': onCaseAccessChanged,
    'case.suicide-risk-changed': onSuicideRiskChanged,
  },
  notify: { 'notification.sent': onNotificationSent },
} as const;

/** Starts messaging: its subgraph, its relay, its timers, and its ears to directory, cases and notify. Stops in the opposite order. */
export async function startMessaging(env: MessagingEnv, options: { verify?: VerifyToken } = {}): Promise<Running> {
  const { close, ...deps } = await openDeps(env);
  const { db, nats, log } = deps;
  const relay = startRelay({ ...deps, service: 'messaging' });
  const timers = startTimers({ ...deps, handlers: threadTimers });
  const consumers = Object.entries(ears).map(([source, handlers]) => startConsumer({ ...deps, service: 'messaging', source, handlers, together: keptTogether }));
  const ready = async (): Promise<string[]> => (await read(db, 'SELECT 1').then(() => [], () => ['the database does not answer']));
  const subgraph = await startSubgraph({
    name: 'messaging', typeDefs: subgraphDocument('messaging'), resolvers: resolvers(casesQuestion(env.CASES_URL)) as Record<string, object>, policy, db, env, log, metrics: deps.metrics, ready,
    warnings: () => [relay, timers, ...consumers].flatMap((part) => part.warnings()), ...options,
  });
  log.info({ nats: nats.connected() }, 'messaging runs');
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
