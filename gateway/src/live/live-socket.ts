import type { GatewayMetrics } from '../metrics';

/** Bytes waiting to leave at which a connection counts as slow, and as recovered. */
const slowAbove = 128 * 1024;
const recoveredBelow = 16 * 1024;
/** A connection that is so far behind, or slow for so long, is closed; its client comes back to a fresh snapshot. */
const closeAbove = 4 * 1024 * 1024;
const closeAfterMs = 20_000;

export const closeCodes = { forbidden: 4403, tooSlow: 4413, restart: 1012, tryLater: 1013, tooMany: 1008 } as const;

/** What live data travels on: a WebSocket, or the body of an answer that goes on. */
export interface LiveWire {
  readonly open: boolean;
  readonly bufferedAmount: number;
  write(text: string, sent: () => void): void;
  /** A result as the protocol of the wire has it. @param seq its number, where it has one */
  next(operationId: string, payload: string, seq: number | undefined): string;
  close(code: number, reason: string): void;
  /** Ends it at once, whatever waits to leave. */
  cut(): void;
}

/** One connection as the live side sees it: sends results, knows whether its reader keeps up. */
export class LiveSocket {
  /** Called when a slow connection has caught up. */
  readonly recovered = new Set<() => void>();
  private slowSince: number | undefined;

  constructor(private readonly wire: LiveWire, private readonly metrics: GatewayMetrics) {}

  get open(): boolean {
    return this.wire.open;
  }

  get slow(): boolean {
    return this.slowSince !== undefined;
  }

  /** Sends a result of an operation. @param seq its number, where it has one */
  next(operationId: string, payload: string, seq?: number): void {
    this.send(this.wire.next(operationId, payload, seq));
  }

  send(text: string): void {
    if (!this.open) return;
    this.wire.write(text, this.sent);
    if (this.slowSince === undefined && this.wire.bufferedAmount > slowAbove) this.slowSince = Date.now();
  }

  close(code: number, reason: string): void {
    this.wire.close(code, reason);
  }

  cut(): void {
    this.wire.cut();
  }

  /** Ends a connection that does not catch up. Its close waits behind everything else, so it is cut soon after. */
  sweep(now: number): void {
    if (this.slowSince === undefined || !this.open) return;
    if (this.wire.bufferedAmount <= closeAbove && now - this.slowSince < closeAfterMs) return;
    this.metrics.refused.inc({ reason: 'slow connection' });
    this.close(closeCodes.tooSlow, 'Too slow');
    setTimeout(() => this.cut(), 1_000).unref();
  }

  private readonly sent = (): void => {
    if (this.slowSince === undefined || this.wire.bufferedAmount > recoveredBelow) return;
    this.slowSince = undefined;
    for (const tell of [...this.recovered]) tell();
  };
}
