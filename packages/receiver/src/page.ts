import type { Alarm, CallBack, Mail, Push, ReceivedWebhook, Sent, Sms } from './sent';
import { type PageLanguage, texts } from './texts';

type Safe = { html: string };
const safe = (html: string): Safe => ({ html });
const escapes: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

/** A template whose values are escaped, unless they are markup already. */
function html(parts: TemplateStringsArray, ...values: (string | Safe)[]): Safe {
  const text = (value: string | Safe) => (typeof value === 'string' ? value.replace(/[&<>"']/g, (c) => escapes[c]!) : value.html);
  return safe(parts.reduce((all, part, i) => all + text(values[i - 1]!) + part));
}
const joined = (parts: Safe[]): Safe => safe(parts.map((part) => part.html).join('\n'));

/** Nothing from elsewhere and no script; forms go back to the page's own address. */
export const pagePolicy = "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

const style = `:root{color-scheme:light}body{font:1rem/1.5 system-ui,"Open Sans",sans-serif;max-width:60rem;margin:0 auto;padding:1.5rem 1rem 4rem;color:#1b1b1b;background:#f6f6f4}
h1{margin:0}h2{margin:2rem 0 .5rem;font-size:1.15rem;border-bottom:2px solid #005a6b;padding-bottom:.25rem}
.count{font-weight:400;color:#555}header form,article form{display:inline}.intro{margin:.25rem 0 1rem;color:#444}
article{background:#fff;border:1px solid #ddd;border-radius:.35rem;padding:.6rem .9rem;margin:.5rem 0}
.meta{display:flex;flex-wrap:wrap;gap:.1rem 1rem;font-size:.875rem;color:#444}.meta time{font-variant-numeric:tabular-nums}
.text{margin:.25rem 0;white-space:pre-wrap;overflow-wrap:anywhere}.state{font-weight:600;color:#00505f}.failed,.rejected{color:#8a0000}.acknowledged,.delivered{color:#0b5d1e}
button{font:inherit;padding:.2rem .9rem;margin:.25rem .4rem 0 0;border:1px solid #005a6b;border-radius:.25rem;background:#fff;color:#00505f;cursor:pointer}
button.main{background:#005a6b;color:#fff}.none{color:#555}`;

/** The page of sent messages: SMS, alarms, mails, pushes and webhooks, newest first. */
export function page(sent: Sent, language: PageLanguage): string {
  const t = texts[language];
  const section = <T>(id: string, title: string, items: T[], show: (item: T, language: PageLanguage) => Safe) =>
    html`<section id="${id}"><h2>${title} <span class="count">(${String(items.length)})</span></h2>
${items.length ? joined(items.map((item) => show(item, language))) : html`<p class="none">${t.none}</p>`}</section>`;
  return html`<!doctype html>
<html lang="${language}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><link rel="icon" href="data:,"><title>Vårdgraf – ${t.title}</title>
<style>${safe(style)}</style></head>
<body><header><h1>${t.title}</h1><p class="intro">${t.intro}</p>
<form method="get" action="/"><button>${t.refresh}</button></form><form method="post" action="/forget"><button>${t.clear}</button></form></header>
<main>
${section('sms', t.sms, sent.sms, smsItem)}
${section('alarms', t.alarms, sent.alarms, alarmItem)}
${section('mails', t.mails, sent.mails, mailItem)}
${section('pushes', t.pushes, sent.pushes, pushItem)}
${section('webhooks', t.webhooks, sent.webhooks, webhookItem)}
</main></body></html>`.html;
}

function smsItem(sms: Sms, language: PageLanguage): Safe {
  const t = texts[language];
  return html`<article><div class="meta">${when(sms.at)}<span>${t.from} ${sms.from}</span><span>${t.to} ${sms.to}</span><span>${t.parts(sms.parts)}</span>${state(sms, language)}</div>
<p class="text">${sms.message}</p></article>`;
}

function alarmItem(alarm: Alarm, language: PageLanguage): Safe {
  const t = texts[language];
  const open = alarm.status === 'raised' || alarm.status === 'delivered';
  const buttons = html`<form method="post" action="/alarms/${alarm.id}/acknowledge"><button class="main">${t.acknowledge}</button></form>
<form method="post" action="/alarms/${alarm.id}/cannot"><button>${t.cannot}</button></form>`;
  return html`<article><div class="meta">${when(alarm.at)}<span>${t.group} ${alarm.group}</span><span>${t.priority} ${String(alarm.priority)}</span>${alarm.raised > 1 ? html`<span>${t.again(alarm.raised)}</span>` : ''}${state(alarm, language)}</div>
<p class="text">${alarm.text}</p>${open ? buttons : ''}</article>`;
}

function mailItem(mail: Mail, language: PageLanguage): Safe {
  const t = texts[language];
  return html`<article><div class="meta">${when(mail.at)}<span>${t.from} ${mail.from}</span><span>${t.to} ${mail.to.join(', ')}</span></div>
<p class="text"><strong>${mail.subject}</strong></p><p class="text">${mail.text.trim()}</p></article>`;
}

function pushItem(push: Push, language: PageLanguage): Safe {
  const t = texts[language];
  return html`<article><div class="meta">${when(push.at)}<span>${t.to} ${push.subscription}</span></div>
<p class="text">${push.text ?? t.unreadable}</p></article>`;
}

function webhookItem({ at, box, times, text }: ReceivedWebhook, language: PageLanguage): Safe {
  const t = texts[language];
  return html`<article><div class="meta">${when(at)}<span>${t.to} ${box}</span>${times > 1 ? html`<span>${t.times(times)}</span>` : ''}</div>
<p class="text">${text}</p></article>`;
}

function state({ status, callBacks }: { status: keyof typeof texts.sv.status; callBacks: CallBack[] }, language: PageLanguage): Safe {
  const t = texts[language];
  const unheard = callBacks.some(({ answered }) => answered < 200 || answered > 204);
  return html`<span class="state ${status}">${t.status[status]}</span>${unheard ? html`<span class="failed">${t.unheard}</span>` : ''}`;
}

const swedish = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Stockholm', dateStyle: 'short', timeStyle: 'medium' });

function when(at: string): Safe {
  return html`<time datetime="${at}">${swedish.format(new Date(at))}</time>`;
}
