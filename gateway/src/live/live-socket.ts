import type { WebSocket } from 'ws';
import type { GatewayMetrics } from '../metrics';

/** Bytes waiting to leave at which a socket counts as slow, and as recovered. */
const slowAbove = 128 * 1024;
const recoveredBelow = 16 * 1024;
/** A socket that is so far behind, or slow for so long, is closed; its client comes back to a fresh snapshot. */
const closeAbove = 4 * 1024 * 1024;
const closeAfterMs = 20_000;

export const closeCodes = { forbidden: 4403, tooSlow: 4413, restart: 1012, tryLater: 1013, tooMany: 1008 } as const;

/** One WebSocket as the live side sees it: sends text, knows whether its reader keeps up. */
export class LiveSocket {
  /** Called when a slow socket has caught up. */
  readonly recovered = new Set<() => void>();
  private slowSince: number | undefined;

  constructor(private readonly socket: WebSocket, private readonly metrics: GatewayMetrics) {}

  get open(): boolean {
    return this.socket.readyState === this.socket.OPEN;
  }

  get slow(): boolean {
    return this.slowSince !== undefined;
  }

  send(text: string): void {
    if (!this.open) return;
    this.socket.send(text, this.sent);
    if (this.slowSince === undefined && this.socket.bufferedAmount > slowAbove) this.slowSince = Date.now();
  }

  close(code: number, reason: string): void {
    this.socket.close(code, reason);
  }

  /** Ends a socket that does not catch up. Its close frame waits behind everything else, so the connection is cut soon after. */
  sweep(now: number): void {
    if (this.slowSince === undefined || !this.open) return;
    if (this.socket.bufferedAmount <= closeAbove && now - this.slowSince < closeAfterMs) return;
    this.metrics.refused.inc({ reason: 'slow socket' });
    this.close(closeCodes.tooSlow, 'Too slow');
    setTimeout(() => this.socket.terminate(), 1_000).unref();
  }

  private readonly sent = (): void => {
    if (this.slowSince === undefined || this.socket.bufferedAmount > recoveredBelow) return;
    this.slowSince = undefined;
    for (const tell of [...this.recovered]) tell();
  };
}
