import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Log } from '@vardgraf/service-kit/log';
import { readBody } from '@vardgraf/service-kit/http';
import { reasonOf } from '@vardgraf/service-kit/postgres-errors';
import type { Client } from 'oidc-provider';
import type { Provider } from 'oidc-provider/lib/provider.js';
import { type Offer, offersOf } from './accounts';
import type { DirectoryQuestion } from './directory-question';
import { identityOf } from './identity';
import type { LoginStore } from './login-store';
import type { Pages } from './pages';
import type { RefusalCode } from './texts';
import type { Journey, Upstream } from './upstream';

const formLimit = 4_096;
/** How long a person may take at the issuer, and for the choice after it. */
const journeySeconds = 900;

/** A log-in at an issuer: begun, and, when the person has come back, with what the issuer said in the address. */
interface Kept extends Journey {
  of: string;
  issuer: string;
  query?: string;
}

export interface InteractionParts {
  provider: () => Provider;
  upstreams: ReadonlyMap<string, Upstream>;
  directory: DirectoryQuestion;
  store: LoginStore;
  pages: Pages;
  log: Log;
}

class Refused extends Error {
  constructor(readonly code: RefusalCode, readonly otherWays?: { sv: string; en: string }) {
    super(code);
  }
}

/**
 * The way of a person through a log-in: `/interaction/<id>` (how), `/with/<issuer>` (off to the issuer), `/callback/<issuer>` (back), `/return` (who it is)
 * and `/choice` (as what). Only the browser that began it can go on: the provider's cookie lies on `/interaction/<id>`. A number is held for the
 * moment of asking the directory, and by nobody after it.
 */
export class Interactions {
  constructor(private readonly parts: InteractionParts) {}

  /** `/interaction/*`. */
  readonly answer = (request: IncomingMessage, response: ServerResponse): Promise<void> => this.refusing(request, response, () => this.step(request, response));

  /** `/callback/*`: what came back is put aside for the step that has the browser's cookie. A state is good once. */
  readonly comeBack = (request: IncomingMessage, response: ServerResponse): Promise<void> =>
    this.refusing(request, response, async () => {
      const url = new URL(request.url!, 'http://localhost');
      const state = url.searchParams.get('state') ?? '';
      const kept = await this.parts.store.take<Kept>('Journey', state);
      if (!kept || kept.issuer !== url.pathname.split('/')[2]) throw new Refused('GONE');
      await this.parts.store.put('Return', kept.of, { ...kept, query: url.searchParams.toString() }, journeySeconds);
      redirect(response, `/interaction/${kept.of}/return`);
    });

  private async step(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const [, , uid = '', step = '', issuer = ''] = new URL(request.url!, 'http://localhost').pathname.split('/');
    const details = await this.parts.provider().interactionDetails(request, response).catch(() => undefined);
    if (!details || details.uid !== uid) throw new Refused('GONE');
    const client = await this.parts.provider().Client.find(String(details.params['client_id']));
    if (step === '') return this.ways(uid, client, request, response);
    if (step === 'with') return this.leave(uid, issuer, client, response);
    if (step === 'return') return this.arrive(uid, client, request, response);
    if (step === 'choice' && request.method === 'POST') return this.choose(uid, request, response);
    throw new Refused('GONE');
  }

  private ways(uid: string, client: Client | undefined, request: IncomingMessage, response: ServerResponse): void {
    const open = this.open(client);
    if (open.length === 1) return redirect(response, `/interaction/${uid}/with/${open[0]!.mapping.id}`);
    sendPage(response, 200, this.parts.pages.ways(uid, open.map(({ mapping }) => mapping), request.headers['accept-language']));
  }

  private async leave(uid: string, issuer: string, client: Client | undefined, response: ServerResponse): Promise<void> {
    const upstream = this.open(client).find(({ mapping }) => mapping.id === issuer);
    if (!upstream) throw new Refused('GONE');
    const { url, ...journey } = await upstream.begin().catch((error: unknown) => {
      this.parts.log.warn({ issuer, reason: reasonOf(error) }, 'an issuer cannot be reached');
      throw new Refused('AWAY');
    });
    await this.parts.store.put('Journey', journey.state, { ...journey, of: uid, issuer } satisfies Kept, journeySeconds);
    redirect(response, url);
  }

