import { eventTypes } from '@vardgraf/schema/events/catalogue';
import * as contract from '@vardgraf/schema/events/codes';
import { aCase, startedCase, takenCase } from '../../test/a-case';
import { type CaseStatus, caseKinds, caseStatuses, caseTags, clinicalRoles, entryChannels, handoverReasons, staffRoles } from './codes';
import { type ActingStaff, staffMove } from './may-move';
import { allowedActions } from './allowed-actions';
import { contactChannels, contactOutcomes } from './contact-attempt';
import { protocolKinds, protocolMoves } from './protocol';
import { openRiskStates, type RiskState, riskStates } from './suicide-risk';
import { finalStatuses, mayWithdraw, openStatuses, transitions } from './transitions';

const statuses = caseStatuses;

describe('the table of transitions', () => {
  it('[QUE-12] every state is reached from the first', () => {
    const reached = new Set<CaseStatus>();
    for (let size = -1; size !== reached.size; ) {
      size = reached.size;
      for (const row of transitions) if (row.from === null || reached.has(row.from)) reached.add(row.to);
    }
    expect([...reached].sort()).toEqual([...statuses].sort());
  });

  it('[QUE-12] from every open state some move of a person leads on, and none leads out of a final one', () => {
    for (const status of statuses) {
      const onward = transitions.filter((row) => row.from === status && row.to !== status && row.by !== 'CLOCK');
      expect(onward.length > 0).toBe(openStatuses.includes(status));
    }
    expect(transitions.filter((row) => row.from !== null && finalStatuses.includes(row.from))).toEqual([]);
  });

  it('[QUE-12] every open state leads to an end', () => {
    const ends = (from: CaseStatus, seen: CaseStatus[] = []): boolean =>
      finalStatuses.includes(from) || transitions.some((row) => row.from === from && !seen.includes(row.to) && ends(row.to, [...seen, from]));
    for (const status of statuses) expect(ends(status)).toBe(true);
  });

  it('[I6] every move emits an event of the catalogue, and an action always the same one', () => {
    for (const row of transitions) {
      expect(eventTypes).toContain(row.emits);
      expect(new Set(transitions.filter((other) => other.action === row.action).map((other) => other.emits)).size).toBe(1);
    }
  });

  it('[QUE-12] an action leads from a state to one state', () => {
    expect(new Set(transitions.map((row) => `${row.action} ${row.from}`)).size).toBe(transitions.length);
  });
});

