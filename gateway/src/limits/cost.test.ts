import { buildSchema, getOperationAST, parse } from 'graphql';
import { costOf } from './cost';

const schema = buildSchema(`
  type Query { one: Thing page(first: Int = 50): Page byIds(unitIds: [ID!]!): [Thing!]! either: Either }
  type Page { edges: [Edge!]! total: Int }
  type Edge { node: Thing! }
  type Thing { id: ID parts: [Thing!]! tags: [String!]! }
  type Other { things: [Thing!]! }
  union Either = Thing | Other
`);
function cost(text: string, variables: Record<string, unknown> = {}): number {
  const document = parse(text);
  return costOf(schema, document, getOperationAST(document)!, variables);
}

describe('the cost of an operation', () => {
  it.each<[string, string, Record<string, unknown>, number]>([
    ['plain fields cost nothing', '{ __typename one { id tags } }', {}, 1],
    ['a list without a size counts ten', '{ one { parts { id } } }', {}, 1 + 10],
    ['lists multiply', '{ one { parts { parts { id } } } }', {}, 1 + 10 * (1 + 10)],
    ['a page hands its size to its edges', '{ page(first: 20) { total edges { node { id } } } }', {}, 1 + 20 * 2],
    ['the size may come in a variable', 'query($n: Int) { page(first: $n) { edges { node { id } } } }', { n: 3 }, 1 + 3 * 2],
    ['or from a default of the operation', 'query($n: Int = 4) { page(first: $n) { edges { node { id } } } }', {}, 1 + 4 * 2],
    ['or of the schema', '{ page { edges { node { id } } } }', {}, 1 + 50 * 2],
    ['a list of ids is as long as it is', '{ byIds(unitIds: ["a", "b"]) { id } }', {}, 2],
    ['of a union the dearest member counts', '{ either { ... on Thing { parts { id } } ... on Other { things { parts { id } } } } }', {}, 1 + 10 * 11],
    ['fragments count where they are used', '{ one { ...F } page(first: 2) { edges { ...E } } } fragment F on Thing { parts { id } } fragment E on Edge { node { ...F } }', {}, 1 + 10 + 1 + 2 * (1 + 1 + 10)],
    ['a fragment on a page keeps the page’s size', '{ page(first: 7) { ...P } } fragment P on Page { edges { node { id } } }', {}, 1 + 7 * 2],
  ])('[API-1] %s', (_, text, variables, expected) => {
    expect(cost(text, variables)).toBe(expected);
  });

  it('[API-1] a text that doubles a hundred times is counted at once', () => {
    const doubling = Array.from({ length: 100 }, (_, i) => `fragment D${i} on Thing { id ${i < 99 ? `...D${i + 1} ... on Thing { ...D${i + 1} }` : 'parts { id }'} }`).join(' ');
    const started = performance.now();
    expect(cost(`{ one { ...D0 } } ${doubling}`)).toBeGreaterThan(1e9);
    expect(performance.now() - started).toBeLessThan(500);
  });
});