  private async arrive(uid: string, client: Client | undefined, request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { store, pages, upstreams, directory, log } = this.parts;
    const kept = await store.take<Kept>('Return', uid);
    const upstream = kept && upstreams.get(kept.issuer);
    if (!upstream || (client?.['login_kind'] ?? upstream.mapping.kind) !== upstream.mapping.kind) throw new Refused('GONE');
    const claims = await upstream.finish(kept.query!, kept).catch((error: unknown) => {
      throw new Refused(this.whyNot(error, kept.issuer));
    });
    const who = identityOf(upstream.mapping, claims);
    if ('refused' in who) throw new Refused(who.refused);
    const logins = await directory.find(who.kind, who.identifier).catch((error: unknown) => {
      log.warn({ reason: reasonOf(error) }, 'directory did not say who that is');
      throw new Refused('AWAY');
    });
    const offers = offersOf(logins, { regionId: client?.['region_id'] as string | undefined, unitHsaId: who.unitHsaId });
    if ('refused' in offers) throw new Refused(offers.refused, offers.otherWays);
    if (offers.length === 1) return this.finish(offers[0]!, request, response);
    await store.put('Offers', uid, { offers }, journeySeconds);
    sendPage(response, 200, pages.offers(uid, offers, request.headers['accept-language']));
  }

  private async choose(uid: string, request: IncomingMessage, response: ServerResponse): Promise<void> {
    const account = new URLSearchParams(await readBody(request, formLimit)).get('account');
    const kept = await this.parts.store.take<{ offers: Offer[] }>('Offers', uid);
    const offer = kept?.offers.find((each) => each.account === account);
    if (!offer) throw new Refused('GONE');
    return this.finish(offer, request, response);
  }

  private finish({ account }: Offer, request: IncomingMessage, response: ServerResponse): Promise<void> {
    return this.parts.provider().interactionFinished(request, response, { login: { accountId: account } });
  }

  /** Issuers for the persons that the front end is for. */
  private open(client: Client | undefined): Upstream[] {
    const kind = client?.['login_kind'];
    return [...this.parts.upstreams.values()].filter(({ mapping }) => kind === undefined || mapping.kind === kind);
  }

  /** The library's errors quote what they found, which may be a number: only their code is written down. */
  private whyNot(error: unknown, issuer: string): RefusalCode {
    const { code, error: said, name } = error as Told;
    if (said === 'access_denied') return 'CANCELLED';
    this.parts.log.warn({ issuer, code, name }, 'an answer of an issuer was refused');
    return isAway(error as Told) || isAway((error as Told).cause) || said === 'temporarily_unavailable' ? 'AWAY' : 'NOT_TRUSTED';
  }

  private async refusing(request: IncomingMessage, response: ServerResponse, work: () => Promise<void> | void): Promise<void> {
    try {
      await work();
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      sendPage(response, error.code === 'AWAY' ? 503 : 400, this.parts.pages.refusal(error.code, error.otherWays, request.headers['accept-language']));
    }
  }
}

/** What the library's errors tell of themselves. */
type Told = { code?: string; error?: string; name?: string; message?: string; cause?: Told };

function isAway(error: Told | undefined): boolean {
  return error?.code === 'OAUTH_TIMEOUT' || error?.name === 'TimeoutError' || (error?.name === 'TypeError' && error.message === 'fetch failed');
}

function redirect(response: ServerResponse, location: string): void {
  response.writeHead(303, { location, 'cache-control': 'no-store', 'referrer-policy': 'no-referrer' }).end();
}

function sendPage(response: ServerResponse, status: number, page: string): void {
  response
    .writeHead(status, {
      'content-type': 'text/html; charset=utf-8', 'cache-control': 'no-store', 'referrer-policy': 'no-referrer', 'x-content-type-options': 'nosniff',
      'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; frame-ancestors 'none'",
    })
    .end(page);
}
