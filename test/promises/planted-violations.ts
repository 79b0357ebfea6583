/** A file that breaks exactly one rule of the house. */
export interface Plant {
  rule: string;
  file: string;
  text: string;
}

/** Files that break nothing: what the planted ones import, and each room using what it may. */
export const innocent: Record<string, string> = {
  'services/apples/src/domain/ripe.ts': 'export type Ripe = boolean;\nexport const ripe = (): Ripe => true;\n',
  'services/apples/src/domain/pick.ts': "import { ripe } from './ripe';\nexport const pick = () => ripe();\n",
  'services/apples/src/storage/apple-store.ts': "import { EntitySchema } from 'typeorm';\nimport { Pool } from 'pg';\nimport { ripe } from '../domain/ripe';\nimport { transact } from '@vardgraf/service-kit/transaction';\nexport const store = [EntitySchema, Pool, ripe, transact];\n",
  'services/apples/src/settings/apple-settings.ts': "import { z } from 'zod';\nimport { ripe } from '../domain/ripe';\nexport const settings = [z, ripe];\n",
  'services/apples/src/operations/pick-apple.ts': "import { v7 } from 'uuid';\nimport { pick } from '../domain/pick';\nimport { settings } from '../settings/apple-settings';\nimport { store } from '../storage/apple-store';\nimport { transact } from '@vardgraf/service-kit/transaction';\nimport { catalogue } from '@vardgraf/schema/events/catalogue';\nexport const pickApple = [v7, pick, settings, store, transact, catalogue];\n",
  'services/apples/src/graphql/pick-apple.ts': "import { GraphQLError } from 'graphql';\nimport type { Ripe } from '../domain/ripe';\nimport { pickApple } from '../operations/pick-apple';\nexport const resolver = (ripe: Ripe) => [GraphQLError, pickApple, ripe];\n",
  'services/apples/src/events/on-frost.ts': "import { catalogue } from '@vardgraf/schema/events/catalogue';\nimport { pickApple } from '../operations/pick-apple';\nexport const onFrost = [catalogue, pickApple];\n",
  'services/apples/src/timers/autumn.ts': "import { pickApple } from '../operations/pick-apple';\nexport const autumn = [pickApple];\n",
  'services/apples/src/start.ts': "import { resolver } from './graphql/pick-apple';\nimport { store } from './storage/apple-store';\nexport const start = [resolver, store];\n",
  'services/apples/src/env.ts': 'export const env = process.env;\n',
  'services/pears/src/domain/pear.ts': 'export const pear = 1;\n',
  'gateway/src/compose.ts': "import { GraphQLError } from 'graphql';\nexport const compose = [GraphQLError];\n",
  'gateway/src/c.ts': "import * as fruit from './b';\nexport const back = [fruit];\n", // half of a circle, which is reported at its other half
  'packages/schema/src/events/catalogue.ts': "import { z } from 'zod';\nexport const catalogue = [z];\n",
  'packages/service-kit/src/transaction.ts': "import { DataSource } from 'typeorm';\nimport { catalogue } from '@vardgraf/schema/events/catalogue';\nexport const transact = [DataSource, catalogue];\n",
  'packages/service-kit/src/subgraph.ts': "import { GraphQLError } from 'graphql';\nexport const subgraph = [GraphQLError];\n",
  'packages/launcher/src/ports.ts': 'export const port = 1;\n',
};

/** What the innocent may import: the package.json of every planted workspace. */
export const declared = {
  dependencies: { graphql: '*', pg: '*', typeorm: '*', uuid: '*', zod: '*' },
  devDependencies: { 'fast-check': '*' },
};

const apples = 'services/apples/src';
const imports = (from: string) => `import * as planted from '${from}';\nexport const fruit = [planted];\n`;

