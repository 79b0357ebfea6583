import { type DocumentNode, type FieldDefinitionNode, type GraphQLResolveInfo, Kind, type TypeNode, type UnionTypeDefinitionNode } from 'graphql';
import type { StaffRole } from '@vardgraf/schema/events/codes';
import type { Actor } from './actor';
import { Fault } from './fault';
import type { GraphContext } from './graph-context';
import { text } from './texts';

/** Who may use a field. `name` is what the generated rules page prints. */
export interface Rule {
  name: string;
  allows(actor: Actor | undefined, args: Record<string, unknown>, source: unknown, context: GraphContext): boolean | Promise<boolean>;
}

/** Type → field → rule. Every field has a row; `*` covers the rest of a type that is not a root; `__resolveReference` is a field like the others. */
export type PolicyTable = Record<string, Record<string, Rule>>;

/** Whoever reached the object may read the field. */
export const inherited: Rule = { name: 'whoever reached the object', allows: () => true };
export const anyone: Rule = { name: 'anyone', allows: () => true };
export const signedIn: Rule = { name: 'anyone logged in', allows: (a) => a !== undefined && a.kind !== 'LIVE' && a.kind !== 'SYSTEM' };
export const patient: Rule = { name: 'patients', allows: (a) => a?.kind === 'PATIENT' };
export const staff: Rule = { name: 'staff', allows: (a) => a?.kind === 'STAFF' };
export const liveGateway: Rule = { name: 'the gateway for a live field', allows: (a) => a?.kind === 'LIVE' };

/** Staff whose commission has one of the roles. */
export function staffAs(...roles: StaffRole[]): Rule {
  return { name: `staff: ${roles.join(', ')}`, allows: (a) => a?.kind === 'STAFF' && roles.includes(a.commission.role) };
}

/** A partner system whose token has the scope (PAR-1). */
export function partner(scope: string): Rule {
  return { name: `partner: ${scope}`, allows: (a) => a?.kind === 'PARTNER' && a.scopes.includes(scope) };
}

/** Another service of the platform whose token has the scope; it is in no region, so the field takes the region as an argument. */
export function service(scope: string): Rule {
  return { name: `service: ${scope}`, allows: (a) => a?.kind === 'SYSTEM' && a.scopes?.includes(scope) === true };
}

/** Allowed when any of the rules allows. */
export function either(...rules: Rule[]): Rule {
  return {
    name: rules.map((r) => r.name).join(' or '),
    async allows(actor, args, source, context) {
      for (const rule of rules) if (await rule.allows(actor, args, source, context)) return true;
      return false;
    },
  };
}

type Resolver = (source: unknown, args: Record<string, unknown>, context: GraphContext, info: GraphQLResolveInfo) => unknown;
type Resolvers = Record<string, Record<string, Resolver> | object>;

/**
 * Puts a rule before every resolver, deny by default (DIR-3).
 * A refused mutation answers `NotPermitted`, a refused nullable field null; without a token a refused root field is UNAUTHENTICATED.
 * @throws Error when a field has no row, or a row no field: the service does not start
 */
export function guardResolvers(document: DocumentNode, resolvers: Resolvers, table: PolicyTable): Resolvers {
  const faults: string[] = [];
  const guarded: Record<string, Record<string, unknown>> = {};
  const unions = new Map(document.definitions.filter((d): d is UnionTypeDefinitionNode => d.kind === Kind.UNION_TYPE_DEFINITION).map((u) => [u.name.value, u]));
  const objects = objectTypes(document);
  for (const [type, value] of Object.entries(resolvers)) if (!objects.has(type)) guarded[type] = value as Record<string, unknown>;
  for (const [type, fields] of objects) {
    const root = type === 'Query' || type === 'Mutation';
    const rows = table[type] ?? {};
    const given = (resolvers[type] ?? {}) as Record<string, Resolver>;
    const own: Record<string, unknown> = {};
    for (const field of fields) {
      const name = field.name.value;
      const rule = rows[name] ?? (root ? undefined : rows['*']);
      if (!rule) faults.push(`${type}.${name} has no row`);
      else if (root && !given[name]) faults.push(`${type}.${name} has no resolver`);
      else if (rule === inherited || (rule === anyone && !root)) {
        if (given[name]) own[name] = given[name];
      } else own[name] = guard(given[name] ?? defaultResolver, rule, field, root ? type : undefined, unions);
    }
    if (given['__resolveReference']) {
      const rule = rows['__resolveReference'];
      if (!rule) faults.push(`${type}.__resolveReference has no row`);
      else own['__resolveReference'] = guardReference(given['__resolveReference'] as never, rule);
    }
    const known = new Set([...fields.map((f) => f.name.value), '*', '__resolveReference']);
    for (const row of Object.keys(rows)) if (!known.has(row)) faults.push(`${type}.${row} has a row but is no field`);
    for (const name of Object.keys(given)) if (!known.has(name)) faults.push(`${type}.${name} has a resolver but is no field`);
    guarded[type] = own;
  }
  for (const type of Object.keys(table)) if (!objects.has(type)) faults.push(`${type} has rows but is no object type`);
  if (faults.length) throw new Error(`Policy: ${faults.join('; ')}`);
  return guarded as Resolvers;
}

/** The fields of every object type, those of its extensions too: a type may be written in several files. */
function objectTypes(document: DocumentNode): Map<string, FieldDefinitionNode[]> {
  const types = new Map<string, FieldDefinitionNode[]>();
  for (const part of document.definitions) {
    if (part.kind !== Kind.OBJECT_TYPE_DEFINITION && part.kind !== Kind.OBJECT_TYPE_EXTENSION) continue;
    types.set(part.name.value, [...(types.get(part.name.value) ?? []), ...(part.fields ?? [])]);
  }
  return types;
}

const defaultResolver: Resolver = (source, _args, _context, info) => (source as Record<string, unknown>)[info.fieldName];

function guard(resolve: Resolver, rule: Rule, field: FieldDefinitionNode, root: string | undefined, unions: Map<string, UnionTypeDefinitionNode>): Resolver {
  const refuse = refusal(field.type, root, unions);
  return async (source, args, context, info) => {
    if (await rule.allows(context.actor, args, source, context)) return resolve(source, args, context, info);
    if (root && !context.actor) throw new Fault('UNAUTHENTICATED', 'Log in first.');
    return refuse(context);
  };
}

function guardReference(resolve: (reference: unknown, context: GraphContext, info: GraphQLResolveInfo) => unknown, rule: Rule): unknown {
  return async (reference: unknown, context: GraphContext, info: GraphQLResolveInfo) =>
    (await rule.allows(context.actor, {}, reference, context)) ? resolve(reference, context, info) : null;
}

function refusal(type: TypeNode, root: string | undefined, unions: Map<string, UnionTypeDefinitionNode>): (context: GraphContext) => unknown {
  const nullable = type.kind !== Kind.NON_NULL_TYPE;
  const named = nullable ? type : type.type;
  const union = named.kind === Kind.NAMED_TYPE ? unions.get(named.name.value) : undefined;
  if (root === 'Mutation' && union?.types?.some((t) => t.name.value === 'NotPermitted')) {
    return (context) => ({ __typename: 'NotPermitted', code: 'NOT_PERMITTED', message: text('NOT_PERMITTED', context.language) });
  }
  if (nullable) return () => null;
  return () => {
    throw new Fault('INTERNAL', 'A field that may not be refused was refused.');
  };
}
