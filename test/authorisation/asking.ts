import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { buildSchema, getNamedType, type GraphQLField, type GraphQLInputType, type GraphQLObjectType, type GraphQLSchema, isEnumType, isLeafType, isListType, isNonNullType, isObjectType } from 'graphql';
import { buildSubgraphSchema } from '@apollo/subgraph';
import { subgraphDocument } from '@vardgraf/schema/subgraphs';
import type { ServiceName } from '../stack';
import { presentServices } from '../seeded-database';
import { questions, types } from './places';
import { type Kind, type ReadingKey, readings } from './readings';

/** One question that can be asked of a subgraph about an id, with everything in it that is read without further arguments. */
export interface Asking {
  service: ServiceName | 'gateway';
  /** `Query.queue`, or `Case` for a look-up of the entity. */
  name: string;
  row: ReadingKey;
  /** What an id in it names; undefined when it takes none. */
  names: Kind | undefined;
  document: string;
  variables(id: string): Record<string, unknown>;
  /** The subgraph adds fields to an entity of another: it echoes the id of whatever it is asked about. */
  isAddition: boolean;
  /** The type of what comes, and where. */
  type: string;
  valueOf(data: Record<string, unknown> | null | undefined): unknown;
}

/** What the tests know of each subgraph's types. */
export type Schemas = Record<string, GraphQLSchema>;

export function schemas(): Schemas {
  return Object.fromEntries(presentServices.map(({ name }) => [name, buildSubgraphSchema({ typeDefs: subgraphDocument(name as ServiceName) })]));
}

/** A type that the subgraph only names: who asks is sent on to its owner. */
export function isStub(schema: GraphQLSchema, type: string): boolean {
  const node = schema.getType(type)?.astNode;
  return node?.kind === 'ObjectTypeDefinition' && (node.directives ?? []).some((d) => d.name.value === 'key' && d.arguments?.some((a) => a.name.value === 'resolvable' && a.value.kind === 'BooleanValue' && !a.value.value));
}

/** Every question of every subgraph, and every entity of every subgraph that answers for it. */
export function everyAsking(all: Schemas): Asking[] {
  return Object.entries(all).flatMap(([service, schema]) => [...rootQuestions(service as ServiceName, schema), ...entities(service as ServiceName, schema)]);
}

/** The questions that clients ask at the gateway, each with little in it: the graph has limits, and the rest is asked of the services. */
export function atTheGateway(): Asking[] {
  return rootQuestions('gateway', buildSchema(readFileSync(resolve(__dirname, '../../packages/schema/api.graphql'), 'utf8')), 1);
}

function rootQuestions(service: Asking['service'], schema: GraphQLSchema, depth = 2): Asking[] {
  return Object.values(schema.getQueryType()!.getFields()).filter(({ name }) => !name.startsWith('_')).map((field): Asking => {
    const { row, by, names, with: others = {} } = questions[field.name]!;
    const [argument, inside] = (by ?? '').split('.') as [string, string | undefined];
    const used = field.args.filter(({ name }) => name === argument || name in others);
    const declared = used.map(({ name, type }) => `$${name}: ${String(type)}`).join(', ');
    const passed = used.map(({ name }) => `${name}: $${name}`).join(', ');
    const listed = used.some(({ name, type }) => name === argument && isList(type));
    return {
      service, name: `Query.${field.name}`, isAddition: false, row, names: by ? (names ?? readings[row].of) : undefined, type: getNamedType(field.type).name,
      document: `query Sweep${declared && `(${declared})`} { ${field.name}${passed && `(${passed})`} ${selection(schema, field, depth)} }`,
      variables: (id) => ({ ...others, ...(argument && { [argument]: inside ? { [inside]: id } : listed ? [id] : id }) }),
      valueOf: (data) => data?.[field.name] ?? null,
    };
  });
}

const isList = (type: GraphQLInputType): boolean => isListType(isNonNullType(type) ? type.ofType : type);

function entities(service: ServiceName, schema: GraphQLSchema): Asking[] {
  const keyed = Object.values(schema.getTypeMap()).filter((type): type is GraphQLObjectType => isObjectType(type) && hasKey(type) && !isStub(schema, type.name));
  return keyed.map((type): Asking => {
    const key = type.name === 'Complaint' ? 'code' : 'id';
    const row = types[type.name]!;
    return {
      service, name: type.name, isAddition: additions.includes(`${service} ${type.name}`), row, names: readings[row].of, type: type.name,
      document: `query Sweep($representations: [_Any!]!) { _entities(representations: $representations) { ... on ${type.name} ${body(schema, type, 2)} } }`,
      variables: (id) => ({ representations: [{ __typename: type.name, [key]: id }] }),
      valueOf: (data) => (data?.['_entities'] as unknown[] | undefined)?.[0] ?? null,
    };
  });
}

/** The owner of Case and MyCase is cases, that of MyWork notify. */
const additions = ['booking Case', 'booking MyCase', 'messaging Case', 'messaging MyCase', 'triage Case', 'cases MyWork'];

export const hasKey = (type: GraphQLObjectType): boolean => [type.astNode, ...type.extensionASTNodes].some((node) => node?.directives?.some((d) => d.name.value === 'key'));

function selection(schema: GraphQLSchema, field: GraphQLField<unknown, unknown>, depth: number): string {
  const type = getNamedType(field.type);
  return isLeafType(type) ? '' : isObjectType(type) ? body(schema, type, /Connection$/.test(type.name) ? depth + 2 : depth) : '{ __typename }';
}

/** Everything of the type that takes no argument, and so of what is in it, so many levels deep; of a stub what is read without its owner. */
function body(schema: GraphQLSchema, type: GraphQLObjectType, depth: number): string {
  const parts = Object.values(type.getFields()).flatMap((field) => {
    if (field.args.some((argument) => isNonNullType(argument.type) && argument.defaultValue === undefined)) return [];
    const named = getNamedType(field.type);
    if (isLeafType(named) || isEnumType(named)) return [field.name];
    if (depth <= 1) return [];
    if (!isObjectType(named)) return [`${field.name} { __typename }`];
    return [`${field.name} ${body(schema, named, depth - 1)}`];
  });
  return `{ __typename ${parts.join(' ')} }`;
}
