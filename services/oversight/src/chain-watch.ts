import type { Log } from '@vardgraf/service-kit/log';
import type { Database } from '@vardgraf/service-kit/postgres';
import type { Metrics } from '@vardgraf/service-kit/telemetry';
import { Gauge } from 'prom-client';
import { verifyChainOnce } from './operations/verify-chain';

const everyMs = 6 * 3_600_000;
const firstAfterMs = 60_000;

/**
 * Verifies the whole chain a minute after the start and every six hours. The head goes to the process log, which leaves this machine: a head
 * noted there is what a rewritten chain cannot match.
 */
export function startChainWatch(o: { db: Database; log: Log; metrics: Metrics }): { stop(): Promise<void> } {
  const registers = [o.metrics.registry];
  const entries = new Gauge({ name: 'vardgraf_audit_chain_entries', help: 'Entries of the audit chain at the last verification', registers });
  const broken = new Gauge({ name: 'vardgraf_audit_chain_first_broken', help: 'First chain position that does not verify; 0 when the chain is whole', registers });
  let running: Promise<void> = Promise.resolve();

  async function verify(): Promise<void> {
    const finding = await verifyChainOnce(o.db).catch((error: unknown) => void o.log.warn({ err: error }, 'the audit chain could not be verified'));
    if (!finding) return;
    entries.set(finding.entries);
    broken.set(finding.firstBroken ?? 0);
    const head = { entries: finding.entries, headHash: finding.headHash };
    if (finding.whole) o.log.info(head, 'the audit chain is whole');
    else o.log.error({ ...head, firstBroken: finding.firstBroken }, 'THE AUDIT CHAIN IS BROKEN');
  }

  const turn = (): void => void (running = verify());
  const first = setTimeout(turn, firstAfterMs);
  const regular = setInterval(turn, everyMs);
  return {
    async stop() {
      clearTimeout(first);
      clearInterval(regular);
      await running;
    },
  };
}
