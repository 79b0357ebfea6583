import { z } from 'zod';
import { type GatewayEnv, subgraphUrls } from '../env';
import type { Callers } from '../identity/callers';

/** What /health/ready says: reasons keep traffic away, warnings only tell. */
export interface Health {
  ready: boolean;
  reasons: string[];
  warnings: string[];
}

interface Watched {
  env: GatewayEnv;
  callers: Callers;
  hintsConnected: () => boolean;
  /** Of several processes those that do not answer. */
  missingWorkers?: () => { reasons: string[]; warnings: string[] };
  /** What does not keep traffic away and should be known. */
  warnings: () => string[];
}

/**
 * Readiness of the gateway. Until everything has answered once since the start, what is missing is a reason. Later a subgraph that is away is a
 * warning: the rest of the graph still works, and taking every gateway out of the balancer would not bring it back.
 */
export class Readiness {
  private started = false;
  private draining = false;

  constructor(private readonly watched: Watched) {}

  /** From now on new traffic belongs elsewhere. */
  drain(): void {
    this.draining = true;
  }

  async look(): Promise<Health> {
    const { env, callers, hintsConnected } = this.watched;
    const workers = this.watched.missingWorkers?.() ?? { reasons: [], warnings: [] };
    const checks = [
      ...Object.entries(subgraphUrls(env)).map(async ([name, url]) => lacks(name, url)),
      callers.issuerAnswers().then((yes) => (yes ? [] : ['the identity provider does not answer'])),
    ];
    const missing = (await Promise.all(checks)).flat();
    this.started ||= missing.length === 0;
    const reasons = [...(this.draining ? ['shutting down'] : []), ...(this.started ? [] : missing), ...workers.reasons];
    const warnings = [...(this.started ? missing : []), ...workers.warnings, ...this.watched.warnings(), ...(hintsConnected() ? [] : [`NATS is away: live changes come within ${env.RECONCILE_MS / 1_000} s`])];
    return { ready: reasons.length === 0, reasons, warnings };
  }
}

const said = z.object({ reasons: z.array(z.string().max(200)).max(10) });

/** What keeps a subgraph from serving, in its own words. */
async function lacks(name: string, graphqlUrl: string): Promise<string[]> {
  try {
    const response = await fetch(new URL('/health/ready', graphqlUrl), { signal: AbortSignal.timeout(1_000) });
    const text = await response.text();
    if (response.ok) return [];
    const { reasons } = said.parse(JSON.parse(text));
    return reasons.map((reason) => `${name}: ${reason}`);
  } catch {
    return [`${name} does not answer`];
  }
}
