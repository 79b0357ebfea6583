import { parse } from 'graphql';
import { type Actor, type StaffActor, systemActor } from './actor';
import type { GraphContext } from './graph-context';
import { anyone, guardResolvers, inherited, partner, patient, type PolicyTable, service, signedIn, staff, staffAs } from './policy';

const document = parse(`
  type Query { unit: Unit  mine: Unit }
  type Mutation { take: TakeResult! }
  type Unit { id: ID!  secret: String }
  type TakeOk { id: ID! }
  type NotPermitted { code: String! message: String! }
  union TakeResult = TakeOk | NotPermitted
`);
const unit = { id: 'u1', secret: 's' };
const resolvers = {
  Query: { unit: () => unit, mine: () => unit },
  Mutation: { take: () => ({ __typename: 'TakeOk', id: '1' }) },
};
const table: PolicyTable = {
  Query: { unit: anyone, mine: patient },
  Mutation: { take: staffAs('NURSE') },
  Unit: { id: inherited, secret: staff, __resolveReference: staff },
  TakeOk: { '*': inherited },
  NotPermitted: { '*': inherited },
};

const nurse: StaffActor = { kind: 'STAFF', personId: 'p', regionId: 'r', commission: { id: 'c', unitIds: ['u1'], role: 'NURSE' }, language: 'sv' };
const admin: StaffActor = { ...nurse, commission: { ...nurse.commission, role: 'ADMINISTRATOR' } };
const context = (actor?: GraphContext['actor']) => ({ actor, language: 'sv' }) as GraphContext;

type Call = (source: unknown, args: object, context: GraphContext, info: object) => Promise<unknown>;
function field(type: string, name: string, t = table, r: object = resolvers): Call {
  const guarded = guardResolvers(document, r as never, { ...t, Unit: without(t['Unit']!, '__resolveReference') }) as unknown as Record<string, Record<string, Call>>;
  return guarded[type]![name]!;
}
function without(rows: PolicyTable[string], key: string): PolicyTable[string] {
  return Object.fromEntries(Object.entries(rows).filter(([k]) => k !== key));
}

describe('policy', () => {
  it('[DIR-3] a field that anyone may read needs no token', async () => {
    expect(await field('Query', 'unit')(null, {}, context(), {})).toBe(unit);
  });

  it('[DIR-3] a root field without a token is UNAUTHENTICATED, not empty', async () => {
    await expect(field('Query', 'mine')(null, {}, context(), {})).rejects.toMatchObject({ code: 'UNAUTHENTICATED' });
    await expect(field('Mutation', 'take')(null, {}, context(), {})).rejects.toMatchObject({ code: 'UNAUTHENTICATED' });
  });

  it('[DIR-3] a query the role may not make gives null, a mutation NotPermitted', async () => {
    expect(await field('Query', 'mine')(null, {}, context(nurse), {})).toBeNull();
    expect(await field('Mutation', 'take')(null, {}, context(admin), {})).toMatchObject({ __typename: 'NotPermitted', code: 'NOT_PERMITTED' });
    expect(await field('Mutation', 'take')(null, {}, context(nurse), {})).toMatchObject({ __typename: 'TakeOk' });
  });

  it('[DIR-3] a field of an object is hidden from those its row does not name', async () => {
    expect(await field('Unit', 'secret')(unit, {}, context(nurse), { fieldName: 'secret' })).toBe('s');
    expect(await field('Unit', 'secret')(unit, {}, context(), { fieldName: 'secret' })).toBeNull();
  });

  it('[DIR-3] a field without a row, a row without a field and a root field without a resolver each stop the start', () => {
    const missing = { ...table, Unit: { id: inherited } };
    expect(() => guardResolvers(document, resolvers as never, missing)).toThrow('Unit.secret has no row');
    expect(() => guardResolvers(document, resolvers as never, { ...table, Unit: { ...table['Unit']!, gone: staff } })).toThrow('Unit.gone has a row but is no field');
    expect(() => guardResolvers(document, { Mutation: resolvers.Mutation } as never, table)).toThrow('Query.unit has no resolver');
    expect(() => guardResolvers(document, resolvers as never, { ...table, Query: { '*': anyone } })).toThrow('Query.unit has no row');
  });

  it('[DIR-3] a field that an extension of its type adds, in another file, is held like the others', async () => {
    const extended = { ...document, definitions: [...document.definitions, ...parse('extend type Query { more: Unit } extend type Unit { other: String }').definitions] };
    const given = { ...resolvers, Query: { ...resolvers.Query, more: () => unit } };
    expect(() => guardResolvers(extended, given as never, table)).toThrow('Query.more has no row; Unit.other has no row');
    const { __resolveReference: _, ...rows } = table['Unit']!;
    const guarded = guardResolvers(extended, given as never, { ...table, Query: { ...table['Query']!, more: staff }, Unit: { ...rows, other: inherited } }) as unknown as Record<string, Record<string, Call>>;
    expect(await guarded['Query']!['more']!(null, {}, context(nurse), {})).toBe(unit);
    await expect(guarded['Query']!['more']!(null, {}, context(), {})).rejects.toMatchObject({ code: 'UNAUTHENTICATED' });
  });

  it('[PAR-1] a partner passes with the scope its token has, and with no other', () => {
    const telephone: Actor = { kind: 'PARTNER', clientId: 'telephone-triage', regionId: 'r', scopes: ['consultations:submit'], language: 'sv' };
    const passes = (actor: Actor | undefined, scope: string) => partner(scope).allows(actor, {}, null, context());
    expect([telephone, nurse, undefined].map((actor) => passes(actor, 'consultations:submit'))).toEqual([true, false, false]);
    expect(passes(telephone, 'patients:identify')).toBe(false);
  });

  it('[DIR-3] a service passes with the scope of its token alone: it is nobody who has logged in, and acting by itself it has no token', () => {
    const notify: Actor = { kind: 'SYSTEM', service: 'notify', scopes: ['contacts:read'] };
    const passes = (actor: Actor | undefined, scope: string) => service(scope).allows(actor, {}, null, context());
    expect([notify, systemActor('notify'), nurse, undefined].map((actor) => passes(actor, 'contacts:read'))).toEqual([true, false, false, false]);
    expect(passes(notify, 'consultations:submit')).toBe(false);
    expect(signedIn.allows(notify, {}, null, context())).toBe(false);
  });
});
