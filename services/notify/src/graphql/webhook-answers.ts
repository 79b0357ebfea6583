import type { Language } from '@vardgraf/service-kit/actor';
import { refusals } from '@vardgraf/service-kit/texts';
import type { WebhookPartners } from '../operations/deliver-webhook';
import type { WebhookSeal } from '../operations/webhook-seal';

/** What the graph knows of the installation's webhooks. */
export interface WebhookSetup {
  /** Undefined: webhooks are off. */
  seal: WebhookSeal | undefined;
  partners: WebhookPartners;
}

const texts = {
  WEBHOOKS_OFF: { sv: 'Webhooks är inte påslagna här.', en: 'Webhooks are not available here.' },
  WEBHOOK_LIMIT_REACHED: { sv: 'Det finns redan så många mottagare som det får. Ta bort en först.', en: 'There are as many endpoints as there may be. Remove one first.' },
  WEBHOOK_NOT_ACTIVE: { sv: 'Mottagaren är pausad eller avstängd. Slå på den först.', en: 'The endpoint is paused or disabled. Resume it first.' },
  WEBHOOK_EVENTS_DELETED: { sv: 'Händelser så långt tillbaka sparas inte längre. Fråga hur ärendena står, och börja om från firstCursor.', en: 'Events of so long ago are no longer kept. Ask where your submissions stand, and go on from firstCursor.' },
  PRIVATE: { sv: 'Adressen leder in i ett privat nät och anropas inte.', en: 'The address leads into a private network and is not called.' },
  UNKNOWN_HOST: { sv: 'Adressens namn går inte att slå upp just nu.', en: 'The name of the address cannot be looked up now.' },
} as const satisfies Record<string, Record<Language, string>>;

type Refused = { is: 'OFF' } | { is: 'LIMIT_REACHED' } | { is: 'NOT_ACTIVE' } | { is: 'NOT_FOUND' } | { is: 'EVENTS_DELETED'; firstCursor: number } | { is: 'ADDRESS_REFUSED'; reason: 'PRIVATE' | 'UNKNOWN_HOST' };

/** What a refusal may say of itself besides its name; the answer of each takes what it has. */
interface Details {
  reason: 'PRIVATE' | 'UNKNOWN_HOST';
  firstCursor: number;
}

/** Each refusal as the graph says it. */
const answers = {
  OFF: (language: Language) => ({ __typename: 'WebhooksOff' as const, code: 'WEBHOOKS_OFF', message: texts.WEBHOOKS_OFF[language] }),
  LIMIT_REACHED: (language: Language) => ({ __typename: 'WebhookLimitReached' as const, code: 'WEBHOOK_LIMIT_REACHED', message: texts.WEBHOOK_LIMIT_REACHED[language] }),
  NOT_ACTIVE: (language: Language) => ({ __typename: 'WebhookNotActive' as const, code: 'WEBHOOK_NOT_ACTIVE', message: texts.WEBHOOK_NOT_ACTIVE[language] }),
  EVENTS_DELETED: (language: Language, { firstCursor }: Details) => ({ __typename: 'WebhookEventsDeleted' as const, code: 'WEBHOOK_EVENTS_DELETED', message: texts.WEBHOOK_EVENTS_DELETED[language], firstCursor }),
  NOT_FOUND: refusals.notFound,
  ADDRESS_REFUSED: (language: Language, { reason }: Details) => ({ __typename: 'WebhookAddressRefused' as const, code: 'WEBHOOK_ADDRESS_REFUSED', message: texts[reason][language], reason }),
};

/** A refusal of an operation as the graph says it. */
export function webhookRefusal<R extends Refused>(refused: R, language: Language): ReturnType<(typeof answers)[R['is']]> {
  const answer = answers[refused.is] as (language: Language, details: Details) => ReturnType<(typeof answers)[R['is']]>;
  return answer(language, refused as R & Details);
}
