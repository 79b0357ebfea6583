/** Text that is markup already. */
export type Safe = { html: string };
export const safe = (text: string): Safe => ({ html: text });
const escapes: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

/** A template whose values are escaped, unless they are markup already. */
export function html(parts: TemplateStringsArray, ...values: (string | Safe)[]): Safe {
  const text = (value: string | Safe) => (typeof value === 'string' ? value.replace(/[&<>"']/g, (c) => escapes[c]!) : value.html);
  return safe(parts.reduce((all, part, i) => all + text(values[i - 1]!) + part));
}

export const joined = (parts: Safe[]): Safe => safe(parts.map((part) => part.html).join(''));
