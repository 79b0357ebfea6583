import { subgraphDocument } from '@vardgraf/schema/subgraphs';
import { startConsumer } from '@vardgraf/service-kit/consumer';
import type { Running } from '@vardgraf/service-kit/http';
import { read } from '@vardgraf/service-kit/postgres';
import { startRelay } from '@vardgraf/service-kit/relay';
import { startSubgraph } from '@vardgraf/service-kit/subgraph';
import { startTimers } from '@vardgraf/service-kit/timers';
import type { VerifyToken } from '@vardgraf/service-kit/tokens';
import { startAlertWatch } from './alert-watch';
import { callBackRoutes } from './call-backs/routes';
import { type Counts, createCounts } from './counts';
import { type Deps, openDeps, openOutside, service, withoutSlash } from './deps';
import type { NotifyEnv } from './env';
import { onBookingCancelled, onBookingMade, onBookingRebooked } from './events/on-booking';
import { onAssignmentOverdue, onCaseEnded, onCaseEscalated, onCaseForwarded, onCaseOpened, onCaseReleased, onCaseReprioritised, onCaseSettled, onCaseTaken, onHandoverOverdue } from './events/on-case';
import { onCaseAccessChanged } from './events/on-case-access-changed';
import { onHandoverAccepted, onHandoverRefused, onHandoverRequested, onHandoverWithdrawn } from './events/on-handover';
import { onMessagePosted, onThreadRead } from './events/on-message';
import { onRegionChanged } from './events/on-region-changed';
import { onProtocolChanged, onSuicideRiskChanged } from './events/on-safety';
import { onSignOffChanged } from './events/on-sign-off-changed';
import { onStaffChanged } from './events/on-staff-changed';
import { onCaseRescheduled, onConsultationStatusChanged, onConsultationSubmitted } from './events/on-submission';
import { onUnitChanged } from './events/on-unit-changed';
import { policy } from './graphql/policy';
import { resolvers } from './graphql/resolvers';
import { startLanes } from './lanes';
import { deliverNotification } from './operations/deliver-notification';
import { deliverWebhook } from './operations/deliver-webhook';
import { tellAlarmSystem } from './operations/tell-alarm-system';
import { notifyTimers } from './timers/notify-timers';
import { startWebhookWatch } from './webhook-watch';

/** What notify listens to, by the service that tells it. */
export const ears = {
  directory: { 'region.changed': onRegionChanged, 'unit.changed': onUnitChanged, 'staff.changed': onStaffChanged },
  booking: { 'booking.made': onBookingMade, 'booking.rebooked': onBookingRebooked, 'booking.cancelled': onBookingCancelled },
  messaging: { 'message.posted': onMessagePosted, 'thread.read': onThreadRead },
  cases: {
    'case.access-changed': onCaseAccessChanged,
    'case.opened': onCaseOpened,
    'case.escalated': onCaseEscalated,
    'case.forwarded': onCaseForwarded,
    'case.reprioritised': onCaseReprioritised,
    'case.taken': onCaseTaken,
    'case.released': onCaseReleased,
    'case.started': onCaseSettled,
    'case.held': onCaseSettled,
    'case.ended': onCaseEnded,
    'case.withdrawn': onCaseSettled,
    'case.assignment-overdue': onAssignmentOverdue,
    'case.handover-overdue': onHandoverOverdue,
    'case.handover-requested': onHandoverRequested,
    'case.handover-accepted': onHandoverAccepted,
    'case.rescheduled': onCaseRescheduled,
    'case.handover-refused': onHandoverRefused,
    'case.handover-withdrawn': onHandoverWithdrawn,
    'case.suicide-risk-changed': onSuicideRiskChanged,
    'case.protocol-changed': onProtocolChanged,
    'sign-off.changed': onSignOffChanged,
    'consultation.submitted': onConsultationSubmitted,
    'consultation.status-changed': onConsultationStatusChanged,
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
  const counts = createCounts(deps.metrics);
  const parts: Part[] = [{ stop: close }];
  const stop = async (): Promise<void> => {
    for (const part of parts.reverse()) await part.stop();
  };
  try {
    parts.push(startRelay({ ...deps, service }));
    const subgraph = await startSubgraph({
      name: service, typeDefs: subgraphDocument(service), resolvers: resolvers({ ...push, publicKey: push.key?.publicKey }, deps.hooks) as Record<string, object>, policy, db, env, log, metrics: deps.metrics,
      ready: () => read(db, 'SELECT 1').then(() => [], () => ['the database does not answer']),
      warnings: () => parts.flatMap((part) => part.warnings?.() ?? []),
      routes: callBackRoutes(db, key, counts.calledBack),
      ...options,
    });
    parts.push(subgraph, startAlertWatch(deps), startWebhookWatch({ ...deps, seal: deps.hooks.seal }), ...startSending({ ...deps, close }, counts, env, withoutSlash(env.PUBLIC_URL ?? subgraph.url)));
    parts.push(...Object.entries(ears).map(([source, handlers]) => startConsumer({ ...deps, service, source, handlers })));
    log.info({ nats: nats.connected() }, 'notify runs');
    return { url: subgraph.url, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** The timers and the lanes that they fill. */
function startSending(deps: Deps, counts: Counts, env: NotifyEnv, publicUrl: string): Part[] {
  const { db, log, hooks: { seal, partners } } = deps;
  const { outside, alarms, close } = openOutside(env, deps, () => publicUrl);
  const lanes = {
    messages: startLanes({ lanes: 4, room: 200, log, work: async (id, regionId) => counts.delivered(await deliverNotification(db, outside, regionId, id)) }),
    alerts: startLanes({ lanes: 4, room: 200, log, work: async (id, regionId) => counts.told(await tellAlarmSystem(db, alarms, regionId, id)) }),
    // So few wait that none waits longer than what is SENDING is waited for. Without a key nothing can be signed: nothing is taken.
    webhooks: startLanes({ lanes: 24, room: seal ? 24 : 0, log, work: async (id, regionId) => seal && counts.toldPartner(await deliverWebhook(db, partners, seal, regionId, id)) }),
  };
  const timers = startTimers({ ...deps, handlers: notifyTimers(lanes) });
  return [{ stop: async () => close() }, lanes.messages, lanes.alerts, lanes.webhooks, timers];
}
