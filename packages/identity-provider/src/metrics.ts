import type { Provider } from 'oidc-provider/lib/provider.js';
import { collectDefaultMetrics, Counter, Registry } from 'prom-client';

/** Counts of tokens given and refused, without a word of whom. `count` is called with each provider that answers. */
export function createMetrics(service = 'identity-provider'): { registry: Registry; count(provider: Provider): void } {
  const registry = new Registry();
  registry.setDefaultLabels({ service });
  collectDefaultMetrics({ register: registry });
  const registers = [registry];
  const given = new Counter({ name: 'vardgraf_tokens_given_total', help: 'Answers of the token endpoint with a token', registers });
  const refused = new Counter({ name: 'vardgraf_tokens_refused_total', help: 'Answers of the token endpoint without one', registers });
  return {
    registry,
    count(provider) {
      provider.on('grant.success', () => given.inc());
      provider.on('grant.error', () => refused.inc());
    },
  };
}
