import { allowedActions } from '@vardgraf/cases/domain/allowed-actions';
import { type CaseKind, type CaseTag, caseStatuses, clinicalRoles, staffRoles, suicideRiskAssessors } from '@vardgraf/cases/domain/codes';
import { type EscalationTarget, escalationSteps } from '@vardgraf/cases/domain/escalation-policy';
import { fixedDoctorRules, fixedDoctorWays } from '@vardgraf/cases/domain/fixed-doctor';
import { clockRules } from '@vardgraf/cases/domain/handling-time';
import { consentRules } from '@vardgraf/cases/domain/handover-consent';
import { handoverTimeouts } from '@vardgraf/cases/domain/handover-timeout';
import { telephoneNurseRules } from '@vardgraf/cases/domain/nurse-rule';
import { kindsWithConversation } from '@vardgraf/cases/domain/phase';
import { prioritySchemes } from '@vardgraf/cases/domain/priority-scheme-tables';
import { shiftEndings } from '@vardgraf/cases/domain/shift';
import { takeTimeouts } from '@vardgraf/cases/domain/take-timeout';
import { type Action, finalStatuses, isMoveOfKind, mayWithdraw, openStatuses, transitions } from '@vardgraf/cases/domain/transitions';
import { minutes, roles, table, words } from './markdown';
import { safetyRules } from './rules-safety';

interface OfferedTo {
  kind: CaseKind;
  tags: CaseTag[];
}

/** Whose move it is: a question from staff has some in common with the cases of patients, and some of its own (CON-1). */
function ofKinds(action: Action): string {
  const [patients, staffs] = [isMoveOfKind(action, 'DROP_IN'), isMoveOfKind(action, 'CONSULTATION')];
  return patients && staffs ? 'all' : staffs ? 'consultations from staff' : 'cases of patients';
}