/** At least one for every rule of .dependency-cruiser.cjs. */
export const wrongImports: Plant[] = [
  { rule: 'domain-imports-domain-only', file: `${apples}/domain/a.ts`, text: imports('zod') },
  { rule: 'domain-imports-domain-only', file: `${apples}/domain/b.ts`, text: imports('node:fs') },
  { rule: 'domain-imports-domain-only', file: `${apples}/domain/c.ts`, text: imports('../storage/apple-store') },
  { rule: 'domain-imports-domain-only', file: `${apples}/domain/d.ts`, text: "import type { z } from 'zod';\nexport type Planted = typeof z;\n" },
  { rule: 'storage-imports-domain-kit-typeorm-pg', file: `${apples}/storage/a.ts`, text: imports('../operations/pick-apple') },
  { rule: 'storage-imports-domain-kit-typeorm-pg', file: `${apples}/storage/b.ts`, text: imports('zod') },
  { rule: 'operations-never-import-doors-or-transport', file: `${apples}/operations/a.ts`, text: imports('graphql') },
  { rule: 'operations-never-import-doors-or-transport', file: `${apples}/operations/b.ts`, text: imports('@nats-io/jetstream') },
  { rule: 'operations-never-import-doors-or-transport', file: `${apples}/operations/c.ts`, text: imports('typeorm') },
  { rule: 'operations-never-import-doors-or-transport', file: `${apples}/operations/d.ts`, text: imports('../events/on-frost') },
  { rule: 'operations-never-import-doors-or-transport', file: `${apples}/operations/e.ts`, text: imports('@vardgraf/service-kit/subgraph') },
  { rule: 'operations-stay-in-their-rooms', file: `${apples}/operations/f.ts`, text: imports('@vardgraf/launcher/ports') },
  { rule: 'inner-rooms-never-import-doors', file: `${apples}/settings/a.ts`, text: imports('../operations/pick-apple') },
  { rule: 'doors-never-import-storage', file: `${apples}/graphql/a.ts`, text: imports('../storage/apple-store') },
  { rule: 'doors-never-import-storage', file: `${apples}/events/a.ts`, text: imports('pg') },
  { rule: 'doors-import-domain-types-only', file: `${apples}/timers/a.ts`, text: imports('../domain/ripe') },
  { rule: 'graphql-imports-no-other-door', file: `${apples}/graphql/b.ts`, text: imports('../timers/autumn') },
  { rule: 'events-import-no-other-door', file: `${apples}/events/b.ts`, text: imports('../graphql/pick-apple') },
  { rule: 'timers-import-no-other-door', file: `${apples}/timers/b.ts`, text: imports('../events/on-frost') },
  { rule: 'schema-imports-graphql-and-zod-only', file: 'packages/schema/src/a.ts', text: imports('typeorm') },
  { rule: 'schema-imports-graphql-and-zod-only', file: 'packages/schema/src/b.ts', text: imports('@vardgraf/service-kit/transaction') },
  { rule: 'services-never-import-services', file: `${apples}/start-pears.ts`, text: imports('@vardgraf/pears/domain/pear') },
  { rule: 'services-never-import-services', file: `${apples}/start-pears-too.ts`, text: imports('../../pears/src/domain/pear') },
  { rule: 'services-never-import-the-front', file: `${apples}/start-gateway.ts`, text: imports('@vardgraf/gateway/compose') },
  { rule: 'gateway-never-imports-services', file: 'gateway/src/a.ts', text: imports('@vardgraf/apples/operations/pick-apple') },
  { rule: 'packages-never-import-services', file: 'packages/launcher/src/a.ts', text: imports('@vardgraf/apples/start') },
  { rule: 'kit-imports-no-room-of-ours-but-the-promises', file: 'packages/service-kit/src/a.ts', text: imports('@vardgraf/launcher/ports') },
  { rule: 'nobody-imports-the-wiring', file: `${apples}/events/c.ts`, text: imports('../start') },
  { rule: 'packages-are-declared', file: 'gateway/src/e.ts', text: imports('luxon') },
  { rule: 'packages-are-declared', file: 'gateway/src/f.ts', text: imports('fast-check') },
  { rule: 'no-circles', file: 'gateway/src/b.ts', text: imports('./c') },
  { rule: 'every-import-resolves', file: 'gateway/src/d.ts', text: imports('./nowhere') },
];

/** One for every rule of eslint.config.mjs that is ours rather than a recommended set's. */
export const wrongLines: Plant[] = [
  { rule: 'no-console', file: 'gateway/src/talks.ts', text: "console.log('hello');\n" },
  { rule: 'no-restricted-properties', file: 'gateway/src/reads-env.ts', text: 'export const url = process.env.URL;\n' },
  { rule: 'no-restricted-syntax', file: 'gateway/src/barrel.ts', text: "export * from './compose';\n" },
  { rule: 'no-restricted-syntax', file: 'gateway/src/enumerates.ts', text: 'export enum Colour { RED }\n' },
  { rule: 'no-restricted-syntax', file: 'gateway/test/lazy.spec.ts', text: "test.skip('nothing', () => {});\n" },
  { rule: 'no-warning-comments', file: 'gateway/src/later.ts', text: `// ${'TO'}${'DO'}: later\nexport const later = 1;\n` },
  { rule: 'max-lines', file: 'gateway/src/long.ts', text: `${'export {};\n'.repeat(251)}` },
  { rule: 'eqeqeq', file: 'gateway/src/equal.ts', text: 'export const same = (a: unknown, b: unknown) => a == b;\n' },
  { rule: '@typescript-eslint/no-unused-vars', file: 'gateway/src/unused.ts', text: 'const nothing = 1;\n' },
  { rule: '@typescript-eslint/consistent-type-imports', file: 'gateway/src/type-import.ts', text: "import { GraphQLError } from 'graphql';\nexport type Fault = GraphQLError;\n" },
  { rule: '@typescript-eslint/no-floating-promises', file: 'gateway/src/floats.ts', text: 'const write = async () => 1;\nexport function save(): void {\n  write();\n}\n' },
  { rule: '@typescript-eslint/no-misused-promises', file: 'gateway/src/misuses.ts', text: 'const ready = async () => false;\nexport const go = () => (ready() ? 1 : 2);\n' },
  { rule: '@typescript-eslint/no-explicit-any', file: 'gateway/src/any.ts', text: 'export const anything: any = 1;\n' },
];
