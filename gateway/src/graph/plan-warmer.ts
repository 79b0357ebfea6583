import { setImmediate as nextTurn } from 'node:timers/promises';
import type { ApolloServer } from '@apollo/server';
import { getOperationAST, parse } from 'graphql';
import type { Log } from '@vardgraf/service-kit/log';
import type { DocumentManifest } from '../limits/document-manifest';
import { livePlan } from '../live/plans';
import type { Federation } from './federation';
import type { FetchContext } from './fetch-context';
import { sampleVariables } from './sample-variables';

const planning: FetchContext = { actor: undefined, authorization: undefined, language: 'sv', requestId: 'planning', planOnly: true };

/** Plans the published operations ahead, so that nobody waits for the first use of one; nothing is executed, and no subgraph is asked. */
export class PlanWarmer {
  private stopped = false;

  constructor(
    private readonly apollo: ApolloServer<FetchContext>, private readonly federation: Federation, private readonly operations: DocumentManifest['operations'], private readonly log: Log,
  ) {}

  /** Begins in the background, one operation a turn of the event loop; requests come between. Again for every graph that is loaded. */
  start(): void {
    this.warm().catch((error: unknown) => this.log.warn({ err: error }, 'published operations could not be planned ahead'));
  }

  stop(): void {
    this.stopped = true;
  }

  /** @returns how many were planned */
  async warm(): Promise<number> {
    let planned = 0;
    for (const { id, body } of this.operations) {
      if (this.stopped) return planned;
      try {
        await this.plan(body);
        planned += 1;
      } catch (error) {
        this.log.warn({ documentId: id, err: error }, 'a published operation does not fit the graph');
      }
      await nextTurn();
    }
    return planned;
  }

  private async plan(text: string): Promise<void> {
    const graph = this.federation.loaded;
    const document = parse(text);
    const operation = getOperationAST(document);
    if (!operation) throw new Error('a document of more than one operation');
    if (operation.operation === 'subscription') livePlan(graph, text, document, operation);
    else await this.apollo.executeOperation({ query: text, variables: sampleVariables(graph.api, operation) }, { contextValue: planning });
  }
}
