import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { serviceTokens } from '@vardgraf/service-kit/service-token';
import { launcherEnv } from './env';
import { partnerClients } from './machine-clients';
import { runningStack } from './stack-file';
import { StartFault } from './start-fault';

const usage = `Say whose token: --partner ${partnerClients.map(({ clientId }) => clientId).join(' or ')}.`;

/**
 * An access token of a partner of the running platform, with all its scopes: signs with the partner's key file what curl cannot.
 * Throws StartFault, in one sentence, when there is none to be had.
 */
export async function partnerToken(args: string[]): Promise<string> {
  const stack = runningStack(launcherEnv().DATA_DIR);
  const partner = partnerClients.find(({ clientId }) => clientId === partnerOf(args));
  if (!partner) throw new StartFault(usage);
  if (!stack?.readyAfterMs) throw new StartFault('Vårdgraf does not run on this data; start it with npm start.');
  const privateKey = readFileSync(stack.partnerKeys[partner.clientId]!, 'utf8');
  const { clientId, scopes } = partner;
  return serviceTokens({ tokenUrl: `${stack.identityUrl}/token`, issuer: stack.identityUrl, clientId, privateKey, scopes }).get();
}

function partnerOf(args: string[]): string | undefined {
  try {
    return parseArgs({ args, options: { partner: { type: 'string' } } }).values.partner;
  } catch {
    throw new StartFault(usage);
  }
}
