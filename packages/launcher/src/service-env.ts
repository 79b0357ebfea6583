import { serviceUrl } from '@vardgraf/service-kit/migrate';
import { serviceClients, type MachineKeys } from './machine-clients';
import { services, type Service } from './services';

/** What the processes of one stack must know of each other. */
export interface Addresses {
  databaseUrl: string;
  natsUrl: string;
  servicePassword: string;
  graphUrl: string;
  identityUrl: string;
  receiver: ReceiverAddress;
  keyFiles: MachineKeys['keyFiles'];
  pushKeyFile: MachineKeys['pushKeyFile'];
  webhookKeyFile: MachineKeys['webhookKeyFile'];
  /** Origin of each service by name. */
  services: Record<string, string>;
}

/** The stand-in of the outside parties, and what its SMS operator asks for. */
export interface ReceiverAddress {
  url: string;
  smtpPort: number;
  smsUser: string;
  smsPassword: string;
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

/** Variables of the receiver; it knows nobody. */
export function receiverEnv({ url, smtpPort, smsUser, smsPassword }: ReceiverAddress): Record<string, string> {
  return { HOST: '127.0.0.1', PORT: new URL(url).port, SMTP_PORT: String(smtpPort), SMS_USER: smsUser, SMS_PASSWORD: smsPassword };
}

/** Variables of one service: the shared ones, its own role's database address, its port, and what it alone needs. */
export function envOfService(service: Service, addresses: Addresses): Record<string, string> {
  return {
    ...sharedEnv(addresses),
    DATABASE_URL: serviceUrl(addresses.databaseUrl, service.name, addresses.servicePassword),
    PORT: new URL(addresses.services[service.name]!).port,
    ...(serviceClients.some(({ clientId }) => clientId === service.name) && { TOKEN_URL: `${addresses.identityUrl}/token`, SERVICE_KEY_FILE: addresses.keyFiles[service.name]! }),
    ...(service.name === 'notify' && outsideParties(addresses)),
  };
}

/** Where notify sends, as whom, and where it is reached with receipts. */
function outsideParties({ receiver, pushKeyFile, webhookKeyFile, services: origins }: Addresses): Record<string, string> {
  return {
    SMS_URL: `${receiver.url}/a1`, SMS_USER: receiver.smsUser, SMS_PASSWORD: receiver.smsPassword, SMS_FROM: 'Vardgraf',
    UNITE_URL: `${receiver.url}/unite`,
    SMTP_URL: `smtp://${new URL(receiver.url).hostname}:${receiver.smtpPort}`, MAIL_FROM: 'no-reply@vardgraf.test',
    PUSH_KEY_FILE: pushKeyFile,
    WEBHOOK_KEY_FILE: webhookKeyFile,
    PUBLIC_URL: origins['notify']!,
  };
}