describe('allowedActions', () => {
  const cases = [aCase(), takenCase(), startedCase(), startedCase({ status: 'ON_HOLD' }), startedCase({ status: 'COMPLETED' }), aCase({ status: 'CANCELLED' })].flatMap((c) => [
    c, ...riskStates.map((riskState) => ({ ...c, tags: ['SUICIDE_RISK_FLAGGED' as const], riskState })), { ...c, openProtocols: ['SILENCE' as const] },
  ]);

  it('[QUE-12] what is offered is what the write path allows to the holder, for every role, state and flag', () => {
    for (const role of staffRoles) {
      for (const c of cases) {
        const holder: ActingStaff = { personId: c.takenBy ?? 'nina', role, unitIds: ['bollnas'] };
        const offered = allowedActions(role, c);
        for (const action of ['TAKE', 'RELEASE', 'START', 'END', 'REPRIORITISE'] as const) {
          expect([action, role, c.status, staffMove(action, c, holder).is === 'MOVE']).toEqual([action, role, c.status, offered.includes(action)]);
        }
      }
    }
  });

  it('[HND-1] a request is offered while none waits, taken back while one does, and answered by who is asked at the unit asked', () => {
    const handover = { fromUnitId: 'bollnas', toUnitId: 'soderhamn', answerRoles: ['DOCTOR' as const] };
    const offered = (role: 'NURSE' | 'DOCTOR' | 'UNIT_MANAGER', unitId: string, c: object) =>
      allowedActions(role, { ...takenCase(), ...c }, [unitId]).filter((action) => action.endsWith('HANDOVER'));
    expect(offered('NURSE', 'bollnas', {})).toEqual(['REQUEST_HANDOVER']);
    expect(offered('NURSE', 'bollnas', { handover })).toEqual(['WITHDRAW_HANDOVER']);
    expect(offered('DOCTOR', 'soderhamn', { handover })).toEqual(['ACCEPT_HANDOVER', 'REFUSE_HANDOVER']);
    expect(offered('DOCTOR', 'bollnas', { handover })).toEqual(['WITHDRAW_HANDOVER']);
    expect(offered('UNIT_MANAGER', 'soderhamn', { handover })).toEqual([]);
    for (const status of ['REQUESTED', 'ON_HOLD', 'COMPLETED'] as const) expect(offered('NURSE', 'bollnas', { status })).toEqual([]);
  });

  it('[SAF-1] END is offered to nobody while suicide risk is unassessed or open, to doctor and psychologist after a visit, to all once it is low', () => {
    const endedBy = (riskState: RiskState) => staffRoles.filter((role) => allowedActions(role, startedCase({ tags: ['SUICIDE_RISK_FLAGGED'], riskState })).includes('END'));
    for (const state of openRiskStates) expect([state, endedBy(state)]).toEqual([state, []]);
    expect(endedBy('FOLLOW_UP')).toEqual(['DOCTOR', 'PSYCHOLOGIST']);
    for (const state of ['ONLINE_CARE', 'CLOSED'] as const) expect(endedBy(state)).toEqual([...clinicalRoles]);
    const message = startedCase({ kind: 'MESSAGE', tags: ['SUICIDE_RISK_FLAGGED'] });
    expect(staffRoles.filter((role) => allowedActions(role, message).includes('END'))).toEqual(['DOCTOR', 'PSYCHOLOGIST']);
  });

  it('[SAF-1] the patient is left to write only when nothing is unassessed or acute, and where a risk goes on by doctor or psychologist alone', () => {
    const heldBy = (riskState: RiskState) => (['NURSE', 'DOCTOR', 'PSYCHOLOGIST'] as const).filter((role) =>
      staffMove('HOLD', startedCase({ tags: ['SUICIDE_RISK_FLAGGED'], riskState, takenByRole: role }), { personId: 'nina', role, unitIds: ['bollnas'] }).is === 'MOVE');
    const waits: readonly RiskState[] = ['PHYSICAL_VISIT', 'INDIVIDUAL_PLAN', 'NO_ANSWER_2', 'FOLLOW_UP'];
    for (const state of riskStates) {
      expect([state, heldBy(state)]).toEqual([state, state === 'ONLINE_CARE' || state === 'CLOSED' ? ['NURSE', 'DOCTOR', 'PSYCHOLOGIST'] : waits.includes(state) ? ['DOCTOR', 'PSYCHOLOGIST'] : []]);
    }
  });

  it('[BEY-9] END is not offered while a checklist has steps left', () => {
    for (const kind of protocolKinds) expect(allowedActions('DOCTOR', startedCase({ openProtocols: [kind] }))).not.toContain('END');
    expect(allowedActions('NURSE', startedCase({ openProtocols: ['WRONG_PERSON'] }))).toContain('CLOSE_WRONG_PERSON');
    expect(allowedActions('NURSE', startedCase())).not.toContain('CLOSE_WRONG_PERSON');
  });

  it('[QUE-8] the patient may withdraw while waiting or taken, not with suicide risk, not later, and a booked visit as a booking only', () => {
    expect([aCase(), takenCase(), startedCase(), aCase({ tags: ['SUICIDE_RISK_FLAGGED'] }), startedCase({ status: 'ON_HOLD' })].map(mayWithdraw)).toEqual([true, true, false, false, false]);
    expect(mayWithdraw(aCase({ kind: 'SCHEDULED' }))).toBe(false);
  });
});

it('codes are spelt as in the event catalogue', () => {
  expect([...staffRoles]).toEqual([...contract.staffRoles]);
  expect([...caseStatuses]).toEqual(contract.caseStatus.options);
  expect([...caseKinds]).toEqual(contract.caseKind.options);
  expect([...caseTags]).toEqual(contract.caseTag.options);
  expect([...entryChannels]).toEqual(contract.caseEntryChannel.options);
  expect([...handoverReasons]).toEqual(contract.handoverReason.options);
  expect([...riskStates]).toEqual(contract.suicideRiskState.options);
  expect([...protocolKinds]).toEqual(contract.protocolKind.options);
  expect([...contactChannels]).toEqual(contract.contactChannel.options);
  expect([...contactOutcomes]).toEqual(contract.contactOutcome.options);
  expect([...new Set(protocolMoves.map((move) => move.to))].sort()).toEqual([...contract.protocolState.options].sort());
});
