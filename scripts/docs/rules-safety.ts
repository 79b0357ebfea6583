import { rungs } from '@vardgraf/cases/domain/assess-suicide-risk';
import { phoneReasons } from '@vardgraf/cases/domain/contact-attempt';
import { finishedProtocolStates, protocolMoves } from '@vardgraf/cases/domain/protocol';
import { openRiskStates, riskMoves, riskStates } from '@vardgraf/cases/domain/suicide-risk';
import { riskClocks, suicideRiskTimes } from '@vardgraf/cases/domain/suicide-risk-clock';
import { minutes, table, words } from './markdown';

const movers = { ANYBODY: 'the form, or any clinician', OTHER: 'a clinician who is neither', ASSESSOR: 'doctor or psychologist', PATIENT: 'the patient', CLOCK: 'clock' } as const;
const clockSets = { alarm: 'the alarm’s time, by priority', attempts: 'the time for phone attempts', receipt: 'the time for a receipt', given: 'set by doctor or psychologist; a visit by the end of the second day' } as const;

/** The suicide-risk protocol and the checklists. */
export function safetyRules(): string[] {
  return [
    '### Suicide risk',
    'The program judges no risk: it asks, hands over, keeps time and remembers. A case does not end while its risk is unassessed or goes on, which it is in these states: '
      + `${openRiskStates.map(words).join(', ')}. After a visit (follow up) a doctor or psychologist ends it.`,
    table(['event', 'from', 'to', 'by', 'only'], riskMoves.map((row) => [words(row.event), row.from ? words(row.from) : 'nothing', words(row.to), movers[row.by], 'only' in row ? row.only : ''])),
    `An assessment says the rung (${rungs.map(words).join(', ')}), risk and protective factors, what it rests on, and the level; with none or low also whether the patient feels safe to go on online, `
      + 'and no is handled as moderate. A level of moderate or more is lowered only on contact with the patient. With open risk a hand-over is asked of doctor or psychologist only, and only they lower the priority. '
      + 'In the queue high or acute stands before all; moderate and unassessed before all of the same or lower urgency with lower risk.',
    '#### How long each state may last',
    table(['state', 'its time', 'when it is over'], riskStates.flatMap((state) => (state in riskClocks ? [[words(state), clockSets[riskClocks[state as keyof typeof riskClocks].set], over(riskClocks[state as keyof typeof riskClocks].over)]] : []))),
    table(
      ['scheme', 'alarm', 'silent in a visit', 'silent in writing', 'visit within', 'phone attempts', 'receipt'],
      Object.entries(suicideRiskTimes).map(([name, t]) => [
        name, [...Object.entries(t.alarm.minutes).map(([level, after]) => `level ${level}: ${minutes(after)}`), `others: ${minutes(t.alarm.otherwise)}`].join('; '),
        [`${minutes(t.silent.visit)}`, ...Object.entries(t.silent.byLevel).map(([level, after]) => `level ${level}: ${minutes(after)}`)].join('; '), minutes(t.silent.asynchronous),
        `${t.visitWithinDays} days`, `${t.attempts.atLeast}, to ${t.attempts.numbers} numbers, in ${minutes(t.attempts.withinMinutes)}`, minutes(t.receipt),
      ]),
    ),
    '### Checklists',
    `A case does not end before each step of its checklists is done, or passed over with a reason: ${finishedProtocolStates.map(words).join(', ')}.`,
    table(
      ['checklist', 'step', 'from', 'to', 'by', 'only', 'may be passed over'],
      protocolMoves.map((row) => [words(row.protocol), words(row.step), row.from ? words(row.from) : 'nothing', words(row.to), words(row.by), 'only' in row ? row.only : '', 'skippable' in row ? 'with a reason' : 'no']),
    ),
    `A call in place of a digital visit needs one of these reasons, and is counted: ${phoneReasons.map(words).join(', ')}. The first contact goes by the patient’s own channel, but for who did not come or may be at risk.`,
  ];
}

function over(event: string): string {
  return event === 'ALARM' ? 'phones ring at the unit and its neighbours, again and again' : words(event);
}
