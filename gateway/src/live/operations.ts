import { randomUUID } from 'node:crypto';
import type { ApolloServer } from '@apollo/server';
import { GraphQLError } from 'graphql';
import { Fault } from '@vardgraf/service-kit/fault';
import type { Log } from '@vardgraf/service-kit/log';
import { publicError } from '@vardgraf/service-kit/public-errors';
import type { GatewayEnv } from '../env';
import type { Federation } from '../graph/federation';
import type { FetchContext } from '../graph/fetch-context';
import type { DocumentCheck } from '../limits/document-check';
import type { TrustedDocuments } from '../limits/trusted-documents';
import type { Connection } from './connection';
import { asErrors, prepare, type Prepared, type SocketOperation } from './prepare';
import type { WatchingParts } from './watching';

export interface OperationParts extends WatchingParts {
  env: GatewayEnv;
  federation: Federation;
  apollo: ApolloServer<FetchContext>;
  documents: DocumentCheck;
  trusted: TrustedDocuments;
  log: Log;
}

/** An operation that may run, its document in full; or what is said instead. */
export type Begun = { kind: 'refused'; errors: GraphQLError[] } | (Exclude<Prepared, { kind: 'refused' }> & { operation: SocketOperation });

/** Operations on live connections, the same on both transports: published or not, within limits, allowed; errors as they go out. */
export class LiveOperations {
  private readonly hideHints: boolean;

  constructor(private readonly parts: OperationParts) {
    this.hideHints = parts.env.NODE_ENV === 'production';
  }

  /** Checks what an admitted connection asks for. @param before what may refuse it as well, with a Fault */
  async begin(connection: Connection, asked: SocketOperation, before?: () => Promise<void>): Promise<Begun> {
    const { federation, documents, trusted, metrics, groups } = this.parts;
    const caller = connection.caller!;
    try {
      await before?.();
      const operation = { ...asked, query: trusted.textOf(asked, caller.actor) ?? asked.query };
      const prepared = prepare(federation.loaded, documents, operation, caller, connection.language);
      if (prepared.kind === 'refused') {
        metrics.refused.inc({ reason: prepared.reason });
        return { kind: 'refused', errors: this.masked(prepared.errors) };
      }
      if (prepared.kind === 'subscription') {
        federation.countPlan(prepared.subscription.plan);
        await groups.admit(prepared.subscription.view, prepared.subscription.plan.field);
      }
      return { ...prepared, operation };
    } catch (error) {
      if (error instanceof Fault) metrics.refused.inc({ reason: error.code });
      return { kind: 'refused', errors: this.masked(asErrors(error)) };
    }
  }

  /** Runs a query or mutation as on HTTP. @returns its result, errors as they go out */
  async execute(connection: Connection, operation: SocketOperation): Promise<object> {
    const caller = connection.caller!;
    const needless = this.parts.documents.facts(operation.query)?.soleName === operation.operationName; // the same plan with and without
    const answer = await this.parts.apollo.executeOperation(
      { query: operation.query, operationName: needless ? undefined : operation.operationName ?? undefined, variables: operation.variables ?? undefined },
      { contextValue: { actor: caller.actor, authorization: `Bearer ${caller.token}`, language: connection.language, requestId: randomUUID() } },
    );
    if (answer.body.kind !== 'single') throw new Error('incremental delivery is not offered');
    return answer.body.singleResult;
  }

  /** Errors as clients may see them. */
  masked(errors: readonly GraphQLError[]): GraphQLError[] {
    return errors.map((error) => {
      const said = this.hideHints ? error.message.replace(/ ?Did you mean [\s\S]*\?$/, '') : error.message;
      const { message, extensions, ...place } = publicError({ ...error.toJSON(), message: said }, error, this.parts.log);
      return new GraphQLError(message, { path: place.path, extensions });
    });
  }
}
