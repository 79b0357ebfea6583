import { alarmPause, alertMoves, alertText } from '@vardgraf/notify/domain/alert';
import { retryMinutes } from '@vardgraf/notify/domain/deliver-notification';
import { notificationMoves } from '@vardgraf/notify/domain/notification';
import { allowedPlaceholders, template, templateNames } from '@vardgraf/notify/domain/templates';
import { table, words } from './markdown';

/** What reaches people outside of the front end, how much it tells, and what may become of it. */
export function notifyRules(): string[] {
  return [
    '## Messages and alerts',
    '### What messages say',
    'A person who may be told less gets the text that stands under "else"; what each region lets ordinary people and people with protected identity be told is its setting `privacy`. Regions may word the texts in their own way.',
    table(['name', 'by', 'tells', 'at night', 'Swedish', 'English', 'else'], templateNames.map((name) => {
      const t = template(name);
      return [name, t.channel, words(t.privacyClass), t.waitsInQuietHours ? 'waits' : 'is sent', t.sv, t.en, t.instead ?? 'nothing'];
    })),
    table(['class', 'may name'], Object.entries(allowedPlaceholders).map(([name, may]) => [words(name), may.join(', ') || 'nothing'])),
    '### What may become of a message',
    `Tried again after ${retryMinutes.join(', ')} minutes, as long as it is certain that the operator has not taken it.`,
    table(['from', 'to'], Object.entries(notificationMoves).map(([from, to]) => [words(from), to.map(words).join(', ') || 'nothing'])),
    '### What may become of an alert',
    `Phones show "${alertText}" and nothing else. Until the alarm system has it, it is raised again after ${[1, 2, 3, 4, 5, 6].map(alarmPause).join(', ')}, … seconds.`,
    table(['from', 'to'], Object.entries(alertMoves).map(([from, to]) => [words(from), to.map(words).join(', ') || 'nothing'])),
  ];
}
