import { Pool } from 'undici';
import { cpuSeconds, cpuSecondsOfAll } from '../platform';
import type { Contender } from './contenders';

export interface Cost {
  perSecond: number;
  /** Of the gateway's processes, for one request. */
  cpuMs: number;
  /** Of that, the first process: where there are several, the supervisor. */
  firstCpuMs: number;
  wrong: number;
}

const connections = 64;

/** Sends for some seconds, `connections` at a time, the next as soon as one is answered; what comes is checked. */
export async function measureRequests({ url, pid }: Contender, authorization: string, body: (turn: number) => object, seconds: number): Promise<Cost> {
  const { origin, pathname } = new URL(url);
  const pool = new Pool(origin, { connections, pipelining: 1 });
  let turn = 0;
  let answered = 0;
  let wrong = 0;
  const send = async (until: number): Promise<void> => {
    while (performance.now() < until) {
      const { statusCode, body: answer } = await pool.request({ method: 'POST', path: pathname, headers: { 'content-type': 'application/json', accept: 'application/json', authorization }, body: JSON.stringify(body(turn++)) });
      const text = await answer.text();
      answered += 1;
      if (statusCode !== 200 || !text.includes('"Unit unit-1"') || text.includes('"errors"')) wrong += 1;
    }
  };
  const run = (time: number) => Promise.all(Array.from({ length: connections }, () => send(performance.now() + time * 1_000)));
  await run(Math.min(3, seconds)); // plans, compiled code, connections
  answered = wrong = 0;
  const [began, cpu, first] = [performance.now(), cpuSecondsOfAll(pid)!, cpuSeconds(pid)!];
  await run(seconds);
  const [took, used, firstUsed] = [(performance.now() - began) / 1_000, cpuSecondsOfAll(pid)! - cpu, cpuSeconds(pid)! - first];
  await pool.close();
  return { perSecond: answered / took, cpuMs: (used * 1_000) / answered, firstCpuMs: (firstUsed * 1_000) / answered, wrong };
}
