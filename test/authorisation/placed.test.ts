import { Kind as Node, type ObjectTypeDefinitionNode, type ObjectTypeExtensionNode, parse } from 'graphql';
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { subgraphDocument, subgraphNames } from '@vardgraf/schema/subgraphs';
import { deedOf, deeds, liveFields } from './deeds';
import { fields, placeOf, questions, shownWith, types } from './places';

interface Field {
  type: string;
  field: string;
  isRefusal: boolean;
}

/** Every field of every object type: of the graph that clients see, and of each subgraph with what only its neighbours ask. */
function everyField(): Field[] {
  const api = parse(readFileSync(resolve(__dirname, '../../packages/schema/api.graphql'), 'utf8'));
  const found = new Map<string, Field>();
  for (const document of [api, ...subgraphNames.map(subgraphDocument)]) {
    const objects = document.definitions.filter((d): d is ObjectTypeDefinitionNode | ObjectTypeExtensionNode => d.kind === Node.OBJECT_TYPE_DEFINITION || d.kind === Node.OBJECT_TYPE_EXTENSION);
    const refusals = new Set(objects.filter((d) => d.interfaces?.some((i) => i.name.value === 'Refusal')).map((d) => d.name.value));
    for (const { name, fields: own } of objects) for (const { name: field } of own ?? []) found.set(`${name.value}.${field.value}`, { type: name.value, field: field.value, isRefusal: refusals.has(name.value) });
  }
  return [...found.values()];
}

const all = everyField();
const named = ({ type, field }: Field): string => `${type}.${field}`;
const isPlaced = ({ type, field, isRefusal }: Field): boolean =>
  type === 'Mutation' ? deedOf(field) !== undefined : type === 'Subscription' ? field in liveFields : placeOf(type, field, isRefusal) !== undefined;

test('[T20] [DIR-3] every field of the graph and of every subgraph stands in a row of the authorisation matrix', () => {
  expect(all.length).toBeGreaterThan(500);
  expect(all.filter((field) => !isPlaced(field)).map(named)).toEqual([]);
});

test('[T20] a new field that nobody has placed is found', () => {
  expect([{ type: 'Query', field: 'everything', isRefusal: false }, { type: 'Mutation', field: 'deleteAll', isRefusal: false }, { type: 'Secret', field: 'word', isRefusal: false }].filter((field) => !isPlaced(field)).map(named))
    .toEqual(['Query.everything', 'Mutation.deleteAll', 'Secret.word']);
});

test('[T20] the matrix names nothing that the graph does not have, and no mutation twice', () => {
  const known = new Set(all.map(named));
  const knownTypes = new Set(all.map(({ type }) => type));
  const mutations = deeds.flatMap((deed) => deed.fields);
  expect([...Object.keys(questions).map((field) => `Query.${field}`), ...mutations.map((field) => `Mutation.${field}`), ...Object.keys(liveFields).map((field) => `Subscription.${field}`), ...Object.keys(fields), ...Object.keys(shownWith)]
    .filter((field) => !known.has(field))).toEqual([]);
  expect(Object.keys(types).filter((type) => !knownTypes.has(type))).toEqual([]);
  expect(mutations.filter((field, n) => mutations.indexOf(field) !== n)).toEqual([]);
});
