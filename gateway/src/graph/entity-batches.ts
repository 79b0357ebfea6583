import type { GraphQLDataSource } from '@apollo/gateway';
import type { GraphQLFormattedError } from 'graphql';

/** What the executor wants of a subgraph: data and errors. */
export type SubgraphAnswer = Awaited<ReturnType<GraphQLDataSource['process']>>;
export type Representation = Record<string, unknown>;
type SendBatch = (representations: Representation[]) => Promise<SubgraphAnswer>;

interface Waiter {
  /** Where each of the caller's representations stands in the batch. */
  places: number[];
  resolve(response: SubgraphAnswer): void;
  reject(error: unknown): void;
}

interface Batch {
  representations: Representation[];
  placeOf: Map<string, number>;
  waiters: Waiter[];
}

/** Representations in one request; the subgraphs' own loaders take 500 at once. */
const maxBatch = 500;

/**
 * Entity fetches of one scope with the same text and other variables are merged across operations that run at the same time: 200 changes of a
 * queue that arrive together cost one request a subgraph, not 200. Answers and error paths are split back.
 */
export class EntityBatches {
  private readonly open = new Map<string, Batch>();

  constructor(private readonly saved: () => void) {}

  fetch(key: string, representations: Representation[], send: SendBatch): Promise<SubgraphAnswer> {
    let batch = this.open.get(key);
    if (batch && batch.representations.length + representations.length > maxBatch) {
      this.open.delete(key); // it is sent as it stands by the timer that it has
      batch = undefined;
    }
    if (batch) this.saved();
    else batch = this.begin(key, send);
    const { placeOf, waiters, representations: all } = batch;
    const places = representations.map((representation) => {
      const text = JSON.stringify(representation);
      let place = placeOf.get(text);
      if (place === undefined) {
        place = all.push(representation) - 1;
        placeOf.set(text, place);
      }
      return place;
    });
    return new Promise((resolve, reject) => waiters.push({ places, resolve, reject }));
  }

  private begin(key: string, send: SendBatch): Batch {
    const batch: Batch = { representations: [], placeOf: new Map(), waiters: [] };
    this.open.set(key, batch);
    setImmediate(() => {
      if (this.open.get(key) === batch) this.open.delete(key);
      send(batch.representations).then(
        (response) => split(batch, response),
        (error: unknown) => batch.waiters.forEach((waiter) => waiter.reject(error)),
      );
    });
    return batch;
  }
}

function split(batch: Batch, response: SubgraphAnswer): void {
  const entities = response.data?.['_entities'] as (Representation | null)[] | undefined;
  const given = new Set<number>();
  for (const waiter of batch.waiters) {
    const errors = response.errors?.flatMap((error) => errorFor(waiter, error as GraphQLFormattedError));
    const data = entities ? { _entities: waiter.places.map((place) => own(entities[place], place, given)) } : response.data;
    waiter.resolve({ data, ...(errors?.length && { errors: errors as never }) });
  }
}

/** The executor writes into entities: the first to get one keeps it, everybody else gets a copy. */
function own(entity: Representation | null | undefined, place: number, given: Set<number>): Representation | null {
  if (!entity) return null;
  if (!given.has(place)) {
    given.add(place);
    return entity;
  }
  return structuredClone(entity);
}

/** An error of one entity goes to those who asked for it, with its place in their list; any other goes to all. */
function errorFor(waiter: Waiter, error: GraphQLFormattedError): GraphQLFormattedError[] {
  const [root, place, ...rest] = error.path ?? [];
  if (root !== '_entities' || typeof place !== 'number') return [error];
  return waiter.places.flatMap((own, index) => (own === place ? [{ ...error, path: ['_entities', index, ...rest] }] : []));
}
