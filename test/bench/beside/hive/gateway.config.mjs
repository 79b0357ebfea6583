// As fast as its documentation knows: equal requests joined at both ends, operations compiled, nothing logged.
const inbound = process.env.HIVE_JOINS_REQUESTS === 'true';

export const gatewayConfig = {
  supergraph: process.env.HIVE_SUPERGRAPH,
  host: '127.0.0.1',
  port: Number(process.env.HIVE_PORT),
  fork: 1,
  jit: true,
  logging: 'error',
  landingPage: false,
  graphiql: false,
  disableWebsockets: true,
  inboundInflightRequestDeduplication: inbound && { shouldIncludeHeader: (name) => name === 'authorization' },
  propagateHeaders: { fromClientToSubgraphs: ({ request }) => ({ authorization: request.headers.get('authorization') }) },
};
