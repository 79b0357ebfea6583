import type { Language } from './notification';
import { placeholdersOf, template, templateNames, templates, within, wordingFaults, filled } from './templates';
import { wordMessage } from './word-message';

const languages: Language[] = ['sv', 'en'];
const known = { unit: 'Gävle hälsocentral', time: 'torsdag 3 december kl. 09.30', service: 'Min vård', link: 'https://app.example/besok/1' };

describe('the table of templates', () => {
  test.each(templateNames)('[BEY-8] [NOT-4] %s reveals no more than its class, in both languages, in plain text', (name) => {
    for (const language of languages) expect(wordingFaults(name, templates[name][language])).toEqual([]);
    expect(placeholdersOf(templates[name].sv).sort()).toEqual(placeholdersOf(templates[name].en).sort());
  });

  test.each(templateNames)('[BEY-8] whoever may be told less than %s gets something of a lower class on the same channel, down to NOTHING', (name) => {
    const { instead, channel, privacyClass } = template(name);
    if (privacyClass === 'NOTHING') return expect(instead).toBeUndefined();
    expect(template(instead!).channel).toBe(channel);
    expect(within(privacyClass, template(instead!).privacyClass)).toBe(false);
  });

  test.each(templateNames.filter((name) => template(name).channel === 'WEB_PUSH'))('[BEY-8] %s passes through a browser’s maker and names at most the service', (name) => {
    expect(within(template(name).privacyClass, 'SERVICE')).toBe(true);
    for (const language of languages) expect(placeholdersOf(templates[name][language]).filter((each) => each !== 'service')).toEqual([]);
  });

  test('[NOT-1] whatever an SMS is planned for is pushed too, and waits in quiet hours as the SMS does', () => {
    for (const name of ['booking-made', 'booking-rebooked', 'booking-cancelled', 'visit-today', 'visit-soon', 'message-posted'] as const) {
      const { push, waitsInQuietHours } = template(name);
      expect(template(push!)).toMatchObject({ channel: 'WEB_PUSH', waitsInQuietHours });
    }
  });

  test('[BEY-8] a region cannot word a neutral template so that it names the unit', () => {
    expect(wordingFaults('something-new', 'Hej från {unit}')).toEqual(['something-new is of class NOTHING and may not name {unit}']);
    expect(wordingFaults('message-posted', 'Nytt {time} i {service}')).toEqual(['message-posted is of class SERVICE and may not name {time}']);
    expect(wordingFaults('visit-today', 'Kom {name}')).toEqual(['visit-today is of class UNIT and may not name {name}']);
    expect(wordingFaults('visit-today', 'Nu!')).toEqual(['visit-today has an exclamation mark']);
  });

  test('a text with something unknown in it is no text', () => {
    expect(filled('{a} hos {unit}', { unit: 'X' })).toBeUndefined();
    expect(filled('Hos {unit}', { unit: 'X' })).toBe('Hos X');
  });
});

describe('wordMessage', () => {
  test('[BEY-8] the person’s class decides how much is told', () => {
    const as = (allowed: 'UNIT' | 'SERVICE' | 'NOTHING' | 'NONE') => wordMessage('visit-today', { allowed, language: 'sv' }, known, {});
    expect(as('UNIT')).toMatchObject({ template: 'visit-today', privacyClass: 'UNIT', text: expect.stringContaining('Gävle hälsocentral') });
    expect(as('SERVICE')).toMatchObject({ template: 'visit-news', privacyClass: 'SERVICE', text: expect.not.stringContaining('Gävle') });
    expect(as('NOTHING')).toEqual({ template: 'something-new', privacyClass: 'NOTHING', text: 'Du har något nytt att läsa. Logga in som du brukar.' });
    expect(as('NONE')).toBeUndefined();
  });

  test('[NOT-4] the region’s own words go before the table’s, in the person’s language', () => {
    const own = { 'message-posted': { sv: 'Nytt i {service}', en: 'News in {service}' } };
    expect(wordMessage('message-posted', { allowed: 'UNIT', language: 'en' }, known, own)!.text).toBe('News in Min vård');
  });

  test('a unit whose name has not come yet is not waited for: the message tells less', () => {
    expect(wordMessage('booking-made', { allowed: 'UNIT', language: 'sv' }, { ...known, unit: undefined }, {})!.template).toBe('visit-news');
    expect(wordMessage('booking-made', { allowed: 'UNIT', language: 'sv' }, { link: known.link }, {})!.template).toBe('something-new');
  });
});
