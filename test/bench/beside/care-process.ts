/** The subgraphs of the comparison, in a process of their own: what cases, directory and triage answer, and the live fields as a subgraph of Hive Gateway's kind (SSE). */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buildSubgraphSchema } from '@apollo/subgraph';
import { createHandler } from 'graphql-sse/lib/use/http';
import { subgraphDocument } from '@vardgraf/schema/subgraphs';
import { CareModel } from '../../../gateway/test/care-model';
import { startTestSubgraph, type SubgraphOfTest } from '../../../gateway/test/subgraphs';

/** What the process is told: to make cases, or to change one. */
export interface CareOrder {
  put: string[];
  takenBy: string;
}
/** What it says once: where it listens. */
export interface CareUrls {
  urls: Record<SubgraphOfTest | 'live', string>;
}

const unitId = 'unit-1';
const watchers = new Set<() => void>();
let lastChange: Record<string, unknown> = {};

/** Every change as an event of the subscription; who comes between two sees the next. */
async function* changes(): AsyncGenerator<unknown> {
  for (;;) {
    await new Promise<void>((wake) => watchers.add(wake));
    yield { liveQueue: lastChange };
  }
}

async function main(): Promise<void> {
  const model = new CareModel();
  await model.connect(process.env['NATS_URL']!);
  const names: SubgraphOfTest[] = ['directory', 'triage', 'cases', 'booking', 'messaging', 'notify', 'oversight'];
  const started = await Promise.all(names.map(async (name) => [name, await startTestSubgraph(name, model)] as const));
  setInterval(() => started.forEach(([, { received }]) => received.splice(0)), 1_000); // which a test would look at
  const schema = buildSubgraphSchema({ typeDefs: subgraphDocument('live'), resolvers: { Subscription: { liveQueue: { subscribe: changes } } } as never });
  const live = createServer(createHandler({ schema }));
  await new Promise<void>((done) => live.listen(0, '127.0.0.1', done));

  process.on('message', ({ put, takenBy }: CareOrder) => {
    for (const id of put) {
      model.put(id, { unitId, takenBy });
      lastChange = { __typename: 'QueueChange', seq: model.seqs.get(unitId), previousSeq: 0, kind: 'CHANGED', caseId: id, card: { __typename: 'CaseCard', id } };
      const woken = [...watchers];
      watchers.clear();
      for (const wake of woken) wake();
    }
  });
  process.on('disconnect', () => process.exit(0));
  process.send!({ urls: { ...Object.fromEntries(started.map(([name, { url }]) => [name, url] as const)), live: `http://127.0.0.1:${(live.address() as AddressInfo).port}/graphql` } } as CareUrls);
}

void main();
