import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { Readable, Writable } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Chromium } from './chromium';

/** One tab of a headless browser. */
export interface Page {
  /** Opens an address and waits until it is loaded. */
  goto(url: string): Promise<void>;
  /** The value of an expression in the page; promises are waited for. */
  evaluate<T>(expression: string): Promise<T>;
  /** Waits until the expression is true. @throws Error with what the page shows instead */
  until(expression: string, withinMs?: number): Promise<void>;
  /** Presses the mouse in the middle of the first element of a selector. */
  click(selector: string): Promise<void>;
  /** Writes what is seen to a PNG file. */
  screenshot(file: string): Promise<void>;
}

export interface Browser {
  page(size: { width: number; height: number; language: string }): Promise<Page>;
  close(): Promise<void>;
}

type Answer = { id?: number; method?: string; sessionId?: string; params?: Record<string, unknown>; result?: Record<string, unknown>; error?: { message: string } };
type Send = (method: string, params?: object) => Promise<Record<string, unknown>>;

/** An empty profile, no picture card, and no word to any other machine. */
const flags = [
  '--headless', '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync',
  '--disable-dev-shm-usage', '--hide-scrollbars', '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost', '--remote-debugging-pipe',
];
const patienceMs = 60_000;
const betweenDocuments = /^Runtime\.evaluate: .*(navigated or closed|execution context|context was destroyed|context with specified id)/i;

/** Starts a headless Chromium and speaks the DevTools protocol with it over a pipe: no port, and it ends when this process does. */
export async function openBrowser({ binary, env }: Chromium): Promise<Browser> {
  const profile = mkdtempSync(join(tmpdir(), 'vardgraf-browser-'));
  const child = spawn(binary, [...flags, `--user-data-dir=${profile}`, 'about:blank'], {
    stdio: ['ignore', 'ignore', 'pipe', 'pipe', 'pipe'], detached: true, env: { PATH: process.env['PATH'], HOME: profile, ...env },
  });
  let words = '';
  child.stderr!.on('data', (bytes: Buffer) => { words = `${words}${bytes.toString()}`.slice(-2_000); });
  const exited = new Promise<void>((done) => child.once('exit', () => done()).once('error', (fault) => { words += fault.message; done(); }));
  const waiting = new Map<number, (answer: Answer) => void>();
  /** Documents that have loaded, by the ids that navigating gives them. */
  const loaded = new Set<string>();
  void exited.then(() => { for (const answer of waiting.values()) answer({ error: { message: `the browser ended: ${words}` } }); });
  readAnswers(child.stdio[4] as Readable, (answer) => {
    if (answer.id !== undefined) waiting.get(answer.id)?.(answer);
    else if (answer.method === 'Page.lifecycleEvent' && answer.params!['name'] === 'load') loaded.add(answer.params!['loaderId'] as string);
  });
  (child.stdio[3] as Writable).on('error', () => undefined);

  let last = 0;
  async function send(sessionId: string | undefined, method: string, params: object = {}): Promise<Record<string, unknown>> {
    const id = ++last;
    const answer = await new Promise<Answer>((done) => {
      const late = setTimeout(() => done({ error: { message: `no answer within ${patienceMs / 1_000} s: ${words}` } }), patienceMs);
      waiting.set(id, (given) => { clearTimeout(late); done(given); });
      (child.stdio[3] as Writable).write(`${JSON.stringify({ id, method, params, sessionId })}\0`);
    });
    waiting.delete(id);
    if (answer.error) throw new Error(`${method}: ${answer.error.message}`);
    return answer.result ?? {};
  }

  async function close(): Promise<void> {
    await send(undefined, 'Browser.close').catch(() => undefined);
    await Promise.race([exited, sleep(5_000, undefined, { ref: false })]);
    try {
      process.kill(-child.pid!, 'SIGKILL');
    } catch {
      // The whole group is gone, as it should be.
    }
    rmSync(profile, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
  }

  try {
    await send(undefined, 'Browser.getVersion');
  } catch (fault) {
    await close();
    throw fault;
  }
  return {
    close,
    async page({ width, height, language }) {
      const { targetId } = await send(undefined, 'Target.createTarget', { url: 'about:blank' });
      const { sessionId } = await send(undefined, 'Target.attachToTarget', { targetId, flatten: true });
      const mine: Send = (method, params) => send(sessionId as string, method, params);
      await mine('Page.enable');
      await mine('Page.setLifecycleEventsEnabled', { enabled: true });
      await mine('Emulation.setDeviceMetricsOverride', { width, height, deviceScaleFactor: 1, mobile: false });
      await mine('Network.enable');
      await mine('Network.setExtraHTTPHeaders', { headers: { 'accept-language': language } });
      return pageOver(mine, (document) => loaded.has(document));
    },
  };
}

function pageOver(send: Send, isLoaded: (document: string) => boolean): Page {
  const page: Page = {
    async goto(url) {
      const { errorText, loaderId } = await send('Page.navigate', { url });
      if (errorText) throw new Error(`${url}: ${String(errorText)}`);
      // The page before is complete too, and stays a moment: it is this document that has to be.
      for (const deadline = Date.now() + patienceMs; !isLoaded(loaderId as string); await sleep(20)) if (Date.now() > deadline) throw new Error(`${url} is not loaded within ${patienceMs / 1_000} s`);
    },
    async evaluate<T>(expression: string) {
      const { result, exceptionDetails } = (await send('Runtime.evaluate', { expression, returnByValue: true, awaitPromise: true })) as { result: { value: T }; exceptionDetails?: { exception?: { description?: string } } };
      if (exceptionDetails) throw new Error(`${expression}: ${exceptionDetails.exception?.description ?? 'failed'}`);
      return result.value;
    },
    async until(expression, withinMs = 30_000) {
      // Between two documents there is nowhere to ask.
      const isSo = () => page.evaluate<boolean>(`Boolean(${expression})`).catch((fault: Error) => (betweenDocuments.test(fault.message) ? false : Promise.reject(fault)));
      for (const deadline = Date.now() + withinMs; !(await isSo()); await sleep(50)) {
        if (Date.now() > deadline) throw new Error(`${expression} did not come about; the page shows: ${(await page.evaluate<string>('document.body.innerText')).slice(0, 2_000)}`);
      }
    },
    async click(selector) {
      const at = await page.evaluate<{ x: number; y: number }>(`(() => { const r = document.querySelector(${JSON.stringify(selector)}).getBoundingClientRect(); return { x: r.x + r.width / 2, y: r.y + r.height / 2 }; })()`);
      for (const type of ['mousePressed', 'mouseReleased']) await send('Input.dispatchMouseEvent', { type, ...at, button: 'left', clickCount: 1 });
    },
    async screenshot(file) {
      const { data } = await send('Page.captureScreenshot', { format: 'png' });
      mkdirSync(dirname(file), { recursive: true });
      writeFileSync(file, Buffer.from(data as string, 'base64'));
    },
  };
  return page;
}

/** Messages are JSON, each ended by a zero. */
function readAnswers(pipe: Readable, heard: (answer: Answer) => void): void {
  let text = '';
  pipe.setEncoding('utf8').on('error', () => undefined).on('data', (more: string) => {
    const parts = (text + more).split('\0');
    text = parts.pop()!;
    for (const part of parts) heard(JSON.parse(part) as Answer);
  });
}
