import type { Running } from '@vardgraf/service-kit/http';
import { createLog } from '@vardgraf/service-kit/log';
import { type VerifyToken, tokenVerifier } from '@vardgraf/service-kit/tokens';
import { testPersonGrant } from '../src/clients';
import { identityEnv } from '../src/env';
import { type StartOptions, startIdentityProvider } from '../src/start';
import type { TestPerson } from '../src/test-persons';

export const issuer = 'http://identity.test';

export const elsa: TestPerson = { personId: '0190c0de-0000-7000-8000-000000000001', name: 'Elsa <script>', kind: 'PATIENT', regionId: 'gavleborg', ageYears: 44, mayLogIn: true, commissions: [] };
export const twelve: TestPerson = { personId: '0190c0de-0000-7000-8000-000000000002', name: 'Nils Tolv', kind: 'PATIENT', regionId: 'gavleborg', ageYears: 12, mayLogIn: false, commissions: [] };
export const hidden: TestPerson = { personId: '0190c0de-0000-7000-8000-000000000005', name: 'Pia Dold', kind: 'PATIENT', regionId: 'gavleborg', ageYears: 30, mayLogIn: true, protectedIdentity: true, commissions: [] };
export const karin: TestPerson = {
  personId: '0190c0de-0000-7000-8000-000000000003', name: 'Karin Ek', kind: 'STAFF', regionId: 'gavleborg',
  commissions: [
    { id: 'c-nurse', unitIds: ['u-gavle'], unitName: 'Gävle Strand', role: 'NURSE' },
    { id: 'c-review', unitIds: ['u-gavle', 'u-valbo'], unitName: 'Gävle Strand', role: 'LOG_REVIEWER' },
  ],
};
export const omar: TestPerson = {
  personId: '0190c0de-0000-7000-8000-000000000004', name: 'Omar Berg', kind: 'STAFF', regionId: 'halland', language: 'en',
  commissions: [{ id: 'c-doctor', unitIds: ['u-halmstad'], unitName: 'Halmstad', role: 'DOCTOR' }],
};

export interface ProviderInTest extends Running {
  verify: VerifyToken;
  post(path: string, form: Record<string, string>): Promise<{ status: number; body: Record<string, unknown> }>;
  /** The test-person grant. */
  token(person: string, commission?: string): Promise<{ status: number; body: Record<string, unknown> }>;
}

/** A provider on a free port that knows the five persons above. */
export async function provider(options: StartOptions = {}, env: Record<string, string> = {}): Promise<ProviderInTest> {
  const running = await startIdentityProvider(identityEnv.parse({ PORT: '0', ISSUER: issuer, ...env }), {
    persons: [elsa, twelve, hidden, karin, omar], log: createLog('identity-provider', 'silent'), ...options,
  });
  const post: ProviderInTest['post'] = async (path, form) => {
    const response = await fetch(`${running.url}${path}`, { method: 'POST', body: new URLSearchParams(form) });
    return { status: response.status, body: (await response.json()) as Record<string, unknown> };
  };
  return {
    ...running,
    verify: tokenVerifier({ issuer, jwksUrl: `${running.url}/jwks` }),
    post,
    token: (person, commission) => post('/token', { grant_type: testPersonGrant, client_id: 'vardgraf-dev', person, ...(commission !== undefined && { commission }) }),
  };
}
