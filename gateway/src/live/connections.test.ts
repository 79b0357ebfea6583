import type { Caller } from '../identity/callers';
import { createGatewayMetrics } from '../metrics';
import { Connection } from './connection';
import { Connections } from './connections';
import type { LiveSocket } from './live-socket';

const metrics = createGatewayMetrics();
const nurse = (personId: string) => ({ actor: { kind: 'STAFF', personId }, token: '', expiresAt: new Date(Date.now() + 60_000) }) as unknown as Caller;

function crowd(limits: { MAX_SOCKETS: number; MAX_SOCKETS_PER_PERSON: number }) {
  const connections = new Connections(limits, metrics);
  const open = (address: string) => {
    const connection = new Connection({ close: () => undefined, cut: () => undefined, sweep: () => undefined } as unknown as LiveSocket, 'ws', address, undefined);
    connections.opened(connection);
    return connection;
  };
  return { connections, open };
}

describe('how many live connections there may be', () => {
  it('[API-1] one address holds 200 that have not said who they are; who is let in makes room, and no other address is kept out', () => {
    const { connections, open } = crowd({ MAX_SOCKETS: 1_000, MAX_SOCKETS_PER_PERSON: 10 });
    const waiting = Array.from({ length: 199 }, () => open('10.0.0.1'));
    expect(connections.refusal('10.0.0.1')).toBeUndefined();
    const last = open('10.0.0.1');
    expect([connections.refusal('10.0.0.1'), connections.refusal('10.0.0.2')]).toEqual(['429 Too Many Requests', undefined]);
    last.admit(nurse('a'), 'sv');
    expect(connections.refusal('10.0.0.1')).toBeUndefined();
    open('10.0.0.1');
    expect(connections.refusal('10.0.0.1')).toBe('429 Too Many Requests');
    connections.closed(waiting[0]!, '4408');
    expect(connections.refusal('10.0.0.1')).toBeUndefined();
    connections.closed(last, '1000');
  });

  it('[API-1] the process holds so many in all, a person so many of their own, and one that drains none more', () => {
    const { connections, open } = crowd({ MAX_SOCKETS: 3, MAX_SOCKETS_PER_PERSON: 2 });
    const all = [open('10.0.0.1'), open('10.0.0.2')];
    for (const each of all) each.admit(nurse('a'), 'sv');
    expect([connections.mayAdmit(nurse('a')), connections.mayAdmit(nurse('b')), connections.refusal('10.0.0.3')]).toEqual([false, true, undefined]);
    all.push(open('10.0.0.3'));
    expect(connections.refusal('10.0.0.4')).toBe('503 Service Unavailable');
    for (const each of all) connections.closed(each, '1000');
    expect(connections.refusal('10.0.0.4')).toBeUndefined();
    connections.refuseNew();
    expect(connections.refusal('10.0.0.4')).toBe('503 Service Unavailable');
  });
});
