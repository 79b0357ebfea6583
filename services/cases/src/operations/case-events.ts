import type { EventData, EventType } from '@vardgraf/schema/events/catalogue';
import type { Case, Visibility } from '../domain/case';
import { openStatuses } from '../domain/transitions';

type CaseEventType = Extract<EventType, `case.${string}`>;

/** An event about a case before it has its number. */
export type CaseEvent = { [T in CaseEventType]: { type: T; data: EventData<T> } }[CaseEventType];

/** What every case event says of the case after the change. */
export function afterwards(c: Case): Pick<EventData<'case.withdrawn'>, 'caseId' | 'patientId' | 'unitId' | 'status' | 'priority' | 'urgencyRank'> {
  return { caseId: c.id, patientId: c.patientId, unitId: c.unitId, status: c.status, priority: c.priority, urgencyRank: c.urgencyRank };
}

/** Who may see the case from now on: the whole truth each time. */
export function accessChanged(c: Case, visibility: readonly Visibility[]): CaseEvent {
  return {
    type: 'case.access-changed',
    data: {
      caseId: c.id,
      patientId: c.patientId,
      open: openStatuses.includes(c.status),
      units: visibility.map(({ unitId, roles }) => ({ unitId, roles })),
      responsibleUnitId: c.unitId,
      takenBy: c.takenBy,
      participants: c.participants,
    },
  };
}
