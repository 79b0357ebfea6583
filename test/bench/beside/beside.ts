import { holdTo } from '../bars';
import { type Contender, type Ring, startRing } from './contenders';
import { type FanOut, measureFanOut, measurePace, type Watched, watchHive, watchOurs } from './fan-out';
import { type Cost, measureRequests } from './requests';

const say = (line: string): void => void process.stdout.write(`${line}\n`);
export const caseCount = 500;
const card = 'id status priority ageBand tags unit { id name locality region { name } } takenBy { id name } complaint { name }';
export const query = `query Card($id: ID!) { caseCard(id: $id) { ${card} } }`;
const watched = (selection: string) => `subscription Queue($unitId: ID!) { liveQueue(unitId: $unitId) { __typename ... on QueueSnapshot { seq } ... on QueueChange { seq kind caseId card { ${selection} } } } }`;
/** A type that is not the same for a whole role: every subscriber's answer is resolved in their own name. */
const unshared = `${card} takenBy { commissions { id } }`;

/** Our gateway beside Hive Gateway: the same subgraphs, machine and run; prints figures and ratios, answers the exit code. `[seconds]` for each kind of request, 10 when not said. */
export async function besideHive(args: string[]): Promise<number> {
  const seconds = Number(args[0] ?? 10);
  const ring = await startRing();
  try {
    ring.change({ put: Array.from({ length: caseCount }, (_, i) => `case-${i}`), takenBy: 'nurse-1' });
    const authorization = await ring.authorization();
    say(`\nBeside Hive Gateway, ${seconds} s each, 64 requests at a time, three subgraphs, a token verified by ours alone`);
    const wrong = [
      await compare('A small federated query, another case each time', [ring.ours, ring.hive, ring.hiveJoining], authorization, (turn) => ({ query, variables: { id: `case-${turn % caseCount}` } }), seconds),
      await compare('The same query of one caller, many at once', [ring.ours, ring.hive, ring.hiveJoining], authorization, () => ({ query, variables: { id: 'case-7' } }), seconds),
      await fanOut(ring),
    ];
    return wrong.some(Boolean) ? 1 : 0;
  } finally {
    await ring.stop();
  }
}

async function compare(title: string, contenders: Contender[], authorization: string, body: (turn: number) => object, seconds: number): Promise<number> {
  const costs: [Contender, Cost][] = [];
  for (const contender of contenders) costs.push([contender, await measureRequests(contender, authorization, body, seconds)]);
  const [, ours] = costs[0]!;
  say(`${title}\n  ${''.padEnd(34)}${'requests/s'.padStart(11)}${'CPU ms each'.padStart(13)}${'ours, requests'.padStart(16)}${'ours, CPU'.padStart(11)}`);
  for (const [{ name }, { perSecond, cpuMs, wrong }] of costs) {
    const ratios = name === 'ours' ? '' : `${`${(ours.perSecond / perSecond).toFixed(2)} ×`.padStart(16)}${`${(cpuMs / ours.cpuMs).toFixed(2)} ×`.padStart(11)}`;
    say(`  ${name.padEnd(34)}${perSecond.toFixed(0).padStart(11)}${cpuMs.toFixed(3).padStart(13)}${ratios}${wrong ? `  ${wrong} answers were wrong` : ''}`);
  }
  return costs.reduce((sum, [, { wrong }]) => sum + wrong, 0);
}

async function fanOut(ring: Ring): Promise<number> {
  say(`One change of a card to all who watch the queue, each with a token of their own\n  ${''.padEnd(34)}${'subscribers'.padStart(12)}${'CPU ms an event'.padStart(17)}${'slowest ms'.padStart(12)}`);
  const row = async (name: string, watched: Watched, subscribers: number, events: number): Promise<FanOut> => {
    const measured = await measureFanOut(ring, watched, subscribers, events);
    say(`  ${name.padEnd(34)}${String(subscribers).padStart(12)}${measured.cpuMs.toFixed(1).padStart(17)}${measured.slowestMs.toFixed(0).padStart(12)}`);
    return measured;
  };
  const ours = (selection: string): Watched => ({ contender: ring.ours, open: watchOurs, query: watched(selection) });
  const few = await row('ours, one resolution for all', ours(card), 100, 50);
  const shared = await row('ours, one resolution for all', ours(card), 1_000, 50);
  const many = await row('ours, one resolution for all', ours(card), 2_000, 50);
  const p99 = await measurePace(ring, ours(card), 1_000, { perSecond: 30, seconds: 10 });
  holdTo('50 ms', `at 30 changes a second 99 of 100 frames of 1,000 subscribers are there after ${p99.toFixed(0)} ms`, p99 <= 50);
  const own = await row('ours, one for each subscriber', ours(unshared), 1_000, 10);
  const furtherMicros = ((many.cpuMs - few.cpuMs) * 1_000) / (many.subscribers - few.subscribers);
  holdTo('15 µs', `a further subscriber costs ${furtherMicros.toFixed(1)} µs an event`, furtherMicros <= 15);
  holdTo('20 times', `one resolution for all takes ${(own.cpuMs / shared.cpuMs).toFixed(1)} times less than one for each`, own.cpuMs / shared.cpuMs >= 20);
  try {
    const hive = await row('Hive Gateway, one for each', { contender: ring.hive, open: watchHive, query: watched(card) }, 1_000, 10);
    say(`  and ${(hive.cpuMs / shared.cpuMs).toFixed(1)} times less than Hive Gateway's`);
    return 0;
  } catch (error) {
    say(`  Hive Gateway's could not be measured: ${(error as Error).message}`);
    return 1;
  }
}
