import type { Database } from '@vardgraf/service-kit/postgres';
import { sealedSecrets } from '../storage/webhook-endpoint-store';
import type { WebhookSeal } from './webhook-seal';

/** How many endpoints of all regions have a secret that cannot be opened: nothing can be signed for them. @param seal undefined: webhooks are off, and none can */
export async function countLostSecrets(db: Database, seal: WebhookSeal | undefined): Promise<number> {
  return (await sealedSecrets(db)).filter(({ id, secret }) => seal?.open(secret, id) === undefined).length;
}
