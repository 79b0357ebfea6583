import { createPrivateKey, generateKeyPairSync, type KeyObject } from 'node:crypto';
import { SignJWT } from 'jose';
import { patients, staff, units } from '../world';
import type { Caller } from './facts';

/** Keys with which the tests sign tokens as the identity provider and the gateway do. */
export interface Signing {
  issuer: string;
  provider: { kid: string; jwk: Record<string, unknown> };
  live: { kid: string; jwk: Record<string, unknown> };
}

const hours = '2h';

/** Everybody who asks: people of every role, region and relation, machines, and those whose token is worth nothing. */
export async function everyCaller(signing: Signing): Promise<Caller[]> {
  const key = createPrivateKey({ key: signing.provider.jwk as never, format: 'jwk' });
  const liveKey = createPrivateKey({ key: signing.live.jwk as never, format: 'jwk' });
  const signed = (claims: Record<string, unknown>, over: { key?: KeyObject; audience?: string; expires?: string } = {}): Promise<string> =>
    new SignJWT(claims).setProtectedHeader({ alg: 'ES256', typ: 'at+jwt', kid: signing.provider.kid }).setIssuer(signing.issuer).setAudience(over.audience ?? 'vardgraf').setIssuedAt()
      .setExpirationTime(over.expires ?? hours).sign(over.key ?? key);
  const callers: Caller[] = [];

  for (const name of ['tolvan', 'gretaGuardian', 'otherGuardian', 'teen', 'teensParent', 'youngWoman', 'youngMan', 'englishSpeaker', 'protectedPerson', 'unlisted', 'hallandPatient', 'vastragotalandPatient'] as const) {
    const { id, regionId } = patients[name];
    callers.push({ name, kind: 'PATIENT', personId: id, regionId, token: await signed({ kind: 'PATIENT', sub: id, region: regionId }) });
  }
  const employed = async (name: string, personId: string, regionId: string, commission: { id: string; role: string; unitIds: string[] }): Promise<void> => {
    callers.push({ name, kind: 'STAFF', personId, regionId, role: commission.role, unitIds: commission.unitIds, token: await signed({ kind: 'STAFF', sub: personId, region: regionId, commission }) });
  };
  for (const name of [
    'annaNurse', 'bertilNurse', 'drDavid', 'drElin', 'petraPsychologist', 'fredrikPhysiotherapist', 'adaAdministrator', 'ulfUnitManager', 'sandraNurse', 'drSven', 'drTwoUnits', 'hubNurse', 'hubDoctor',
    'psychiatrist', 'dentist', 'systemManager', 'qualityCoordinator', 'logReviewer', 'analyst', 'contentEditor', 'hallandNurse', 'hallandDoctor', 'hallandSystemManager', 'vastragotalandNurse', 'vastragotalandLogReviewer',
  ] as const) {
    const { id, regionId, commission } = staff[name];
    await employed(name, id, regionId, commission);
  }
  // The roles that meet no patient, with a commission at a unit where patients are.
  for (const [name, role] of [['analyst', 'ANALYST'], ['logReviewer', 'LOG_REVIEWER'], ['contentEditor', 'CONTENT_EDITOR'], ['systemManager', 'SYSTEM_MANAGER']] as const) {
    await employed(`${name} at the health centre`, `${staff[name].id}-here`, 'gavleborg', { id: `${name}-here`, role, unitIds: [units.gavleHealthCentre.id] });
  }
  await employed('annaNurse in another commission', staff.annaNurse.id, 'gavleborg', { id: 'anna-elsewhere', role: 'NURSE', unitIds: [units.bollnasHealthCentre.id] });

  const partner = async (name: string, clientId: string, regionId: string, scopes: string[]): Promise<void> => {
    callers.push({ name, kind: 'PARTNER', clientId, regionId, scopes, token: await signed({ kind: 'PARTNER', sub: clientId, region: regionId, scope: scopes.join(' ') }) });
  };
  const all = ['consultations:submit', 'patients:identify', 'triage:assist', 'webhooks:manage'];
  await partner('telephone triage', 'telephone-triage', 'gavleborg', all);
  await partner('another partner', 'another-partner', 'gavleborg', all);
  await partner('a partner of another region', 'telephone-triage', 'halland', all);
  await partner('a partner without scopes', 'telephone-triage', 'gavleborg', []);
  for (const [name, scopes] of [['the service that sends', ['contacts:read']], ['the service that logs people in', ['logins:read']], ['a service without scopes', []]] as const) {
    callers.push({ name, kind: 'SERVICE', scopes, token: await signed({ kind: 'SERVICE', sub: name.replaceAll(' ', '-'), scope: scopes.join(' ') }) });
  }
  for (const [unit, role] of [['gavleHealthCentre', 'NURSE'], ['gavleHealthCentre', 'DOCTOR'], ['sandvikenHealthCentre', 'NURSE'], ['halmstadHealthCentre', 'NURSE']] as const) {
    const { id, regionId } = units[unit];
    const token = await new SignJWT({ kind: 'LIVE', region: regionId, unit: id, role, locale: 'sv' }).setProtectedHeader({ alg: 'ES256', typ: 'live+jwt', kid: signing.live.kid })
      .setIssuer('vardgraf-gateway').setAudience('vardgraf').setSubject(`live:${id}:${role}`).setIssuedAt().setExpirationTime(hours).sign(liveKey);
    callers.push({ name: `live for ${role} at ${unit}`, kind: 'LIVE', regionId, unitId: id, role, token });
  }
  const anna = { kind: 'STAFF', sub: staff.annaNurse.id, region: 'gavleborg', commission: staff.annaNurse.commission };
  const nobody = (name: string, token: string | undefined): void => void callers.push({ name, kind: 'NOBODY', token });
  nobody('no token', undefined);
  nobody('an expired token', await signed(anna, { expires: '-1m' }));
  nobody('a forged token', await signed(anna, { key: generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey }));
  nobody('a token for somebody else', await signed(anna, { audience: 'someone-else' }));
  nobody('a token of education', await signed({ ...anna, environment: 'education' }));
  return callers;
}
