import cluster, { type Worker } from 'node:cluster';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Counter, Gauge, Registry } from 'prom-client';
import { RateLimiterClusterMaster } from 'rate-limiter-flexible';
import { createLog, type Log } from '@vardgraf/service-kit/log';
import type { GatewayEnv } from '../env';
import { trustedOperations } from '../limits/document-files';
import { backOffMs } from './back-off';
import type { ToSupervisor, ToWorker } from './messages';
import { Scrapes } from './scrapes';

/** A worker that lived so long has not failed at its start. */
const steadyMs = 60_000;
/** What a worker gets for requests in flight beyond the time for its sockets. */
const stopPatienceMs = 7_000;

interface Slot {
  number: number;
  worker: Worker | undefined;
  up: boolean;
  /** Ended because it was asked to. */
  asked: boolean;
  failures: number;
  startedAt: number;
}

/**
 * One gateway as several processes on one port, one a core. A worker that ends is started again; at the end they drain one after the other, each in its
 * share of the time, and none of them takes new sockets meanwhile. Counts rates and gathers measures for all of them; serves nothing itself.
 */
export class Supervisor {
  private readonly slots: Slot[];
  private readonly log: Log;
  private readonly scrapes = new Scrapes();
  private readonly registry = new Registry();
  private readonly upGauge: Gauge;
  private readonly restarts: Counter;
  private readonly keyFolder: string | undefined;
  private whole = false;
  private stopping: Promise<void> | undefined;
  private rolling: Promise<void> = Promise.resolve();
  private begun!: () => void;
  private failed!: (error: Error) => void;

  constructor(private readonly env: GatewayEnv, count: number) {
    this.log = createLog('gateway', env.LOG_LEVEL);
    this.slots = Array.from({ length: count }, (_, place) => ({ number: place + 1, worker: undefined, up: false, asked: false, failures: 0, startedAt: 0 }));
    this.registry.setDefaultLabels({ service: 'gateway' });
    this.upGauge = new Gauge({ name: 'vardgraf_gateway_workers', help: 'Workers that answer', registers: [this.registry] });
    this.restarts = new Counter({ name: 'vardgraf_gateway_worker_restarts_total', help: 'Workers that ended by themselves and were started again', registers: [this.registry] });
    // Whoever signs for one gateway signs with one set of keys.
    this.keyFolder = env.LIVE_KEY_FILE === undefined && env.LIVE_SIGNING_KEY === undefined ? mkdtempSync(join(tmpdir(), 'vardgraf-live-keys-')) : undefined;
    new RateLimiterClusterMaster();
    cluster.on('message', (worker, message: ToSupervisor) => void this.hear(worker, message));
  }

  /** Resolves when every worker answers. @throws Error when one ends before any of them has answered */
  async start(): Promise<void> {
    const started = new Promise<void>((resolve, reject) => {
      this.begun = resolve;
      this.failed = reject;
    });
    for (const slot of this.slots) this.fork(slot);
    await started;
  }

  /**
   * Starts one worker after the other anew, the others serving: what is read at the start (documents, settings of the file system) is read again. Documents
   * that cannot be read renew nobody; when a renewed worker ends instead of answering, the others stay as they are.
   */
  roll(): Promise<void> {
    return (this.rolling = this.rolling.then(async () => {
      if (!this.documentsAreGood()) return;
      for (const slot of this.slots) {
        if (this.stopping) return;
        await this.end(slot, this.share() + stopPatienceMs);
        if (this.stopping) return;
        const worker = this.fork(slot);
        await new Promise<void>((resolve) => worker.once('listening', resolve).once('exit', () => resolve()));
        if (!slot.up) return this.log.error({ worker: slot.number }, 'a renewed worker did not start; the others are not renewed');
      }
    }));
  }

  private documentsAreGood(): boolean {
    try {
      trustedOperations(this.env.TRUSTED_DOCUMENTS_FROM);
      return true;
    } catch (error) {
      this.log.error({ err: error }, 'the published documents cannot be read; no worker is renewed');
      return false;
    }
  }

  /** Ends all of them, one after the other. */
  stop(): Promise<void> {
    return (this.stopping ??= (async () => {
      const deadline = Date.now() + this.env.DRAIN_MS + stopPatienceMs;
      this.tellAll({ tell: 'drain' });
      for (const slot of this.slots) await this.end(slot, Math.max(100, deadline - Date.now()));
      if (this.keyFolder) rmSync(this.keyFolder, { recursive: true, force: true });
    })());
  }

  private share(): number {
    return Math.floor(this.env.DRAIN_MS / this.slots.length);
  }

  private fork(slot: Slot): Worker {
    const worker = cluster.fork({
      GATEWAY_WORKER: String(slot.number), PARENT_PID: String(process.pid), DRAIN_MS: String(this.share()), MAX_SOCKETS: String(Math.ceil(this.env.MAX_SOCKETS / this.slots.length)),
      ...(this.keyFolder && { LIVE_KEY_FILE: join(this.keyFolder, 'live-keys.json') }),
    });
    Object.assign(slot, { worker, up: false, asked: false, startedAt: Date.now() });
    worker.on('error', (error) => this.log.warn({ err: error, worker: slot.number }, 'a worker could not be told something'));
    worker.once('listening', () => {
      slot.up = true;
      this.log.info({ worker: slot.number, pid: worker.process.pid }, 'a worker answers');
      this.changed();
    });
    worker.once('exit', (code, signal) => this.ended(slot, signal ?? code));
    return worker;
  }

  private ended(slot: Slot, how: string | number): void {
    Object.assign(slot, { worker: undefined, up: false });
    this.changed();
    if (slot.asked || this.stopping) return;
    if (!this.whole && this.slots.every(({ up }) => !up)) return this.failed(new Error(`worker ${slot.number} did not start (${how})`));
    slot.failures = Date.now() - slot.startedAt > steadyMs ? 1 : slot.failures + 1;
    const waitMs = backOffMs(slot.failures);
    this.log.error({ worker: slot.number, how, waitMs }, 'a worker has ended; it is started again');
    this.restarts.inc();
    setTimeout(() => {
      if (!this.stopping && slot.worker === undefined) this.fork(slot);
    }, waitMs);
  }

  private async end(slot: Slot, withinMs: number): Promise<void> {
    const { worker } = slot;
    if (!worker || worker.isDead()) return;
    slot.asked = true;
    const gone = once(worker, 'exit');
    worker.process.kill('SIGTERM');
    const late = setTimeout(() => worker.process.kill('SIGKILL'), withinMs);
    await gone;
    clearTimeout(late);
  }

  private changed(): void {
    const up = this.slots.filter((slot) => slot.up).length;
    this.upGauge.set(up);
    this.whole ||= up === this.slots.length;
    if (this.whole) this.begun();
    this.tellAll({ tell: 'standing', standing: { of: this.slots.length, up, whole: this.whole } });
  }

  private async hear(worker: Worker, message: ToSupervisor): Promise<void> {
    if (message.tell === 'measured') this.scrapes.take(message.id, message.measured);
    if (message.tell !== 'scrape') return;
    const text = `${await this.scrapes.of(this.workers())}\n${await this.registry.metrics()}`;
    if (worker.isConnected()) worker.send({ tell: 'scraped', id: message.id, text } satisfies ToWorker);
  }

  private tellAll(message: ToWorker): void {
    for (const worker of this.workers()) worker.send(message);
  }

  private workers(): Worker[] {
    return this.slots.flatMap(({ worker, up }) => (up && worker?.isConnected() ? [worker] : []));
  }
}
