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
    const checks = [
      ...Object.entries(subgraphUrls(env)).map(async ([name, url]) => ((await answers(url)) ? [] : [`${name} does not answer`])),
      callers.issuerAnswers().then((yes) => (yes ? [] : ['the identity provider does not answer'])),
    ];
    const missing = (await Promise.all(checks)).flat();
    this.started ||= missing.length === 0;
    const reasons = [...(this.draining ? ['shutting down'] : []), ...(this.started ? [] : missing)];
    const warnings = [...(this.started ? missing : []), ...(hintsConnected() ? [] : [`NATS is away: live changes come within ${env.RECONCILE_MS / 1_000} s`])];
    return { ready: reasons.length === 0, reasons, warnings };
  }
}

async function answers(graphqlUrl: string): Promise<boolean> {
  try {
    const response = await fetch(new URL('/health/live', graphqlUrl), { signal: AbortSignal.timeout(1_000) });
    await response.arrayBuffer();
    return response.ok;
  } catch {
    return false;
  }
}
