import { getIntrospectionQuery, parse } from 'graphql';
import { checkShape } from './shape';

const messages = (text: string, introspection = true) => checkShape(parse(text), introspection).map(({ message }) => message);

describe('the form of a document', () => {
  it('[API-1] ten levels pass, eleven do not, also through fragments', () => {
    const nested = (levels: number) => `${'a { '.repeat(levels - 1)}b${' }'.repeat(levels - 1)}`;
    expect(messages(`{ ${nested(10)} }`)).toEqual([]);
    expect(messages(`{ ${nested(11)} }`)).toEqual(['The operation is 11 levels deep; 10 are allowed. Ask for what lies deeper in an operation of its own.']);
    expect(messages(`{ ${nested(5).replace('b', 'c { ...F }')} } fragment F on T { ... on T { ${nested(5)} } }`)).toEqual([]);
    expect(messages(`{ ${nested(5).replace('b', 'c { ...F }')} } fragment F on T { ... on T { ${nested(6)} } }`)).toHaveLength(1);
  });

  it('[API-1] an alias that changes nothing is none; fifteen pass, sixteen do not', () => {
    const aliased = (count: number) => Array.from({ length: count }, (_, i) => `a${i}: b`).join(' ');
    expect(messages(`{ b: b ${aliased(15)} }`)).toEqual([]);
    expect(messages(`{ ${aliased(10)} ...F } fragment F on T { ${aliased(6)} }`)).toHaveLength(1);
  });

  it('[API-1] the introspection of GraphiQL passes where introspection is allowed, and a query around it is still looked at', () => {
    expect(messages(getIntrospectionQuery())).toEqual([]);
    expect(messages(getIntrospectionQuery(), false)).toHaveLength(1);
    expect(messages(`{ __typename ${'a { '.repeat(11)} b ${'}'.repeat(11)} }`)).toHaveLength(1);
  });

  it('[API-1] fragments that name each other in a circle, or nobody, are left to validation', () => {
    expect(messages('{ ...A } fragment A on T { ...B } fragment B on T { ...A ...Missing }')).toEqual([]);
  });
});
