import { spawn, type ChildProcess } from 'node:child_process';
import { closeSync, mkdirSync, openSync, readFileSync } from 'node:fs';
import { connect } from 'node:net';
import { dirname } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { freePort } from './ports';
import { StartFault } from './start-fault';
import type { Watchdog } from './watchdog';

/** How to run one private NATS server with JetStream. */
export interface NatsOptions {
  binary: string;
  storeDir: string;
  logFile: string;
  /** A free one when absent. */
  port?: number;
  watchdog: Watchdog;
}

/** A running private NATS server. */
export interface NatsServer {
  url: string;
  port: number;
  pid: number;
  exited: Promise<void>;
  /** Writes the streams to disk and waits for the end; five seconds at most. */
  stop(): Promise<void>;
}

/** What a NATS server says about itself to everyone who connects. */
export interface NatsGreeting {
  version: string;
  jetstream?: boolean;
}

const readyWithinMs = 15_000;

/** Starts nats-server and resolves when JetStream answers. Throws StartFault, in one sentence, when it cannot. */
export async function startNats(options: NatsOptions): Promise<NatsServer> {
  mkdirSync(options.storeDir, { recursive: true });
  const port = options.port ?? (await freePort());
  mkdirSync(dirname(options.logFile), { recursive: true });
  const log = openSync(options.logFile, 'a');
  const child = spawn(options.binary, ['-js', '-sd', options.storeDir, '-a', '127.0.0.1', '-p', String(port)], { detached: true, stdio: ['ignore', log, log] });
  closeSync(log);
  const exited = new Promise<void>((done) => child.once('exit', () => done()).once('error', () => done()));
  if (child.pid) options.watchdog.guard(child.pid, 'SIGTERM');
  void exited.then(() => child.pid && options.watchdog.release(child.pid));
  await waitUntilReady(port, child, exited, options.logFile);
  return { url: `nats://127.0.0.1:${port}`, port, pid: child.pid!, exited, stop: () => stop(child, exited) };
}

/** Reads the greeting of a NATS server, or undefined when nobody (or somebody else) answers there within five seconds. */
export function greetingOf(host: string, port: number): Promise<NatsGreeting | undefined> {
  return new Promise((done) => {
    const socket = connect({ host, port });
    let said = '';
    const finish = (greeting?: NatsGreeting) => {
      socket.destroy();
      done(greeting);
    };
    socket.setTimeout(5_000, () => finish());
    socket.on('error', () => finish());
    socket.on('close', () => finish());
    socket.on('data', (bytes) => {
      said += bytes.toString();
      if (!said.startsWith('INFO ')) return finish();
      if (said.includes('\r\n')) finish(JSON.parse(said.slice(5, said.indexOf('\r\n'))) as NatsGreeting);
    });
  });
}

async function waitUntilReady(port: number, child: ChildProcess, exited: Promise<void>, logFile: string): Promise<void> {
  let gone = false;
  void exited.then(() => { gone = true; });
  for (const deadline = Date.now() + readyWithinMs; Date.now() < deadline; await sleep(30)) {
    if (gone) throw new StartFault(`nats-server stopped while starting: ${lastLine(logFile)} (see ${logFile}).`);
    if ((await greetingOf('127.0.0.1', port))?.jetstream) return;
  }
  child.kill('SIGKILL');
  throw new StartFault(`nats-server did not answer within ${readyWithinMs / 1000} seconds (see ${logFile}).`);
}

function lastLine(logFile: string): string {
  const lines = readFileSync(logFile, 'utf8').trim().split('\n').reverse();
  const line = lines.find((each) => /\[(FTL|ERR)\]/.test(each)) ?? lines[0] ?? '';
  return line.replace(/^.*?\[(FTL|ERR)\]\s*/, '').replace(/\.$/, '') || 'no reason given';
}

async function stop(child: ChildProcess, exited: Promise<void>): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  child.kill('SIGTERM');
  const late = setTimeout(() => child.kill('SIGKILL'), 5_000);
  await exited;
  clearTimeout(late);
}
