import { testPersonGrant } from './clients';
import { html, joined, type Safe, safe } from './html';
import type { TestPerson } from './test-persons';
import { pageLanguage, texts } from './texts';

export interface Page {
  language: 'sv' | 'en';
  body: string;
}

/** The page at `/`: choose a person, get a token. */
export function startPage(persons: TestPerson[], acceptLanguage: string | undefined): Page {
  const language = pageLanguage(acceptLanguage);
  const t = texts[language];
  const form = html`<p>${t.intro}</p><form method="post" action="/pick">${chooser(persons, language)}<button>${t.getToken}</button></form>`;
  return { language, body: (persons.length ? form : html`<p role="status">${t.nobody}</p>`).html };
}

/** After the choice: the token, what it says, and how to get it without a browser. */
export function tokenPage(o: { token: string; issuer: string; login: string }, acceptLanguage: string | undefined): Page {
  const language = pageLanguage(acceptLanguage);
  const t = texts[language];
  const claims = JSON.stringify(JSON.parse(Buffer.from(o.token.split('.')[1]!, 'base64url').toString('utf8')), null, 2);
  const [person, commission] = o.login.split(' ');
  const curl = `curl -s ${o.issuer}/token -d grant_type=${testPersonGrant} -d client_id=vardgraf-dev -d person=${person}${commission ? ` -d commission=${commission}` : ''}`;
  return {
    language,
    body: html`<h2><label for="token">${t.token}</label></h2><textarea id="token" readonly rows="6">${o.token}</textarea>
<h2>${t.claims}</h2><pre tabindex="0">${claims}</pre><h2>${t.curl}</h2><pre tabindex="0">${curl}</pre><p><a href="/">${t.back}</a></p>`.html,
  };
}

/** The page a browser client sends people to. */
export function interactionPage(o: { uid: string; client: string; persons: TestPerson[] }, acceptLanguage: string | undefined): Page {
  const language = pageLanguage(acceptLanguage);
  const t = texts[language];
  return { language, body: html`<p>${t.logInAt(o.client)}</p><form method="post" action="/interaction/${o.uid}">${chooser(o.persons, language)}<button>${t.logIn}</button></form>`.html };
}

/** One sentence and a way back. */
export function messagePage(what: 'gone' | 'refused' | 'wrong' | 'loggedOut', detail: string, acceptLanguage: string | undefined): Page {
  const language = pageLanguage(acceptLanguage);
  const t = texts[language];
  return { language, body: html`<p role="alert">${t[what]} ${detail}</p><p><a href="/">${t.back}</a></p>`.html };
}

/** Whether to log out, with the provider's own form. */
export function logOutPage(form: string, acceptLanguage: string | undefined): Page {
  const language = pageLanguage(acceptLanguage);
  const t = texts[language];
  return { language, body: html`<p>${t.logOutQuestion}</p>${safe(form)}<button form="op.logoutForm" name="logout" value="yes">${t.logOut}</button>`.html };
}

/** The whole document; no script, no outside resource. */
export function document({ language, body }: Page): string {
  const t = texts[language];
  return html`<!doctype html>
<html lang="${language}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>${t.title}</title>
<style>body{font:1rem/1.5 system-ui,sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem;color:#111;background:#fff}
select,textarea{font:inherit;width:100%;box-sizing:border-box}pre{overflow:auto;padding:1rem;background:#f2f2f2}button{font:inherit;padding:.5rem 1.5rem;margin-top:1rem}
.warning{border-left:.4rem solid #8a0000;padding:.25rem 1rem}</style></head>
<body><main><h1>${t.title}</h1><p class="warning">${t.warning}</p>${safe(body)}</main></body></html>`.html;
}

function chooser(persons: TestPerson[], language: 'sv' | 'en'): Safe {
  const t = texts[language];
  const staff = persons.flatMap((person) =>
    person.commissions.map((commission) => option(`${person.personId} ${commission.id}`, `${person.name} – ${words(commission.role)}, ${commission.unitName} (${person.regionId})`)),
  );
  const patients = persons.filter((person) => person.kind === 'PATIENT').map((person) => {
    const facts = [person.ageYears === undefined ? '' : t.years(person.ageYears), person.regionId, person.mayLogIn === false ? t.tooYoung : '', person.protectedIdentity ? t.isProtected : ''].filter(Boolean);
    return option(person.personId, `${person.name} (${facts.join(', ')})`, person.mayLogIn === false);
  });
  return html`<p><label for="login">${t.choose}</label><br><select id="login" name="login" size="14" required><optgroup label="${t.staff}">${joined(staff)}</optgroup><optgroup label="${t.patients}">${joined(patients)}</optgroup></select></p>`;
}

function option(value: string, label: string, closed = false): Safe {
  return html`<option value="${value}"${safe(closed ? ' disabled' : '')}>${label}</option>`;
}

const words = (code: string): string => code.toLowerCase().replaceAll('_', ' ');
