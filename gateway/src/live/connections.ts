import type { GatewayEnv } from '../env';
import { type Caller, callerId } from '../identity/callers';
import type { GatewayMetrics } from '../metrics';
import type { Connection, Transport } from './connection';
import { closeCodes } from './live-socket';

/** Connections of one address that have not said who they are. */
const maxUnknownPerAddress = 200;
const sweepMs = 1_000;

/** The status with which a connection is not opened. */
export type Refusal = '503 Service Unavailable' | '429 Too Many Requests';

/** All live connections of this process, on either transport: how many there may be, and how they end. */
export class Connections {
  private readonly open = new Set<Connection>();
  private readonly sweeping: NodeJS.Timeout;
  private draining = false;

  constructor(private readonly env: Pick<GatewayEnv, 'MAX_SOCKETS' | 'MAX_SOCKETS_PER_PERSON'>, private readonly metrics: GatewayMetrics) {
    this.sweeping = setInterval(() => this.sweep(), sweepMs);
    this.sweeping.unref();
  }

  /** Why no more may be opened now; undefined when one may. */
  refusal(address: string): Refusal | undefined {
    if (this.draining || this.open.size >= this.env.MAX_SOCKETS) return '503 Service Unavailable';
    return this.count((each) => each.caller === undefined && each.address === address) >= maxUnknownPerAddress ? '429 Too Many Requests' : undefined;
  }

  /** Whether this caller may have one more. */
  mayAdmit(caller: Caller): boolean {
    const id = callerId(caller.actor);
    return this.count((each) => each.caller !== undefined && callerId(each.caller.actor) === id) < this.env.MAX_SOCKETS_PER_PERSON;
  }

  opened(connection: Connection): void {
    this.open.add(connection);
    this.tell(connection.transport);
  }

  /** @param code the close code, where the transport has one, or in words who ended it */
  closed(connection: Connection, code: string): void {
    if (!this.open.delete(connection)) return;
    connection.ended();
    this.tell(connection.transport);
    this.metrics.connectionsClosed.inc({ transport: connection.transport, code });
  }

  /** Closes connections for which it is true: their token is no longer what it says. */
  closeWhere(test: (caller: Caller) => boolean, reason: string): void {
    for (const connection of this.open) {
      if (connection.caller && test(connection.caller)) connection.socket.close(closeCodes.forbidden, reason);
    }
  }

  /** From now on none is opened; those that are open stay. */
  refuseNew(): void {
    this.draining = true;
  }

  /** Closes every one with 1012, spread over `spreadMs`; what does not close is cut. */
  async drain(spreadMs: number): Promise<void> {
    this.refuseNew();
    clearInterval(this.sweeping);
    const timers = [...this.open].map(({ socket }) => setTimeout(() => socket.close(closeCodes.restart, 'Service restart'), Math.random() * spreadMs));
    const deadline = Date.now() + spreadMs + 1_000;
    while (this.open.size > 0 && Date.now() < deadline) await new Promise((done) => setTimeout(done, 20));
    for (const timer of timers) clearTimeout(timer);
    for (const { socket } of this.open) socket.cut();
  }

  private tell(transport: Transport): void {
    this.metrics.connections.set({ transport }, this.count((each) => each.transport === transport));
  }

  private sweep(): void {
    const now = Date.now();
    for (const { socket } of this.open) socket.sweep(now);
  }

  private count(test: (connection: Connection) => boolean): number {
    let count = 0;
    for (const connection of this.open) if (test(connection)) count += 1;
    return count;
  }
}
