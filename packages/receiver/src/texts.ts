/** The receiver's page, for developers and demonstrations; both languages of the platform. */
export const texts = {
  sv: {
    title: 'Skickade meddelanden',
    intro: 'Bara för utveckling. Här syns vad plattformen har skickat i stället för att någon riktig mottagare får det.',
    sms: 'SMS', alarms: 'Larm', mails: 'E-post', pushes: 'Aviseringar i webbläsaren', webhooks: 'Webhooks till partner', times: (times: number) => `kom ${times} gånger`, unreadable: 'går inte att läsa',
    none: 'Inget ännu.',
    acknowledge: 'Kvittera', cannot: 'Kan inte', clear: 'Glöm allt', refresh: 'Läs om',
    from: 'från', to: 'till', group: 'grupp', priority: 'prioritet', parts: (count: number) => (count === 1 ? '1 del' : `${count} delar`),
    again: (times: number) => `larmat ${times} gånger`,
    status: { created: 'mottaget', sent: 'på väg', delivered: 'levererat', failed: 'kom inte fram', raised: 'larmat', acknowledged: 'kvitterat', rejected: 'kan inte', cleared: 'avslutat' },
    unheard: 'avsändaren tog inte emot kvittensen',
  },
  en: {
    title: 'Sent messages',
    intro: 'For development only. This is what the platform has sent, in place of any real recipient.',
    sms: 'SMS', alarms: 'Alarms', mails: 'Mail', pushes: 'Web push', webhooks: 'Webhooks to partners', times: (times: number) => `came ${times} times`, unreadable: 'cannot be read',
    none: 'Nothing yet.',
    acknowledge: 'Acknowledge', cannot: 'Cannot', clear: 'Forget everything', refresh: 'Reload',
    from: 'from', to: 'to', group: 'group', priority: 'priority', parts: (count: number) => (count === 1 ? '1 part' : `${count} parts`),
    again: (times: number) => `raised ${times} times`,
    status: { created: 'accepted', sent: 'on its way', delivered: 'delivered', failed: 'not delivered', raised: 'raised', acknowledged: 'acknowledged', rejected: 'cannot', cleared: 'cleared' },
    unheard: 'the sender did not take the receipt',
  },
};

export type PageLanguage = keyof typeof texts;

/** English for a browser that asks for it before Swedish. */
export function pageLanguage(acceptLanguage: string | undefined): PageLanguage {
  for (const part of (acceptLanguage ?? '').toLowerCase().split(',')) {
    const tag = part.trim().slice(0, 2);
    if (tag === 'sv' || tag === 'en') return tag;
  }
  return 'sv';
}
