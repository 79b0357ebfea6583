/** One configuration for every ring; scripts/test.mjs picks the ring by path and starts PostgreSQL and NATS once for all of them. */
module.exports = {
  testEnvironment: 'node',
  transform: {
    '^.+\\.[cm]?[jt]s$': ['@swc/jest', { jsc: { parser: { syntax: 'typescript' }, target: 'es2023' }, module: { type: 'commonjs' } }],
  },
  // jose, oidc-provider and openid-client are ES modules; the exporter of traces imports node:http dynamically, which jest's sandbox cannot.
  transformIgnorePatterns: ['/node_modules/(?!(jose|oidc-provider|openid-client|oauth4webapi|@opentelemetry/(exporter-trace-otlp-http|otlp-exporter-base))/)'],
  testMatch: ['**/*.test.ts', '**/*.spec.ts'],
  modulePathIgnorePatterns: ['<rootDir>/.data/', '<rootDir>/.cache/'],
  reporters: ['default', '<rootDir>/test/count-reporter.cjs'],
  globalSetup: '<rootDir>/test/global-setup.ts',
  globalTeardown: '<rootDir>/test/global-teardown.ts',
  maxWorkers: 2,
  testTimeout: 60_000,
};
