import { readFileSync } from 'node:fs';
import { partnerClients } from '@vardgraf/launcher/machine-clients';
import { serviceTokens } from '@vardgraf/service-kit/service-token';
import type { Stack } from './stack';

/** An access token of a partner of the stack: all scopes it is registered with, or those asked for. */
export function partnerToken(stack: Pick<Stack, 'identityUrl' | 'keyFile'>, clientId = 'telephone-triage', scopes?: readonly string[]): Promise<string> {
  const registered = partnerClients.find((client) => client.clientId === clientId)?.scopes ?? [];
  return tokenOfMachine(stack, clientId, scopes ?? registered);
}

/** An access token of any machine client of the stack. */
export function tokenOfMachine(stack: Pick<Stack, 'identityUrl' | 'keyFile'>, clientId: string, scopes: readonly string[]): Promise<string> {
  const privateKey = readFileSync(stack.keyFile(clientId), 'utf8');
  return serviceTokens({ tokenUrl: `${stack.identityUrl}/token`, issuer: stack.identityUrl, clientId, privateKey, scopes }).get();
}
