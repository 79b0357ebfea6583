import type { Database } from '@vardgraf/service-kit/postgres';
import type { Session } from '../domain/session';
import { patientsOf } from '../storage/patient-store';
import { openAssistedSessions, openSessionsOf } from '../storage/session-store';
import type { Asker } from './own-session';
import { readingOf, type SeenSession } from './read-session';
import { viewOf } from './session-view';

/** The sessions that the caller can go on with, the last touched first, at most 20 (TRI-10); by telephone those of the unit or the system (TRI-2). */
export async function openSessions(db: Database, asker: Asker): Promise<SeenSession[]> {
  const reading = readingOf(db);
  const seen: SeenSession[] = [];
  for (const s of await found(reading, asker)) seen.push({ view: await viewOf(reading, s), patientId: s.patientId, caseId: s.caseId });
  return seen;
}

async function found(reading: ReturnType<typeof readingOf>, asker: Asker): Promise<Session[]> {
  switch (asker.kind) {
    case 'PATIENT': {
      const people = await patientsOf(reading, asker.personId);
      return openSessionsOf(reading, asker.regionId, [...new Set([asker.personId, ...people.map(({ id }) => id)])]);
    }
    case 'STAFF':
      return openAssistedSessions(reading, asker.regionId, { unitIds: asker.commission.unitIds });
    case 'PARTNER':
      return openAssistedSessions(reading, asker.regionId, { partnerId: asker.clientId });
  }
}
