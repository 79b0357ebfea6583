// The names of the graph, as clients see it. Its own file, since the rules for TypeScript do not read GraphQL.
import graphql from '@graphql-eslint/eslint-plugin';

const api = 'packages/schema/api.graphql';

export default [{
  files: ['**/*.graphql'],
  plugins: { '@graphql-eslint': graphql },
  languageOptions: { parser: graphql.parser, parserOptions: { graphQLConfig: { schema: api } } },
  rules: {
    '@graphql-eslint/naming-convention': ['error', {
      types: 'PascalCase', FieldDefinition: 'camelCase', InputValueDefinition: 'camelCase', Argument: 'camelCase', DirectiveDefinition: 'camelCase', EnumValueDefinition: 'UPPER_CASE',
      'FieldDefinition[parent.name.value=Query]': { forbiddenPrefixes: ['get', 'fetch', 'list'], style: 'camelCase' },
    }],
    '@graphql-eslint/require-deprecation-reason': 'error',
    '@graphql-eslint/no-hashtag-description': 'error',
    '@graphql-eslint/unique-enum-value-names': 'error',
  },
}];
