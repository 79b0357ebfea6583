import { setTimeout as sleep } from 'node:timers/promises';
import WebSocket from 'ws';
import { connect, type GraphClient } from '@vardgraf/client/connect';
import { GraphFault } from '@vardgraf/client/graph-fault';
import type { LiveEvent } from '@vardgraf/client/live-list';
import type { LiveState, Watch } from '@vardgraf/client/watch';
import { queueDocument } from '../../../gateway/test/live-client';
import { type Stack, startStack } from '../../../gateway/test/stack';

type Card = { id: string; status: string };
const sockets: Socket[] = [];
/** What the next frame that tells of a case must contain to be lost on its way. */
let lose: string | undefined;

/** The platform's own socket, whose end is in the test's hands. */
class Socket extends WebSocket {
  constructor(url: string, protocol: string) {
    super(url, protocol);
    sockets.push(this);
  }

  override emit(name: string | symbol, ...args: unknown[]): boolean {
    if (name === 'message' && lose && String(args[0]).includes(lose)) {
      lose = undefined;
      return true;
    }
    return super.emit(name as never, ...(args as never[]));
  }
}

describe('the client', () => {
  let stack: Stack;
  let clients: GraphClient[] = [];
  let serial = 0;
  let unitId: string;
  beforeAll(async () => { stack = await startStack(); });
  beforeEach(() => { unitId = `client-unit-${(serial += 1)}`; });
  afterEach(async () => {
    for (const client of clients) client.close();
    clients = [];
    stack.subgraphs.cases.behaviour.answer = undefined;
    for (const socket of sockets.splice(0)) socket.terminate();
    await sleep(20);
  });
  afterAll(() => stack.stop());

  const put = (id: string, change: Parameters<Stack['model']['put']>[1]) => stack.model.put(id, change && { unitId, ...change });
  function graph(token = () => stack.issuer.nurse('nurse-1', { unitIds: [unitId] })): GraphClient {
    const client = connect(`${stack.url}/graphql`, { token, webSocket: Socket });
    clients.push(client);
    return client;
  }
  function watch(client: GraphClient, events: LiveEvent[] = [], variables = { unitId }): Watch<Card> {
    return client.watch<unknown, typeof variables, Card>(queueDocument, variables, { onEvent: (event) => events.push(event) });
  }
  const ids = (state: LiveState<Card>) => state.items.map((card) => card.id);
  function until(watched: Watch<Card>, test: (state: LiveState<Card>) => boolean, ms = 15_000): Promise<LiveState<Card>> {
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => reject(new Error(JSON.stringify(watched.state))), ms);
      const look = (state: LiveState<Card>) => {
        if (!test(state)) return;
        clearTimeout(timer);
        end();
        resolve(state);
      };
      const end = watched.onChange(look);
      look(watched.state);
    });
  }

  it('[LIV-1] a watched queue is what a fresh snapshot would be, change after change', async () => {
    put('a', {});
    const watched = watch(graph());
    expect(ids(await until(watched, (s) => s.status === 'live'))).toEqual(['a']);
    put('b', {});
    put('a', { status: 'ACCEPTED' });
    expect(ids(await until(watched, (s) => s.seq === 3))).toEqual(['a', 'b']);
    put('b', undefined);
    const state = await until(watched, (s) => s.seq === 4);
    expect(state.items).toMatchObject([{ id: 'a', status: 'ACCEPTED' }]);
    expect(ids(state)).toEqual(stack.model.keys(unitId, 'NURSE').caseIds);
  });

  it('[BEY-13] [DIR-2] when tokens expire the list goes on with new ones where it was: one snapshot in all, nothing missed', async () => {
    let tokens = 0;
    const events: LiveEvent[] = [];
    const watched = watch(graph(() => {
      tokens += 1;
      return stack.issuer.nurse('nurse-1', { unitIds: [unitId], expires: '3s' });
    }), events);
    await until(watched, (s) => s.status === 'live');
    for (let n = 1; n <= 8; n += 1) {
      put(`c${n}`, {});
      await sleep(900);
    }
    const state = await until(watched, (s) => s.items.length === 8);
    expect(ids(state)).toEqual(['c1', 'c2', 'c3', 'c4', 'c5', 'c6', 'c7', 'c8']);
    expect(tokens).toBeGreaterThan(2);
    expect(sockets.length).toBeGreaterThan(2);
    expect(events.filter((event) => event.__typename === 'QueueSnapshot')).toHaveLength(1);
  }, 60_000);

  it('[BEY-13] [DIR-2] while no token can be had a list keeps what it knows and says that there is trouble, and goes on where it was with the next one', async () => {
    let away = false;
    let refused = 0;
    const events: LiveEvent[] = [];
    const watched = watch(graph(async () => {
      if (away) {
        refused += 1;
        throw new Error('the log-in service is away');
      }
      return stack.issuer.nurse('nurse-1', { unitIds: [unitId], expires: '3s' });
    }), events);
    put('a', {});
    await until(watched, (s) => s.items.length === 1);
    away = true;
    const state = await until(watched, (s) => s.status === 'trouble' || s.status === 'stopped');
    expect([state.status, state.fault?.code, ids(state)]).toEqual(['trouble', 'NO_ANSWER', ['a']]);
    put('b', {});
    await until(watched, () => refused >= 8); // longer than it would take to be called logged out
    expect(watched.state.status).not.toBe('stopped');
    away = false;
    expect(ids(await until(watched, (s) => s.status === 'live' && s.items.length === 2, 25_000))).toEqual(['a', 'b']);
    expect(events.filter((event) => event.__typename === 'QueueSnapshot')).toHaveLength(1);
  }, 90_000);

  it('[BEY-13] a lost line shows as trouble, and what happened meanwhile comes when it is back', async () => {
    const events: LiveEvent[] = [];
    const watched = watch(graph(), events);
    await until(watched, (s) => s.status === 'live');
    sockets[0]!.terminate();
    expect((await until(watched, (s) => s.status === 'trouble')).fault).toMatchObject({ code: 'NO_ANSWER' });
    put('meanwhile', {});
    expect(ids(await until(watched, (s) => s.status === 'live' && s.items.length === 1))).toEqual(['meanwhile']);
    expect(events.map((event) => event.__typename)).toEqual(['QueueSnapshot', 'QueueChange']);
  });

  it('[LIV-1] a list that begins from an earlier one is live at once on a socket that is open for another, and has what came meanwhile', async () => {
    put('a', {});
    const client = graph();
    const [first, other] = [watch(client), watch(client)];
    await until(other, (s) => s.status === 'live');
    await until(first, (s) => s.status === 'live');
    first.close();
    const events: LiveEvent[] = [];
    const again = client.watch<unknown, { unitId: string }, Card>(queueDocument, { unitId }, { from: first.state, onEvent: (event) => events.push(event) });
    expect([again.state.status, ids(again.state)]).toEqual(['live', ['a']]);
    put('b', {});
    expect(ids(await until(again, (s) => s.items.length === 2))).toEqual(['a', 'b']);
    expect(events.map((event) => event.__typename)).toEqual(['QueueChange']);
    expect(sockets).toHaveLength(1);
  });

  it('[LIV-1] a change that never came is noticed by the next one’s number, and the list is asked for anew', async () => {
    const events: LiveEvent[] = [];
    const watched = watch(graph(), events);
    await until(watched, (s) => s.status === 'live');
    lose = '"caseId":"lost"';
    put('lost', {});
    await sleep(100);
    put('next', {});
    expect(ids(await until(watched, (s) => s.items.length === 2))).toEqual(['lost', 'next']);
    expect(events.slice(0, 3).map((event) => event.__typename)).toEqual(['QueueSnapshot', 'QueueChange', 'QueueSnapshot']); // then what has changed since that one was read
    expect(sockets).toHaveLength(1);
  });

  it('[LIV-1] trouble in a part of the graph is told with a number for support; the list stays and heals', async () => {
    put('a', {});
    stack.subgraphs.cases.behaviour.answer = ({ query }) => (query.includes('_entities') ? { body: '{"errors":[{"message":"down"}]}' } : undefined);
    const watched = watch(graph());
    expect((await until(watched, (s) => s.status === 'trouble')).fault).toMatchObject({ code: 'INTERNAL', supportId: expect.any(String) });
    stack.subgraphs.cases.behaviour.answer = undefined;
    expect(ids(await until(watched, (s) => s.status === 'live'))).toEqual(['a']);
  });

  it('[API-1] what is refused stops with its reason: a foreign unit, and tokens that nobody takes', async () => {
    expect((await until(watch(graph(), [], { unitId: 'another' }), (s) => s.status === 'stopped')).fault).toMatchObject({ code: 'BAD_INPUT', paths: ['unitId'] });
    let asked = 0;
    const unknown = watch(graph(async () => `no.token.${(asked += 1)}`));
    expect((await until(unknown, (s) => s.status === 'stopped', 30_000)).fault).toMatchObject({ code: 'UNAUTHENTICATED' });
    expect(sockets.length).toBeLessThan(6);
  }, 60_000);

  it('[API-1] a query has its data or throws one fault; a refused token is replaced once', async () => {
    const tokens = ['no.token.at-all', await stack.issuer.nurse('nurse-1', { unitIds: [unitId] })];
    expect(await graph(async () => tokens.shift()!).query('query Q($unitId: ID!) { queue(unitId: $unitId) { totalCount } }', { unitId })).toEqual({ queue: { totalCount: 0 } });
    await expect(graph().query('{ nothing }')).rejects.toMatchObject({ name: 'GraphFault', code: 'BAD_INPUT', passing: false });
    await expect(graph(async () => 'no.token.ever').query('{ me { kind } }')).rejects.toMatchObject({ code: 'UNAUTHENTICATED' });
    await expect(connect('http://127.0.0.1:9/graphql').query('{ __typename }')).rejects.toBeInstanceOf(GraphFault);
  });
});
