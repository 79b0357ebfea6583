import { staffRole } from '@vardgraf/schema/events/codes';
import type { Log } from '@vardgraf/service-kit/log';
import { z } from 'zod';

const commission = z.object({ id: z.string(), unitIds: z.array(z.string()).min(1), unitName: z.string(), role: staffRole });

const testPerson = z.object({
  personId: z.string(),
  name: z.string(),
  kind: z.enum(['PATIENT', 'STAFF']),
  regionId: z.string(),
  ageYears: z.number().optional(),
  /** Absent means yes; false for a child under the region's own log-in age (TRI-8). */
  mayLogIn: z.boolean().optional(),
  /** True for whom the log-in of education and production refuses; here they are let in, and the list says so (SAF-3). */
  protectedIdentity: z.boolean().optional(),
  language: z.enum(['sv', 'en']).optional(),
  commissions: z.array(commission).default([]),
});
export const testPersons = z.array(testPerson);
export type TestPerson = z.infer<typeof testPerson>;
export type Commission = z.infer<typeof commission>;

/** Who can be logged in as, asked anew when the answer is older than a few seconds. */
export interface PersonSource {
  list(): Promise<TestPerson[]>;
  /** Whether anybody is known yet. */
  known(): boolean;
}

const freshMs = 5_000;

/** The persons of the directory. While it is away the last answer holds; before the first one the list is empty. */
export function directoryPersons(directoryUrl: string, log: Log): PersonSource {
  const url = new URL('/dev/test-persons', directoryUrl);
  let last: TestPerson[] | undefined;
  let askedAt = 0;
  let asking: Promise<void> | undefined;

  async function ask(): Promise<void> {
    try {
      const response = await fetch(url, { signal: AbortSignal.timeout(3_000) });
      if (!response.ok) throw new Error(`directory answered ${response.status}`);
      last = testPersons.parse(await response.json());
      askedAt = Date.now();
    } catch (error) {
      log.warn({ err: error }, 'directory did not say who can log in');
    } finally {
      asking = undefined;
    }
  }

  return {
    known: () => last !== undefined && last.length > 0,
    async list() {
      // Nobody is the answer of a directory whose seed is still running: not one to hold on to.
      if (!last?.length || Date.now() - askedAt > freshMs) await (asking ??= ask());
      return last ?? [];
    },
  };
}

/** A list given at start, for tests and demonstrations without a directory. */
export function fixedPersons(persons: TestPerson[]): PersonSource {
  return { known: () => true, list: async () => persons };
}
