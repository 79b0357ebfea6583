import { type Database, read } from '@vardgraf/service-kit/postgres';
import type { Text } from '../domain/pack';
import type { TriageSettings } from '../domain/settings';
import { sharedText } from '../domain/standing';
import { OTHER } from '../domain/offered';
import { regionSettings } from '../settings/region-settings';
import { currentPacks } from './packs';

export interface Emergency {
  title: Text;
  text: Text;
  emergencyNumber: string;
  adviceNumber: string;
}

/** Said to who has not logged in: no region is known, and these two are the same in the whole country. */
const national = { emergencyNumber: '112', adviceNumber: '1177' };

export function numbersOf({ contacts }: TriageSettings): { emergencyNumber: string; adviceNumber: string } {
  return { emergencyNumber: contacts.emergencyNumber, adviceNumber: contacts.adviceNumber };
}

/** The 112 text that stands before log-in and at the start of triage (TRI-4). */
export async function emergencyInformation(db: Database, regionId: string | undefined): Promise<Emergency> {
  const reading = { query: <T>(sql: string, params?: unknown[]) => read<T>(db, sql, params) };
  const packs = await currentPacks(reading);
  const pack = packs.find((one) => one.id === OTHER) ?? packs[0];
  if (!pack) throw new Error('no content is published');
  const numbers = regionId ? numbersOf(await regionSettings(reading, regionId)) : national;
  return { title: sharedText(pack, 'dangerTitle'), text: sharedText(pack, 'dangerText'), ...numbers };
}
