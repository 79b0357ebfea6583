import type { Commission, PersonSource, TestPerson } from './test-persons';

/** Who is logged in, and in which commission: one at a time (DIR-2). */
export interface Login {
  person: TestPerson;
  commission: Commission | undefined;
}

/** Why somebody cannot log in, as a sentence for a developer. */
export type LoginRefusal = { refused: string };

/** The id of a log-in inside the provider: a person, and for staff the commission. */
export function accountId(login: Login): string {
  return login.commission ? `${login.person.personId} ${login.commission.id}` : login.person.personId;
}

/** The person in an account id. */
export function personOf(account: string): string {
  return account.split(' ', 1)[0]!;
}

/** Finds the log-in behind an account id; see {@link findLogin}. */
export async function loginOf(persons: PersonSource, account: string): Promise<Login | LoginRefusal> {
  const [person, commission] = account.split(' ');
  return findLogin(persons, person, commission);
}

/**
 * Looks a person up among those one can log in as. Staff need one of their own commissions (the only one is understood),
 * patients have none, and a child under the region's own log-in age is refused (DIR-2, TRI-8). Protected identity is no refusal here: decision 0303.
 */
export async function findLogin(persons: PersonSource, personId: unknown, commissionId: unknown): Promise<Login | LoginRefusal> {
  const person = (await persons.list()).find((each) => each.personId === personId);
  if (!person) return { refused: 'no such person' };
  if (person.mayLogIn === false) return { refused: "the person is under the region's age for an own log-in" };
  if (person.kind === 'PATIENT') return commissionId ? { refused: 'a patient has no commission' } : { person, commission: undefined };
  const only = person.commissions.length === 1 && !commissionId ? person.commissions[0] : undefined;
  const commission = only ?? person.commissions.find((each) => each.id === commissionId);
  return commission ? { person, commission } : { refused: commissionId ? 'no such commission of this person' : 'staff log in with one commission: add commission=…' };
}

/** What the graph reads of a person's access token. */
export function personClaims({ person, commission }: Login): Record<string, unknown> {
  return {
    sub: person.personId,
    kind: person.kind,
    region: person.regionId,
    locale: person.language ?? 'sv',
    ...(commission && { commission: { id: commission.id, unitIds: commission.unitIds, role: commission.role } }),
  };
}
