import { setTimeout as sleep } from 'node:timers/promises';
import type { Log } from '@vardgraf/service-kit/log';
import type { CallBack } from './sent';

/** One POST to whoever wants to hear of an item. */
export interface News {
  url: string;
  status: string;
  body: URLSearchParams | Record<string, unknown>;
}

export interface CallBacks {
  /** Posts one after the other, later; each is tried up to five times until the answer is 200 to 204. */
  post(news: News[], note: (done: CallBack) => void): void;
  /** Gives up what has not been posted yet. */
  forget(): void;
  stop(): Promise<void>;
}

const tries = 5;
const patienceMs = 5_000;

/** The operators' side of delivery receipts and acknowledgements. */
export function createCallBacks(o: { afterMs: number; retryMs: number; log: Log }): CallBacks {
  let stopping = new AbortController();
  const running = new Set<Promise<void>>();

  async function deliver(each: News, signal: AbortSignal): Promise<CallBack> {
    for (let tried = 1; ; tried += 1) {
      const answered = await postOnce(each, signal);
      const done = answered >= 200 && answered <= 204;
      if (done || tried === tries) return { status: each.status, at: new Date().toISOString(), answered, tries: tried };
      await sleep(o.retryMs * 2 ** (tried - 1), undefined, { signal });
    }
  }

  async function inOrder(news: News[], note: (done: CallBack) => void, signal: AbortSignal): Promise<void> {
    await sleep(o.afterMs, undefined, { signal });
    for (const each of news) {
      const done = await deliver(each, signal);
      if (done.answered < 200 || done.answered > 204) o.log.warn({ status: each.status, answered: done.answered }, 'a call-back was not taken');
      note(done);
    }
  }

  return {
    post(news, note) {
      if (news.length === 0) return;
      const { signal } = stopping;
      const work: Promise<void> = inOrder(news, note, signal)
        .catch((error: unknown) => { if (!signal.aborted) o.log.error({ err: error }, 'call-backs failed'); })
        .finally(() => running.delete(work));
      running.add(work);
    },
    forget() {
      stopping.abort();
      stopping = new AbortController();
    },
    async stop() {
      stopping.abort();
      await Promise.all(running);
    },
  };
}

async function postOnce({ url, body }: News, signal: AbortSignal): Promise<number> {
  const form = body instanceof URLSearchParams;
  try {
    const { address, authorization } = withoutCredentials(url);
    const response = await fetch(address, {
      method: 'POST', redirect: 'manual', signal: AbortSignal.any([signal, AbortSignal.timeout(patienceMs)]),
      headers: { 'content-type': form ? 'application/x-www-form-urlencoded' : 'application/json', ...(authorization && { authorization }) },
      body: form ? body.toString() : JSON.stringify(body),
    });
    await response.arrayBuffer();
    return response.status;
  } catch (error) {
    if (signal.aborted) throw error;
    return 0;
  }
}

/** `https://name:password@host/…` means Basic authentication, which fetch does not take from an address. */
function withoutCredentials(url: string): { address: URL; authorization: string | undefined } {
  const address = new URL(url);
  const { username, password } = address;
  address.username = '';
  address.password = '';
  return { address, authorization: username ? `Basic ${Buffer.from(`${decodeURIComponent(username)}:${decodeURIComponent(password)}`).toString('base64')}` : undefined };
}
