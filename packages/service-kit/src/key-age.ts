import { Gauge, type Registry } from 'prom-client';

/** Measures how old the key is that signs now, so that a rotation that does not happen is seen. @param madeAt undefined where nobody knows */
export function measureKeyAge(registry: Registry, madeAt: () => Date | undefined): void {
  new Gauge({
    name: 'vardgraf_signing_key_age_seconds', help: 'Age of the key that signs tokens now', registers: [registry],
    collect() {
      const since = madeAt();
      if (since) this.set((Date.now() - since.getTime()) / 1_000);
    },
  });
}
