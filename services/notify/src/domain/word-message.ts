import type { Language, PrivacyClass } from './notification';
import { filled, type Placeholder, template, type TemplateName, within, type Wording } from './templates';

/** How much a region lets messages tell; NONE: nothing is sent. */
export type Allowed = PrivacyClass | 'NONE';

export interface Worded {
  template: TemplateName;
  privacyClass: PrivacyClass;
  text: string;
}

/**
 * The message as the person may get it (BEY-8, SAF-3): the template itself, or the next that tells less, until one fits the person's class and
 * everything it names is known. Undefined when the person may not be told this way at all.
 */
export function wordMessage(
  name: TemplateName, to: { allowed: Allowed; language: Language }, known: Partial<Record<Placeholder, string>>, wordings: Partial<Record<string, Wording>>,
): Worded | undefined {
  if (to.allowed === 'NONE') return undefined;
  for (let next: TemplateName | undefined = name; next; next = template(next).instead) {
    const { privacyClass } = template(next);
    const text = within(privacyClass, to.allowed) ? filled((wordings[next] ?? template(next))[to.language], known) : undefined;
    if (text !== undefined) return { template: next, privacyClass, text };
  }
  return undefined;
}
