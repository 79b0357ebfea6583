import { html, joined, safe, type Safe } from '@vardgraf/identity-provider/html';
import { pageLanguage } from '@vardgraf/identity-provider/texts';
import type { Environment } from '@vardgraf/service-kit/tokens';
import type { Offer } from './accounts';
import type { Mapping } from './mapping';
import { type RefusalCode, roleNames, texts } from './texts';

/** The log-in service's pages: no script, nothing from elsewhere, no name and no number of anybody. */
export class Pages {
  constructor(private readonly environment: Environment) {}

  /** The ways to log in. */
  ways(uid: string, mappings: readonly Mapping[], acceptLanguage: string | undefined): string {
    return this.page(acceptLanguage, (t, language) => html`<h2>${t.how}</h2><ul>${joined(mappings.map(({ id, name }) => html`<li><a href="/interaction/${uid}/with/${id}">${name[language]}</a></li>`))}</ul>`);
  }

  /** The choice among several profiles or commissions. */
  offers(uid: string, offers: readonly Offer[], acceptLanguage: string | undefined): string {
    return this.page(acceptLanguage, (t, language) => {
      const label = ({ role, unitNames = [], regionName }: Offer) => (role === undefined ? regionName : `${roleNames[language][role]}, ${unitNames.join(', ')} (${regionName})`);
      const lines = offers.map((offer) => html`<p><label><input type="radio" name="account" value="${offer.account}" required> ${label(offer)}</label></p>`);
      const question = offers[0]?.role === undefined ? t.whichRegion : t.which;
      return html`<form method="post" action="/interaction/${uid}/choice"><fieldset><legend>${question}</legend>${joined(lines)}</fieldset><button>${t.goOn}</button></form>`;
    });
  }

  /** Why nobody was logged in, and where else to turn. */
  refusal(code: RefusalCode, otherWays: { sv: string; en: string } | undefined, acceptLanguage: string | undefined): string {
    return this.page(acceptLanguage, (t, language) => html`<p role="alert">${t[code]}</p>${otherWays ? html`<p>${otherWays[language]}</p>` : html`<p>${t.again}</p>`}`);
  }

  wrong(detail: string, acceptLanguage: string): string {
    return this.page(acceptLanguage, (t) => html`<p role="alert">${t.WRONG} ${detail}</p>`);
  }

  logOut(form: string, acceptLanguage: string): string {
    return this.page(acceptLanguage, (t) => html`<p>${t.logOutQuestion}</p>${safe(form)}<button form="op.logoutForm" name="logout" value="yes">${t.logOut}</button>`);
  }

  loggedOut(acceptLanguage: string): string {
    return this.page(acceptLanguage, (t) => html`<p role="status">${t.loggedOut}</p>`);
  }

  private page(acceptLanguage: string | undefined, body: (t: (typeof texts)['sv'] | (typeof texts)['en'], language: 'sv' | 'en') => Safe): string {
    const language = pageLanguage(acceptLanguage);
    const t = texts[language];
    const warning = this.environment === 'production' ? safe('') : html`<p class="warning">${t[this.environment]}</p>`;
    return html`<!doctype html>
<html lang="${language}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>${t.title}</title>
<style>body{font:1rem/1.5 system-ui,sans-serif;max-width:40rem;margin:2rem auto;padding:0 1rem;color:#111;background:#fff}
button{font:inherit;padding:.5rem 1.5rem;margin-top:1rem}li{margin:.75rem 0}.warning{border-left:.4rem solid #8a0000;padding:.25rem 1rem}</style></head>
<body><main><h1>${t.title}</h1>${warning}${body(t, language)}</main></body></html>`.html;
  }
}
