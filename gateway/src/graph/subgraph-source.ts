import type { GraphQLDataSource, GraphQLDataSourceProcessOptions } from '@apollo/gateway';
import { Fault } from '@vardgraf/service-kit/fault';
import { annotate, inSpan } from '@vardgraf/service-kit/tracing';
import type { GatewayMetrics } from '../metrics';
import { EntityBatches, type Representation, type SubgraphAnswer } from './entity-batches';
import { type FetchContext, fetchScope } from './fetch-context';
import { SharedFetches } from './shared-fetches';
import { SubgraphPool } from './subgraph-pool';

type Variables = Record<string, unknown>;

/** How the executor reaches one subgraph: entity fetches are batched, other queries shared while unsent, mutations always sent alone. */
export class SubgraphSource implements GraphQLDataSource {
  private readonly pool: SubgraphPool;
  private readonly shared: SharedFetches;
  private readonly batches: EntityBatches;
  private readonly sent: () => void;
  private readonly metrics: GatewayMetrics;

  constructor(readonly name: string, options: { url: string; timeoutMs: number; metrics: GatewayMetrics }) {
    const metrics = (this.metrics = options.metrics);
    this.pool = new SubgraphPool({ name, ...options });
    const [sameQuery, sameEntities, sent] = [metrics.fetchesSaved.labels(name, 'same query'), metrics.fetchesSaved.labels(name, 'entity batch'), metrics.fetches.labels(name)];
    this.shared = new SharedFetches(() => {
      sameQuery.inc();
      annotate({ 'vardgraf.joined': true });
    });
    this.batches = new EntityBatches(() => {
      sameEntities.inc();
      annotate({ 'vardgraf.joined': true });
    });
    this.sent = () => sent.inc();
    metrics.fetchSeconds.zero({ subgraph: name, outcome: 'unreachable' }); // a series that begins with the first failure has no rise that an alert could see
  }

  async process(options: GraphQLDataSourceProcessOptions): Promise<SubgraphAnswer> {
    const { query = '', variables = {}, operationName } = options.request;
    return this.ask(query, variables as Variables, options.context as FetchContext, operationName);
  }

  /** Sends one operation in the caller's name. Whoever joins another's request has a span of his own; the request carries the trace of the first. */
  async ask(query: string, variables: Variables, context: FetchContext, operationName?: string): Promise<SubgraphAnswer> {
    context.asked?.();
    return inSpan({ name: `fetch ${this.name}`, kind: 'client', attributes: { 'vardgraf.subgraph': this.name } }, () => this.fetch(query, variables, context, operationName));
  }

  private async fetch(query: string, variables: Variables, context: FetchContext, operationName?: string): Promise<SubgraphAnswer> {
    if (query.startsWith('mutation')) return parse(await this.send({ query, variables, operationName }, context, false));
    const { representations, ...others } = variables;
    const scope = fetchScope(context);
    if (Array.isArray(representations)) {
      context.written?.();
      return this.batches.fetch(`${scope}\0${query}\0${JSON.stringify(others)}`, representations as Representation[], async (all) =>
        parse(await this.send({ query, variables: { ...others, representations: all }, operationName }, context, true)));
    }
    const body = JSON.stringify({ query, variables, operationName });
    return parse(await this.shared.fetch(`${scope}\0${body}`, (written) => this.post(body, context, true, written), context.written));
  }

  private send(request: object, context: FetchContext, repeatable: boolean): Promise<string> {
    return this.post(JSON.stringify(request), context, repeatable);
  }

  private async post(body: string, context: FetchContext, repeatable: boolean, written?: () => void): Promise<string> {
    this.sent();
    const end = this.metrics.fetchSeconds.startTimer({ subgraph: this.name });
    try {
      const answer = await this.pool.post(body, context, repeatable, written);
      end({ outcome: 'answered' });
      return answer;
    } catch (error) {
      end({ outcome: 'unreachable' });
      throw error;
    }
  }

  async close(): Promise<void> {
    await this.pool.close();
  }
}

function parse(text: string): SubgraphAnswer {
  try {
    const response = JSON.parse(text) as SubgraphAnswer;
    if (typeof response === 'object' && response !== null) return response;
  } catch (error) {
    throw new Fault('INTERNAL', 'A part of the graph did not answer in JSON.', { cause: error });
  }
  throw new Fault('INTERNAL', 'A part of the graph did not answer with a result.');
}
