import { resolve } from 'node:path';
import { repositoryRoot } from './paths';

/** One subgraph service with a schema of its own in the database. */
export interface Service {
  /** Name of the service, of its database schema, and the middle of its database role. */
  name: string;
  /** The variable under which others find its GraphQL address. */
  urlVariable: string;
  /** Its port in docker-compose.yml; `npm start` takes free ones. */
  composePort: number;
}

/** Every subgraph service of the platform: migrated and seeded in this order, started at once. */
export const services: readonly Service[] = [
  { name: 'directory', urlVariable: 'DIRECTORY_URL', composePort: 4101 },
  { name: 'triage', urlVariable: 'TRIAGE_URL', composePort: 4102 },
  { name: 'cases', urlVariable: 'CASES_URL', composePort: 4103 },
  { name: 'booking', urlVariable: 'BOOKING_URL', composePort: 4105 },
  { name: 'messaging', urlVariable: 'MESSAGING_URL', composePort: 4106 },
  { name: 'notify', urlVariable: 'NOTIFY_URL', composePort: 4107 },
  { name: 'oversight', urlVariable: 'OVERSIGHT_URL', composePort: 4104 },
];

/** Paths of a service's source, from the root of the repository. */
export function sources(service: Service): { main: string; seed: string; migrationsDir: string } {
  const folder = resolve(repositoryRoot, 'services', service.name, 'src');
  return { main: resolve(folder, 'main.ts'), seed: resolve(folder, 'seed.ts'), migrationsDir: resolve(folder, 'storage/migrations') };
}

/** The log-in service, which runs by setting: `npm start` has the development log-in in its place. */
export const logInService = {
  schema: { name: 'identity', migrationsDir: resolve(repositoryRoot, 'packages/identity-broker/src/storage/migrations') },
  main: resolve(repositoryRoot, 'packages/identity-broker/src/main.ts'),
};

/** What migrate() needs to know of each schema. */
export const schemas = [...services.map((service) => ({ name: service.name, migrationsDir: sources(service).migrationsDir })), logInService.schema];

/** The two processes in front of the services. */
export const frontDoors = {
  gateway: resolve(repositoryRoot, 'gateway/src/main.ts'),
  'identity-provider': resolve(repositoryRoot, 'packages/identity-provider/src/main.ts'),
} as const;

/** What services run in threads of their own. */
export const threads = [resolve(repositoryRoot, 'services/triage/src/content/check-thread.ts')];

/** The stand-in of the outside parties in development and tests. */
export const receiverScript = resolve(repositoryRoot, 'packages/receiver/src/main.ts');
