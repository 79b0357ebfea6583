import { serviceUrl } from '@vardgraf/service-kit/migrate';
import { services, type Service } from './services';

/** What the processes of one stack must know of each other. */
export interface Addresses {
  databaseUrl: string;
  natsUrl: string;
  servicePassword: string;
  graphUrl: string;
  identityUrl: string;
  /** Origin of each service by name. */
  services: Record<string, string>;
}

/** Variables that every process of the stack gets (see docs and .env.example). */
export function sharedEnv(addresses: Addresses): Record<string, string> {
  return {
    NATS_URL: addresses.natsUrl,
    HOST: '127.0.0.1',
    ISSUER: addresses.identityUrl,
    JWKS_URL: `${addresses.identityUrl}/jwks`,
    LIVE_JWKS_URL: `${addresses.graphUrl}/live-jwks.json`,
    ...Object.fromEntries(services.map((service) => [service.urlVariable, `${addresses.services[service.name]}/graphql`])),
  };
}

/** Variables of one service: the shared ones, its own role's database address and its port. */
export function envOfService(service: Service, addresses: Addresses): Record<string, string> {
  return {
    ...sharedEnv(addresses),
    DATABASE_URL: serviceUrl(addresses.databaseUrl, service.name, addresses.servicePassword),
    PORT: new URL(addresses.services[service.name]!).port,
  };
}
