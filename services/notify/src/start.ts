import { subgraphDocument } from '@vardgraf/schema/subgraphs';
import { startConsumer } from '@vardgraf/service-kit/consumer';
import type { Running } from '@vardgraf/service-kit/http';
import { read } from '@vardgraf/service-kit/postgres';
import { startRelay } from '@vardgraf/service-kit/relay';
import { startSubgraph } from '@vardgraf/service-kit/subgraph';
import { startTimers } from '@vardgraf/service-kit/timers';
import type { VerifyToken } from '@vardgraf/service-kit/tokens';
import { callBackRoutes } from './call-backs/routes';
import { type Deps, openDeps, openOutside, service, withoutSlash } from './deps';
import type { NotifyEnv } from './env';
import { onBookingCancelled, onBookingMade, onBookingRebooked } from './events/on-booking';
import { onAssignmentOverdue, onCaseEscalated, onCaseForwarded, onCaseOpened, onCaseReprioritised, onCaseSettled, onHandoverAnswered, onHandoverOverdue } from './events/on-case';
import { onCaseAccessChanged } from './events/on-case-access-changed';
import { onMessagePosted, onThreadRead } from './events/on-message';
import { onRegionChanged } from './events/on-region-changed';
import { onProtocolChanged, onSuicideRiskChanged } from './events/on-safety';
import { onUnitChanged } from './events/on-unit-changed';
import { policy } from './graphql/policy';
import { resolvers } from './graphql/resolvers';
import { startLanes } from './lanes';
import { deliverNotification } from './operations/deliver-notification';
import { tellAlarmSystem } from './operations/tell-alarm-system';
import { notifyTimers } from './timers/notify-timers';

/** What notify listens to, by the service that tells it. */
export const ears = {
  directory: { 'region.changed': onRegionChanged, 'unit.changed': onUnitChanged },
  booking: { 'booking.made': onBookingMade, 'booking.rebooked': onBookingRebooked, 'booking.cancelled': onBookingCancelled },
  messaging: { 'message.posted': onMessagePosted, 'thread.read': onThreadRead },
  cases: {
    'case.access-changed': onCaseAccessChanged,
    'case.opened': onCaseOpened,
    'case.escalated': onCaseEscalated,
    'case.forwarded': onCaseForwarded,
    'case.reprioritised': onCaseReprioritised,
    'case.taken': onCaseSettled,
    'case.started': onCaseSettled,
    'case.held': onCaseSettled,
    'case.ended': onCaseSettled,
    'case.withdrawn': onCaseSettled,
    'case.assignment-overdue': onAssignmentOverdue,
    'case.handover-overdue': onHandoverOverdue,
    'case.handover-accepted': onHandoverAnswered,
    'case.handover-refused': onHandoverAnswered,
    'case.handover-withdrawn': onHandoverAnswered,
    'case.suicide-risk-changed': onSuicideRiskChanged,
    'case.protocol-changed': onProtocolChanged,
  },
};

interface Part {
  stop(): Promise<void>;
  warnings?(): string[];
}

/** Starts notify: its subgraph and call-backs, its relay, its ears, and then what sends. Stops in the opposite order. */
export async function startNotify(env: NotifyEnv, options: { verify?: VerifyToken } = {}): Promise<Running> {
  const { close, ...deps } = await openDeps(env);
  const { db, nats, log, key, push } = deps;
  const parts: Part[] = [{ stop: close }];
  const stop = async (): Promise<void> => {
    for (const part of parts.reverse()) await part.stop();
  };
  try {
    parts.push(startRelay({ ...deps, service }));
    const subgraph = await startSubgraph({
      name: service, typeDefs: subgraphDocument(service), resolvers: resolvers({ ...push, publicKey: push.key?.publicKey }) as Record<string, object>, policy, db, env, log, metrics: deps.metrics,
      ready: () => read(db, 'SELECT 1').then(() => [], () => ['the database does not answer']),
      warnings: () => parts.flatMap((part) => part.warnings?.() ?? []),
      routes: callBackRoutes(db, key),
      ...options,
    });
    parts.push(subgraph, ...startSending({ ...deps, close }, env, withoutSlash(env.PUBLIC_URL ?? subgraph.url)));
    parts.push(...Object.entries(ears).map(([source, handlers]) => startConsumer({ ...deps, service, source, handlers })));
    log.info({ nats: nats.connected() }, 'notify runs');
    return { url: subgraph.url, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** The timers and the lanes that they fill. */
function startSending(deps: Deps, env: NotifyEnv, publicUrl: string): Part[] {
  const { db, log } = deps;
  const { outside, alarms, close } = openOutside(env, deps, () => publicUrl);
  const lanes = {
    messages: startLanes({ lanes: 4, room: 200, log, work: (id, regionId) => deliverNotification(db, outside, regionId, id) }),
    alerts: startLanes({ lanes: 4, room: 200, log, work: (id, regionId) => tellAlarmSystem(db, alarms, regionId, id) }),
  };
  const timers = startTimers({ ...deps, handlers: notifyTimers(lanes) });
  return [{ stop: async () => close() }, lanes.messages, lanes.alerts, timers];
}
