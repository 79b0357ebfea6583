import type { FaultCode } from '@vardgraf/service-kit/fault';
import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client';
import { createLiveMetrics } from './live/live-metrics';

export type GatewayMetrics = ReturnType<typeof createGatewayMetrics>;

const seconds = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5];

const outcomes: readonly (FaultCode | 'ok')[] = ['ok', 'UNAUTHENTICATED', 'BAD_INPUT', 'CONFLICT_RETRY', 'TOO_MANY', 'INTERNAL'];

/** The gateway's measures; one registry a started gateway. No label comes from a client: operations go by published names and by fields of the schema. @param worker of how many processes this is which */
export function createGatewayMetrics(worker?: number) {
  const registry = new Registry();
  registry.setDefaultLabels({ service: 'gateway', ...(worker !== undefined && { worker: String(worker) }) });
  collectDefaultMetrics({ register: registry });
  const registers = [registry];
  const answers = new Counter({ name: 'vardgraf_gateway_operations_total', help: 'Operations by kind; outcome is ok or a code of the errors', labelNames: ['kind', 'outcome'], registers });
  // A series that begins with the first fault has no rise that an alert could see: of operations by name there would be one such series each.
  for (const kind of ['query', 'mutation', 'subscription', 'none']) for (const outcome of outcomes) answers.inc({ kind, outcome }, 0);
  return {
    registry,
    answers,
    operations: new Histogram({ name: 'vardgraf_operation_seconds', help: 'Time of one operation, by its name; outcome is ok or a code of the errors', labelNames: ['operation', 'kind', 'outcome'], buckets: seconds, registers }),
    refused: new Counter({ name: 'vardgraf_gateway_refused_total', help: 'Requests refused before execution, by reason', labelNames: ['reason'], registers }),
    documents: new Counter({ name: 'vardgraf_gateway_documents_total', help: 'Operations of people, by whether a front end has published their document', labelNames: ['published'], registers }),
    answersJoined: new Counter({ name: 'vardgraf_gateway_answers_joined_total', help: 'Requests answered with the answer of an equal one that had just begun', registers }),
    plans: new Counter({ name: 'vardgraf_gateway_plans_total', help: 'Operations by whether their plan was kept or had to be made', labelNames: ['plan'], registers }),
    fetches: new Counter({ name: 'vardgraf_gateway_fetches_total', help: 'Requests sent to a subgraph', labelNames: ['subgraph'], registers }),
    fetchSeconds: new Histogram({ name: 'vardgraf_gateway_fetch_seconds', help: 'Time until a subgraph had answered, or had not', labelNames: ['subgraph', 'outcome'], buckets: seconds, registers }),
    fetchesSaved: new Counter({ name: 'vardgraf_gateway_fetches_saved_total', help: 'Requests that joined another one', labelNames: ['subgraph', 'how'], registers }),
    connections: new Gauge({ name: 'vardgraf_live_connections', help: 'Open connections, WebSocket (ws) and event streams (sse)', labelNames: ['transport'], registers }),
    connectionsClosed: new Counter({ name: 'vardgraf_live_connections_closed_total', help: 'Closed connections by close code', labelNames: ['transport', 'code'], registers }),
    connectionsRefused: new Counter({ name: 'vardgraf_live_connections_refused_total', help: 'Connections that were not opened, by status', labelNames: ['transport', 'status'], registers }),
    live: createLiveMetrics(registry),
    subjects: new Gauge({ name: 'vardgraf_live_subjects', help: 'NATS subjects listened to', registers }),
    supergraphLoads: new Counter({ name: 'vardgraf_supergraph_loads_total', help: 'Supergraphs put in place while running, by outcome', labelNames: ['outcome'], registers }),
    hintsConnected: new Gauge({ name: 'vardgraf_live_nats_connected', help: '1 while hints can arrive', registers }),
    viewingsOwed: new Gauge({ name: 'vardgraf_live_viewings_unwritten', help: 'Audit rows of ended live queues and cases not yet written', registers }),
  };
}
