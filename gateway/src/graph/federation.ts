import { buildSubgraphSchema } from '@apollo/subgraph';
import { ApolloGateway, type GraphQLDataSource, LocalGraphQLDataSource } from '@apollo/gateway';
import { type Schema, Supergraph } from '@apollo/federation-internals';
import { QueryPlanner } from '@apollo/query-planner';
import type { GraphQLSchema } from 'graphql';
import { subgraphDocument, type SubgraphName, supergraphSdl } from '@vardgraf/schema/subgraphs';
import type { Log } from '@vardgraf/service-kit/log';
import { type GatewayEnv, subgraphUrls } from '../env';
import type { GatewayMetrics } from '../metrics';
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

  constructor(env: GatewayEnv, metrics: GatewayMetrics, log: Log, sdl: string = supergraphSdl()) {
    const named = (Object.entries(subgraphUrls(env)) as [RemoteSubgraph, string][]).map(([name, url]) => [name, new SubgraphSource(name, { url, timeoutMs: env.FETCH_TIMEOUT_MS, metrics })]);
    this.sources = Object.fromEntries(named) as Record<RemoteSubgraph, SubgraphSource>;
    this.liveSchema = buildSubgraphSchema({ typeDefs: subgraphDocument('live') });
    Object.assign(this.services, this.sources, { live: new LocalGraphQLDataSource(this.liveSchema) });
    this.apollo = new ApolloGateway({ supergraphSdl: sdl, logger: quiet(log), buildService: ({ name }) => this.service(name) });
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

  private service(name: string): GraphQLDataSource {
    const service = this.services[name];
    if (!service) throw new Error(`the supergraph names a subgraph without an address: ${name}`);
    return service;
  }

  async close(): Promise<void> {
    await Promise.all(Object.values(this.sources).map((source) => source.close()));
  }
}

/** Apollo's start-up sentences are of no use to whoever runs this. */
function quiet(log: Log) {
  return { debug: () => undefined, info: () => undefined, warn: (message: unknown) => log.warn(String(message)), error: (message: unknown) => log.error(String(message)) };
}
