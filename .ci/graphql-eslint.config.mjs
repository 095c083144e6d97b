// The rules that GraphQL clients' authors agree on, with the exceptions that the schema makes and why; .ci/schema-lint goes by them.
import graphql from '@graphql-eslint/eslint-plugin'

export default [{
  files: ['**/*.graphqls'],
  languageOptions: { parser: graphql.parser, parserOptions: { graphQLConfig: { schema: './schema.graphqls' } } },
  plugins: { '@graphql-eslint': graphql },
  rules: {
    ...graphql.configs['flat/schema-recommended'].rules,
    ...graphql.configs['flat/schema-relay'].rules,
    // A description that fits a line is one line, a longer one is a block.
    '@graphql-eslint/description-style': 'off',
    // What is a part or a count of something else has no identity: a date, a span of words, a group, a point in time. What has one is a Node.
    '@graphql-eslint/strict-id-in-types': 'off',
    '@graphql-eslint/relay-edge-types': ['error', {
      // Connections have nodes beside edges, and lists that are short or cut (and say so) need no cursors.
      listTypeCanWrapOnlyEdgeType: false,
      // A reaction is an event seen from its action, and a decision is found by the list of decisions only.
      shouldImplementNode: false,
      withEdgeSuffix: true,
    }],
    // Event.eventType is named for what it is, the event type, in filters and groups too.
    '@graphql-eslint/no-typename-prefix': 'off',
  },
}]
