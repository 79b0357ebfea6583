import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client';

export type GatewayMetrics = ReturnType<typeof createGatewayMetrics>;

/** The gateway's measures; one registry a started gateway. No label comes from a client. */
export function createGatewayMetrics() {
  const registry = new Registry();
  registry.setDefaultLabels({ service: 'gateway' });
  collectDefaultMetrics({ register: registry });
  const registers = [registry];
  const frames = new Counter({ name: 'vardgraf_live_frames_total', help: 'Frames sent to viewers, or saved by conflation', labelNames: ['how'], registers });
  return {
    registry,
    operations: new Histogram({
      name: 'vardgraf_operation_seconds', help: 'Time of one operation, by kind', labelNames: ['kind', 'outcome'], buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5], registers,
    }),
    refused: new Counter({ name: 'vardgraf_gateway_refused_total', help: 'Requests refused before execution, by reason', labelNames: ['reason'], registers }),
    fetches: new Counter({ name: 'vardgraf_gateway_fetches_total', help: 'Requests sent to a subgraph', labelNames: ['subgraph'], registers }),
    fetchesSaved: new Counter({ name: 'vardgraf_gateway_fetches_saved_total', help: 'Requests that joined another one', labelNames: ['subgraph', 'how'], registers }),
    sockets: new Gauge({ name: 'vardgraf_live_sockets', help: 'Open WebSocket connections', registers }),
    socketsClosed: new Counter({ name: 'vardgraf_live_sockets_closed_total', help: 'Closed connections by close code', labelNames: ['code'], registers }),
    viewers: new Gauge({ name: 'vardgraf_live_viewers', help: 'Live subscriptions', registers }),
    groups: new Gauge({ name: 'vardgraf_live_groups', help: 'Groups of viewers that share one resolution', registers }),
    subjects: new Gauge({ name: 'vardgraf_live_subjects', help: 'NATS subjects listened to', registers }),
    resolutions: new Counter({ name: 'vardgraf_live_resolutions_total', help: 'Snapshots and changes resolved', labelNames: ['what'], registers }),
    framesSent: frames.labels('sent'),
    framesConflated: frames.labels('conflated'),
    snapshots: new Counter({ name: 'vardgraf_live_snapshots_total', help: 'Fresh snapshots read, by reason', labelNames: ['reason'], registers }),
    hintsConnected: new Gauge({ name: 'vardgraf_live_nats_connected', help: '1 while hints can arrive', registers }),
    viewingsOwed: new Gauge({ name: 'vardgraf_live_viewings_unwritten', help: 'Audit rows of ended live queues not yet written', registers }),
  };
}
