import type { LoginRefusal } from '@vardgraf/identity-provider/account';
import type { StaffRole } from '@vardgraf/schema/events/codes';
import type { DirectoryLogin, DirectoryQuestion } from './directory-question';

/** One way in that the person may take: a profile, and for staff one commission. */
export interface Offer {
  /** The account inside the provider: person, commission or a hyphen, region. */
  account: string;
  regionName: string;
  role?: StaffRole;
  unitNames?: string[];
}

export interface NoOffer {
  refused: NonNullable<DirectoryLogin['refusal']> | 'UNKNOWN_PERSON';
  otherWays?: DirectoryLogin['otherWays'];
}

/** What a person may log in as, one line each: one commission at a time (DIR-2), or why nothing is. */
export function offersOf(logins: readonly DirectoryLogin[], o: { regionId?: string; unitHsaId?: string }): Offer[] | NoOffer {
  const here = logins.filter(({ regionId }) => o.regionId === undefined || regionId === o.regionId);
  // Directory has let protection in one region count in all; whom the front end's region does not know learns that rather than nothing.
  const first = here[0] ?? logins.find(({ refusal }) => refusal === 'PROTECTED_IDENTITY');
  if (!first) return { refused: 'UNKNOWN_PERSON' };
  const open = here.filter(({ refusal }) => refusal === null);
  if (open.length === 0) return { refused: first.refusal!, otherWays: first.otherWays };
  const offers = open.flatMap(({ kind, personId, regionId, regionName, commissions }): Offer[] => {
    if (kind === 'PATIENT') return [{ account: `${personId} - ${regionId}`, regionName }];
    const chosen = commissions.filter(({ unitHsaIds }) => o.unitHsaId === undefined || unitHsaIds.includes(o.unitHsaId));
    return chosen.map(({ id, role, unitNames }) => ({ account: `${personId} ${id} ${regionId}`, regionName, role, unitNames }));
  });
  return offers.length > 0 ? offers : { refused: 'NO_COMMISSION', otherWays: first.otherWays };
}

/** What a token says of an account, asked anew each time: who may no longer log in, or has lost the commission, gets none. */
export async function claimsOf(directory: DirectoryQuestion, account: string): Promise<Record<string, unknown> | LoginRefusal> {
  const [personId, commissionId, regionId] = account.split(' ') as [string, string, string];
  const login = await directory.again(regionId, personId);
  if (!login || login.refusal !== null) return { refused: 'this person may no longer log in' };
  const base = { sub: personId, kind: login.kind, region: regionId, locale: login.language };
  if (login.kind === 'PATIENT') return base;
  const commission = login.commissions.find(({ id }) => id === commissionId);
  return commission ? { ...base, commission: { id: commission.id, unitIds: commission.unitIds, role: commission.role } } : { refused: 'the commission has ended' };
}