/** What can happen to a case, by whom and when. */
export function caseRules(): string[] {
  return [
    '## What can happen to a case',
    `States: ${caseStatuses.map(words).join(', ')}. A case is over when it is ${finalStatuses.map(words).join(', ')}; until then it is somebody’s to do.`,
    table(['what', 'of', 'from', 'to', 'by', 'only', 'event'], transitions.map((t) => [words(t.action), ofKinds(t.action), t.from ? words(t.from) : 'nothing', words(t.to), words(t.by), 'guard' in t ? t.guard : '', t.emits])),
    `Clinical roles: ${clinicalRoles.map(words).join(', ')}.`,
    '### Who is offered what',
    'What the queue offers a role in each state; the same function decides when somebody presses. Whether it is one’s own case is decided then.',
    ...offered('A case without flags', { kind: 'DROP_IN', tags: [] }),
    ...offered(`A case flagged for suicide risk, before ${suicideRiskAssessors.map(words).join(' or ')} has assessed it`, { kind: 'DROP_IN', tags: ['SUICIDE_RISK_FLAGGED'] }),
    ...offered('An assignment from telephone triage', { kind: 'TELEPHONE_TRIAGE', tags: [] }),
    ...safetyRules(),
    '### Priority levels',
    'The clock: WALL counts every minute, OPEN those when the unit is open, SAME_OPENING_DAY runs until the unit closes that day.',
    ...Object.entries(prioritySchemes).flatMap(([name, scheme]) => [
      `#### ${name}`,
      table(
        ['level', 'label', 'handling time', 'clock', 'case', 'alerts', 'escalates', 'bookable', 'urgency rank'],
        scheme.levels.map((l) => [l.code, l.label.sv, minutes(l.handlingMinutes), l.clock, l.makesCase, l.alerts, l.escalates, l.bookable, l.urgencyRank]),
      ),
    ]),
    '### How a clock is set',
    table(['rule', 'what it says'], Object.entries(clockRules)),
    '### Assignments from telephone triage',
    'Read in the unit’s duty hours (directory’s setting duty-hours, and on-call hours where the unit has them). They can be taken, given back and sent onward, and not declined.',
    table(['rule', 'asked for, at a physical visit', 'goes to', 'urgency'], Object.entries(telephoneNurseRules).map(([name, r]) => [name, words(r.asked), words(r.instead), `${r.fromRank}–${r.toRank}`])),
    'It holds from the day that the region’s telephone-nurse-rule has in config/regions. Staff who send an assignment onward choose freely.',
    'When its time has passed and no clinician has started, taken or not, the phones of its unit and of the hubs ring, the hubs see it, and the submitter learns it; once. Sent onward after that, it rings where it comes to.',
    '### How many cases one person may have in hand',
    'As many as the capacity-per-person of the region or the unit says, no limit unless it does; taken and started ones count, held ones and booked visits that have not begun do not. What is as urgent as its exception, and a patient at risk of suicide, is taken whatever one has. The limit holds for taking and for accepting a hand-over alike.',
    '### The fixed doctor first',
    'In primary care, by the fixed-doctor-first of the region or the unit; decided when the case arrives. The card stays in the role’s queue, and doctors of the unit see it.',
    table(['rule', 'alone for', 'the role’s at once up to urgency rank'], Object.entries(fixedDoctorRules).map(([name, r]) => [name, r.aloneForShare === null ? 'no time: first in line' : `${r.aloneForShare * 100} % of the handling time`, r.atOnceUpToRank])),
    table(['way', 'what it says'], Object.entries(fixedDoctorWays)),
    'Taking, escalation, suicide risk, a raised priority, and the doctor’s going end a reservation before its time.',
    '### Shifts',
    'A shift that nobody ends is ended by the clock: at the end of the opening or on-call time that runs when it begins, at the latest after the longest hours of the region’s or the unit’s setting shifts; also by the end of the commission. Visits in hand stay their holder’s until somebody has accepted them.',
    table(['visits in hand at the end', 'what happens'], Object.entries(shiftEndings).map(([name, says]) => [words(name), says])),
    'Where a unit uses shifts and is open or on call, nobody in a role is on duty while nobody in it is on shift: its cases are marked, and every clinical role of the unit sees them. Else commissions decide, and always for who helps from other units.',
    '### Given by the clock',
    'Where auto-assignment is on, a waiting case of a level with a time to start is given to somebody on shift at its unit: who sees it, may take it, has room and was not given it before; of those who has the fewest in hand, then who has been there longest, then by id. Never where that time would reach beyond the next escalation; at risk of suicide to doctor or psychologist alone; what waits for a fixed doctor to that doctor alone. Not started in time it goes to the next, and to nobody twice. Phones go on ringing until it is started.',
    '### Taken and not started',
    'After this time a taken case goes back to the queue; its clock and its escalation have never stopped.',
    table(['scheme', ...['first', 'second', 'third', 'fourth']], Object.entries(takeTimeouts).map(([name, byLevel]) => [name, ...Object.entries(byLevel).map(([level, after]) => `level ${level}: ${minutes(after)}`)])),
    '### Asynchronous phase',
    `After a visit in which patient and staff write to each other (${kindsWithConversation.map(words).join(', ')}) the patient may go on writing; other kinds close at once. What is written then makes one work item, with a clock of its own.`,
    '### Consent to a hand-over',
    table(['rule', 'when the patient is asked'], Object.entries(consentRules)),
    '### Where a case may go, and who stands in',
    'A unit hands over and sends onward to every unit of the region, or to those alone that its transfer-rule names; within the unit always, and with suicide risk open or suspected to anybody who may assess it. While the receiver is neither open nor on call, or has nobody in the role that is asked for, the unit that its own transfer-rule names receives in its place, if that one can; a person who is named is asked where they are.',
    '### Unanswered hand-overs',
    'After this time the receiver is reminded and alerted, once; the giver stays responsible, and no clock of the case starts anew. While a request waits, its unit is offered to withdraw it, and who is asked to accept or refuse it.',
    table(['scheme', ...['first', 'second', 'third', 'fourth'], 'every other level'], Object.entries(handoverTimeouts).map(([name, timeout]) => [
      name, ...Object.entries(timeout.minutes).map(([level, after]) => `level ${level}: ${minutes(after)}`), `${minutes(timeout.afterNextOpening)} after the receiver’s next opening`,
    ])),
    '### Warning before the handling time passes',
    'A waiting card is marked when the share of its handling time in the region’s or the unit’s breach-warning has passed, once for each due time: hinted live, counted, and no phone rings. Taking it, starting it or another priority takes the mark away.',
    '### Escalation of an untaken case',
    ...Object.entries(escalationSteps).flatMap(([name, steps]) => [
      `#### ${name}`,
      steps.length ? table(['step', 'when', 'who sees it as well'], steps.map((step, i) => [i + 1, when(step.at), step.adds.map(added).join('; ')])) : 'Never.',
    ]),
  ];
}

function offered(title: string, c: OfferedTo): string[] {
  const rows = groups(c).map((group) => [roles(group.roles, clinicalRoles), ...group.cells]);
  const patient = openStatuses.map((status) => (mayWithdraw({ status, ...c }) ? 'withdraw' : ''));
  return [
    `#### ${title}`,
    table(['role', ...openStatuses.map(words)], [...rows, ['the patient', ...patient]]),
  ];
}

/** Roles that are offered the same, together. */
function groups(c: OfferedTo): { roles: string[]; cells: string[] }[] {
  const found = new Map<string, { roles: string[]; cells: string[] }>();
  for (const role of staffRoles) {
    const cells = openStatuses.map((status) => allowedActions(role, { status, ...c }).map(words).join(', '));
    const group = found.get(cells.join('|')) ?? { roles: [], cells };
    group.roles.push(role);
    found.set(cells.join('|'), group);
  }
  return [...found.values()];
}

function when(at: { share: number } | { minutes: number }): string {
  return 'share' in at ? `${at.share * 100} % of the handling time` : `${minutes(at.minutes)} after the start`;
}

function added(target: EscalationTarget): string {
  switch (target.kind) {
    case 'ROLES':
      return `in the unit: ${roles(target.roles, clinicalRoles)}`;
    case 'COOPERATING':
      return 'cooperating units';
    case 'HUB':
      return 'the region’s drop-in hub';
    case 'ON_CALL':
      return 'the region’s on-call units';
  }
}
