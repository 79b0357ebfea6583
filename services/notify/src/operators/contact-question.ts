import type { Log } from '@vardgraf/service-kit/log';
import { reasonOf } from '@vardgraf/service-kit/postgres-errors';
import { traceHeaders } from '@vardgraf/service-kit/tracing';
import { z } from 'zod';
import type { Outside } from '../operations/deliver-notification';

const query = 'query ContactPoint($regionId: ID!, $patientId: ID!) { contactPoint(regionId: $regionId, patientId: $patientId) { mobile email language protectedIdentity } }';
const answered = z.object({
  errors: z.undefined().optional(),
  data: z.object({ contactPoint: z.object({ mobile: z.string().nullable(), email: z.string().nullable(), language: z.enum(['sv', 'en']).catch('sv'), protectedIdentity: z.boolean() }).nullable() }),
});
const timeoutMs = 2_000;

/** Asks directory where the person is reached now, with notify's own token. Undefined when there is no good answer in two seconds: it is asked again later. */
export function contactQuestion(o: { directoryUrl: string; token: () => Promise<string>; log: Log }): Outside['contactOf'] {
  return async (regionId, patientId) => {
    try {
      const token = await o.token();
      const response = await fetch(o.directoryUrl, {
        method: 'POST', headers: { 'content-type': 'application/json', authorization: `Bearer ${token}`, ...traceHeaders() },
        body: JSON.stringify({ query, variables: { regionId, patientId } }), signal: AbortSignal.timeout(timeoutMs),
      });
      const parsed = answered.safeParse(await response.json());
      if (parsed.success) return parsed.data.data.contactPoint;
      o.log.warn({ reason: 'no good answer' }, 'directory gave no contact');
    } catch (error) {
      o.log.warn({ reason: reasonOf(error) }, 'directory gave no contact');
    }
    return undefined;
  };
}
