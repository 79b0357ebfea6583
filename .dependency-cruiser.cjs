/**
 * Who may import whom. A door (graphql, events, timers, http) calls an operation, an operation asks the domain and the storage.
 * Every rule here is held by a planted violation in test/promises/layers.spec.ts.
 */
const service = '^services/([^/]+)/src/';
const own = 'services/$1/src/';
const kit = 'packages/service-kit/src/';
const doors = '(graphql|events|timers|http)/';
const inner = '(domain|storage|operations|settings|calendar|content)/';

module.exports = {
  forbidden: [
    {
      name: 'domain-imports-domain-only',
      comment: 'The domain is plain functions and tables: no package, no clock, no I/O.',
      severity: 'error',
      from: { path: `${service}domain/` },
      to: { pathNot: `^${own}domain/` },
    },
    {
      name: 'storage-imports-domain-kit-typeorm-pg',
      comment: 'The storage knows rows, not operations, doors or other packages.',
      severity: 'error',
      from: { path: `${service}storage/` },
      to: { pathNot: [`^${own}(domain|storage)/`, `^${kit}`, 'node_modules/(typeorm|pg|@types/pg)/'], dependencyTypesNot: ['core'] },
    },
    {
      name: 'operations-never-import-doors-or-transport',
      comment: 'An operation knows neither who called it nor how it is stored or sent: no graphql, nats, typeorm, pg, doors.',
      severity: 'error',
      from: { path: `${service}operations/` },
      to: { path: [`^${own}${doors}`, 'node_modules/(graphql|@graphql-[^/]+|@apollo|@nats-io|typeorm|pg|@types/pg|dataloader)/', `^${kit}(subgraph|graph-context|http|nats|consumer|relay)\\.ts`] },
    },
    {
      name: 'operations-stay-in-their-rooms',
      comment: 'Of our own code an operation imports its service behind the doors, the kit, and the event contracts.',
      severity: 'error',
      from: { path: `${service}operations/` },
      to: { path: '^(services|packages|gateway)/', pathNot: [`^${own}${inner}`, `^${kit}`, '^packages/schema/src/events/'] },
    },
    {
      name: 'inner-rooms-never-import-doors',
      comment: 'Settings, calendar and content stand beside the domain: operations use them, they use neither operations nor doors.',
      severity: 'error',
      from: { path: `${service}(?:settings|calendar|content)/` },
      to: { path: [`^${own}(operations|graphql|events|timers)/`, 'node_modules/(graphql|@graphql-[^/]+|@apollo|@nats-io|typeorm)/'] },
    },
    {
      name: 'doors-never-import-storage',
      comment: 'A door calls an operation, for reading too.',
      severity: 'error',
      from: { path: `${service}${doors}` },
      to: { path: [`^${own}(storage|settings|calendar|content)/`, 'node_modules/(typeorm|pg|@types/pg)/'] },
    },
    {
      name: 'doors-import-domain-types-only',
      comment: 'A decision made in a door is made twice; import type is enough for signatures.',
      severity: 'error',
      from: { path: `${service}${doors}` },
      to: { path: `^${own}domain/`, dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'graphql-imports-no-other-door',
      severity: 'error',
      from: { path: `${service}graphql/` },
      to: { path: `^${own}(events|timers)/` },
    },
    {
      name: 'events-import-no-other-door',
      severity: 'error',
      from: { path: `${service}events/` },
      to: { path: `^${own}(graphql|timers)/` },
    },
    {
      name: 'timers-import-no-other-door',
      severity: 'error',
      from: { path: `${service}timers/` },
      to: { path: `^${own}(graphql|events)/` },
    },
    {
      name: 'schema-imports-graphql-and-zod-only',
      comment: 'The promises depend on nothing of ours.',
      severity: 'error',
      from: { path: '^packages/schema/src/' },
      to: { pathNot: ['^packages/schema/', 'node_modules/(graphql|zod)/'], dependencyTypesNot: ['core'] },
    },
    {
      name: 'services-never-import-services',
      comment: 'Services talk by event, or by entity reference in the graph.',
      severity: 'error',
      from: { path: '^services/([^/]+)/' },
      to: { path: '^services/', pathNot: '^services/$1/' },
    },
    {
      name: 'services-never-import-the-front',
      severity: 'error',
      from: { path: '^services/' },
      to: { path: '^(gateway|packages/(launcher|identity-provider|identity-broker))/' },
    },
    {
      name: 'gateway-never-imports-services',
      severity: 'error',
      from: { path: '^gateway/' },
      to: { path: '^(services|packages/(launcher|identity-provider|identity-broker))/' },
    },
    {
      name: 'packages-never-import-services',
      comment: 'The kit has no domain word in it; the launcher starts services as processes.',
      severity: 'error',
      from: { path: '^packages/' },
      to: { path: '^(services|gateway)/' },
    },
    {
      name: 'kit-imports-no-room-of-ours-but-the-promises',
      severity: 'error',
      from: { path: `^${kit}` },
      to: { path: '^packages/', pathNot: ['^packages/service-kit/', '^packages/schema/src/events/'] },
    },
    {
      name: 'nobody-imports-the-wiring',
      comment: 'main, start and deps put the rooms together; a room that needs them has lost its way.',
      severity: 'error',
      from: { path: `${service}(?:${inner}|${doors})` },
      to: { path: '^services/[^/]+/src/(main|start|deps|seed|env)\\.ts$' },
    },
    {
      name: 'packages-are-declared',
      comment: 'What runs stands in the dependencies of its own package.json: the image leaves development packages out.',
      severity: 'error',
      from: {},
      to: { dependencyTypes: ['npm-dev', 'npm-no-pkg', 'npm-unknown'], dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'no-circles',
      comment: 'A circle closed by a type alone is no circle when the program runs.',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    {
      name: 'every-import-resolves',
      comment: 'An import that is not found is an import that no rule sees.',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true },
    },
  ],
  options: {
    tsPreCompilationDeps: true,
    doNotFollow: { path: 'node_modules/' },
    exclude: { path: ['\\.(test|spec)\\.ts$', '^(gateway|packages/[^/]+|services/[^/]+)/test/'] },
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'require', 'node', 'types', 'default'], extensions: ['.ts', '.mts', '.js', '.mjs', '.cjs', '.json', '.d.ts'], mainFields: ['main', 'types'] },
  },
};
