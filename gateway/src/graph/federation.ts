import { buildSubgraphSchema } from '@apollo/subgraph';
import { ApolloGateway, type GraphQLDataSource, LocalGraphQLDataSource } from '@apollo/gateway';
import { type Schema, Supergraph } from '@apollo/federation-internals';
import { QueryPlanner } from '@apollo/query-planner';
import type { GraphQLSchema } from 'graphql';
import { subgraphDocument, type SubgraphName, supergraphSdl } from '@vardgraf/schema/subgraphs';
import { Fault } from '@vardgraf/service-kit/fault';
import type { Log } from '@vardgraf/service-kit/log';
import { type GatewayEnv, subgraphUrls } from '../env';
import type { GatewayMetrics } from '../metrics';
import type { FetchContext } from './fetch-context';
import { SubgraphSource } from './subgraph-source';

/** What a loaded schema gives to those who plan and execute beside Apollo Server. */
export interface LoadedGraph {
  /** The schema clients see. */
  api: GraphQLSchema;
  apiForPlanning: Schema;
  supergraph: GraphQLSchema;
  planner: QueryPlanner;
}

export type RemoteSubgraph = Exclude<SubgraphName, 'live'>;

/** The composed graph: planner and executor of Apollo over our own data sources. */
export class Federation {
  readonly apollo: ApolloGateway;
  readonly sources: Record<RemoteSubgraph, SubgraphSource>;
  /** The virtual subgraph that owns the live fields. */
  readonly liveSchema: GraphQLSchema;
  /** By name, as the executor wants them. */
  readonly services: Record<string, GraphQLDataSource> = Object.create(null) as Record<string, GraphQLDataSource>;
  private graph: LoadedGraph | undefined;
  private update: ((sdl: string) => void) | undefined;
  private sdl: string;
  private readonly reloaded = new Set<() => void>();
  private readonly plansUsed = new WeakSet<object>();

  constructor(env: GatewayEnv, private readonly metrics: GatewayMetrics, log: Log, sdl: string = supergraphSdl()) {
    const named = (Object.entries(subgraphUrls(env)) as [RemoteSubgraph, string][]).map(([name, url]) => [name, new SubgraphSource(name, { url, timeoutMs: env.FETCH_TIMEOUT_MS, metrics })]);
    this.sources = Object.fromEntries(named) as Record<RemoteSubgraph, SubgraphSource>;
    this.liveSchema = buildSubgraphSchema({ typeDefs: subgraphDocument('live') });
    Object.assign(this.services, this.sources, { live: new LocalGraphQLDataSource(this.liveSchema) });
    this.sdl = sdl;
    this.apollo = new ApolloGateway({
      supergraphSdl: async ({ update }) => {
        this.update = update;
        return { supergraphSdl: sdl };
      },
      logger: quiet(log), buildService: ({ name }) => this.service(name), experimental_didResolveQueryPlan: (planned) => {
        this.countPlan(planned.queryPlan);
        stopWhenPlanned(planned);
      },
    });
    this.apollo.onSchemaLoadOrUpdate(({ apiSchema, coreSupergraphSdl }) => {
      const supergraph = Supergraph.build(coreSupergraphSdl, { validateSupergraph: false });
      this.graph = { api: apiSchema, apiForPlanning: supergraph.apiSchema(), supergraph: supergraph.schema.toGraphQLJSSchema(), planner: new QueryPlanner(supergraph) };
    });
  }

  /** Changes identity with every loaded schema: plans made of it are kept by it. */
  get loaded(): LoadedGraph {
    if (!this.graph) throw new Error('the graph is not loaded yet');
    return this.graph;
  }

  /** Calls back after another graph has been loaded; `loaded` is it. */
  onReload(tell: () => void): void {
    this.reloaded.add(tell);
  }

  /** Goes over to another supergraph; requests in flight end in the one they began with. @throws Error when it cannot be loaded, and then the old one stays */
  reload(sdl: string): void {
    if (sdl === this.sdl) return;
    if (!this.update) throw new Error('the graph is not loaded yet');
    const before = this.graph;
    this.update(sdl);
    if (this.graph === before) throw new Error('the supergraph was not taken over');
    this.sdl = sdl;
    for (const tell of this.reloaded) tell();
  }

  /** Counts an operation by whether its plan has been used before. */
  countPlan(plan: object): void {
    this.metrics.plans.inc({ plan: this.plansUsed.has(plan) ? 'kept' : 'made' });
    this.plansUsed.add(plan);
  }

  private service(name: string): GraphQLDataSource {
    const service = this.services[name];
    if (!service) throw new Error(`the supergraph names a subgraph without an address: ${name}`);
    return service;
  }

  async close(): Promise<void> {
    await Promise.all(Object.values(this.sources).map((source) => source.close()));
  }
}

/** A plan that is made ahead stays in the planner's cache, and nobody is asked. */
function stopWhenPlanned({ requestContext }: { requestContext: { readonly context?: unknown } }): void {
  if ((requestContext.context as FetchContext | undefined)?.planOnly) throw new Fault('BAD_INPUT', 'Planned, not executed.');
}

/** Apollo's start-up sentences are of no use to whoever runs this. */
function quiet(log: Log) {
  return { debug: () => undefined, info: () => undefined, warn: (message: unknown) => log.warn(String(message)), error: (message: unknown) => log.error(String(message)) };
}
