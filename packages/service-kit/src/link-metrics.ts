import { Gauge } from 'prom-client';
import type { NatsLink } from './nats';
import type { Database } from './postgres';
import type { Metrics } from './telemetry';

/** Measures a service's two links when somebody asks: its pool of connections, with those who wait for one, and whether NATS is there. */
export function measureLinks(db: Pick<Database, 'pool'>, nats: Pick<NatsLink, 'connected'>, { registry }: Pick<Metrics, 'registry'>): void {
  const registers = [registry];
  new Gauge({
    name: 'vardgraf_database_connections', help: 'Connections of the pool', labelNames: ['state'], registers,
    collect() {
      const { size, idle } = db.pool();
      this.set({ state: 'idle' }, idle);
      this.set({ state: 'busy' }, size - idle);
    },
  });
  new Gauge({ name: 'vardgraf_database_waiting', help: 'Operations that wait for a connection', registers, collect() { this.set(db.pool().waiting); } });
  new Gauge({ name: 'vardgraf_nats_connected', help: '1 while events can be sent and heard', registers, collect() { this.set(nats.connected() ? 1 : 0); } });
}
