import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { buildSchema, type GraphQLObjectType, isInterfaceType, isObjectType, isUnionType, getNamedType, parse, Kind, type StringValueNode } from 'graphql';

const root = resolve(__dirname, '../..');
const read = (file: string) => readFileSync(resolve(root, file), 'utf8');
const api = buildSchema(read('packages/schema/api.graphql'));
const types = Object.values(api.getTypeMap()).filter((type) => !type.name.startsWith('__'));
const objects = types.filter(isObjectType);
const fieldTypes = (type: GraphQLObjectType) => Object.fromEntries(Object.values(type.getFields()).map((field) => [field.name, String(field.type)]));

test('[API-1] every list that is read in pages is a Relay connection: edges with a cursor and a node, and page info for both directions', () => {
  const paged = objects.flatMap((type) => Object.values(type.getFields()).filter((field) => field.args.some((arg) => arg.name === 'first' || arg.name === 'last')).map((field) => ({ name: `${type.name}.${field.name}`, field })));
  expect(paged.length).toBeGreaterThan(10);
  for (const { name, field } of paged) {
    const connection = getNamedType(field.type) as GraphQLObjectType;
    const item = connection.name.replace(/Connection$/, '');
    expect({ name, connection: connection.name, ...fieldTypes(connection) }).toMatchObject({ name, connection: expect.stringMatching(/Connection$/), edges: `[${item}Edge!]!`, pageInfo: 'PageInfo!' });
    const edge = fieldTypes(api.getType(`${item}Edge`) as GraphQLObjectType);
    expect({ name, ...edge }).toMatchObject({ name, cursor: 'String!', node: expect.stringMatching(/!$/) });
    expect(field.args.map((arg) => arg.name)).toEqual(expect.arrayContaining(field.args.some((arg) => arg.name === 'first') ? ['first', 'after'] : ['last', 'before']));
  }
  expect(fieldTypes(api.getType('PageInfo') as GraphQLObjectType)).toEqual({ hasNextPage: 'Boolean!', hasPreviousPage: 'Boolean!', startCursor: 'String', endCursor: 'String' });
});

test('[API-1] every entity with an id is a Node, nothing else is, and there is no field that would hand out any of them by id alone', () => {
  const entities = new Set<string>();
  for (const definition of parse(read('packages/schema/supergraph.graphql')).definitions) {
    if (definition.kind !== Kind.OBJECT_TYPE_DEFINITION) continue;
    const keys = definition.directives!.filter((d) => d.name.value === 'join__type').flatMap((d) => d.arguments!.filter((a) => a.name.value === 'key').map((a) => (a.value as StringValueNode).value));
    if (keys.includes('id') && api.getType(definition.name.value)) entities.add(definition.name.value);
  }
  const node = api.getType('Node');
  expect(isInterfaceType(node) && api.getPossibleTypes(node).map((type) => type.name).sort()).toEqual([...entities].sort());
  expect(Object.keys(api.getQueryType()!.getFields()).filter((field) => /^nodes?$/.test(field))).toEqual([]);
});

test('[API-1] of what a mutation can answer, what is no refusal ends in Ok: a client tells them apart by name', () => {
  for (const union of types.filter(isUnionType)) {
    const members = union.getTypes();
    const refusals = members.filter((type) => type.getInterfaces().some((each) => each.name === 'Refusal'));
    if (refusals.length === 0) continue;
    const others = members.filter((type) => !refusals.includes(type)).map((type) => type.name);
    expect({ union: union.name, others, refusals: refusals.map((type) => type.name) }).toEqual({
      union: union.name, others: others.filter((name) => name.endsWith('Ok')), refusals: refusals.map((type) => type.name).filter((name) => !name.endsWith('Ok')),
    });
  }
});

test('[API-1] what is deprecated says until which day it stays', () => {
  const reasons = types.flatMap((type) => {
    const fields = isObjectType(type) || isInterfaceType(type) || 'getFields' in type ? Object.values((type as GraphQLObjectType).getFields()) : [];
    const values = 'getValues' in type ? type.getValues() : [];
    return [...fields, ...fields.flatMap((field) => field.args ?? []), ...values].flatMap((each) => (each.deprecationReason == null ? [] : [`${type.name}.${each.name}: ${each.deprecationReason}`]));
  });
  expect(reasons.filter((reason) => !/until 20\d\d-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])\b/.test(reason))).toEqual([]);
});
