import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  buildSchema, type GraphQLNamedType, type GraphQLObjectType, type GraphQLOutputType, isEnumType, isInputObjectType, isInterfaceType, isIntrospectionType, isListType, isNonNullType, isObjectType,
  isSpecifiedScalarType,
} from 'graphql';

const api = buildSchema(readFileSync(join(__dirname, '../../packages/schema/api.graphql'), 'utf8'));

interface Described {
  place: string;
  description: string | null | undefined;
}

/** Everything of a type that a client can read about. */
function parts(type: GraphQLNamedType): Described[] {
  const own = { place: type.name, description: type.description };
  if (isEnumType(type)) return [own, ...type.getValues().map(({ name, description }) => ({ place: `${type.name}.${name}`, description }))];
  if (isInputObjectType(type)) return [own, ...Object.values(type.getFields()).map(({ name, description }) => ({ place: `${type.name}.${name}`, description }))];
  if (!isObjectType(type) && !isInterfaceType(type)) return [own];
  return [own, ...Object.values(type.getFields()).flatMap(({ name, description, args }) => [
    { place: `${type.name}.${name}`, description }, ...args.map((argument) => ({ place: `${type.name}.${name}(${argument.name})`, description: argument.description })),
  ])];
}

describe('the words and names of the graph', () => {
  const described = Object.values(api.getTypeMap()).filter((type) => !isIntrospectionType(type) && !isSpecifiedScalarType(type)).flatMap(parts);

  it('[API-1] every type, field, argument and enum value that clients see carries a description', () => {
    expect(described.length).toBeGreaterThan(1_500);
    expect(described.filter(({ description }) => !description?.trim()).map(({ place }) => place)).toEqual([]);
  });

  it('[API-1] no list holds a null, but for the snapshots of what is watched, whose items may leave between two readings', () => {
    const holds = (type: GraphQLOutputType): boolean => (isNonNullType(type) ? holds(type.ofType) : isListType(type) && (!isNonNullType(type.ofType) || holds(type.ofType.ofType)));
    const lists = Object.values(api.getTypeMap()).filter((type) => !isIntrospectionType(type) && (isObjectType(type) || isInterfaceType(type)))
      .flatMap((type) => Object.values((type as GraphQLObjectType).getFields()).filter((field) => holds(field.type)).map((field) => `${type.name}.${field.name}`));
    expect(lists.filter((name) => !/^\w+Snapshot\./.test(name))).toEqual([]);
  });

  it('[API-1] a name in another style, a query that begins with get, and a deprecation without a reason are found by the linter', () => {
    const broken = 'type query_result { Name: String }\nenum Size { small }\ntype Query { getUnit(UnitId: ID): query_result old: Int @deprecated }\n';
    const run = spawnSync(process.execPath, ['node_modules/eslint/bin/eslint.js', '--config', 'eslint.graphql.config.mjs', '--stdin', '--stdin-filename', 'packages/schema/api.graphql', '--format', 'json'], { cwd: join(__dirname, '../..'), input: broken, encoding: 'utf8' });
    const [{ messages }] = JSON.parse(run.stdout) as [{ messages: { ruleId: string; message: string }[] }];
    const said = messages.map(({ ruleId, message }) => `${ruleId} ${message}`).join('\n');
    for (const name of ['query_result', 'Name', 'small', 'getUnit', 'UnitId']) expect(said).toContain(name);
    expect(said).toContain('require-deprecation-reason');
  }, 60_000);
});
