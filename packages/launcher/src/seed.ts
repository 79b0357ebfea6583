import { readEnv, serviceEnv, type ServiceEnv } from '@vardgraf/service-kit/env';
import { serviceUrl } from '@vardgraf/service-kit/migrate';
import { isUnavailable } from '@vardgraf/service-kit/postgres-errors';
import { z } from 'zod';
import { services } from './services';

/** DATABASE_URL is the admin's here; each service's seed gets the address of its own role. */
const seedEnv = serviceEnv.extend({ SERVICE_PASSWORD: z.string().min(8) });

type Seed = { seed(env: ServiceEnv): Promise<void> };

/** Runs every service's seed, in one process: loading the packages once costs a quarter of loading them four times. */
async function main(): Promise<void> {
  const { SERVICE_PASSWORD, ...env } = readEnv(seedEnv);
  for (const service of services) {
    const { seed } = (await import(`../../../services/${service.name}/src/seed.ts`)) as Seed;
    await untilSeeded(() => seed({ ...env, DATABASE_URL: serviceUrl(env.DATABASE_URL, service.name, SERVICE_PASSWORD) }));
  }
}

/** A seed can be repeated. On a machine where all processes start at once PostgreSQL may end its transaction as idle: that is no fault of the seed's. */
async function untilSeeded(seed: () => Promise<void>): Promise<void> {
  for (let tries = 1; ; tries += 1) {
    try {
      return await seed();
    } catch (fault) {
      if (tries === 3 || !isUnavailable(fault)) throw fault;
    }
  }
}

main().then(() => process.exit(0), (fault: unknown) => {
  process.stderr.write(`Error: ${fault instanceof Error ? (fault.stack ?? fault.message) : String(fault)}\n`);
  process.exit(1);
});
