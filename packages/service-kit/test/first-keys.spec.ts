import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SigningKeyRing } from '../src/signing-keys';

test('[DIR-2] processes that start at once on an empty key file sign with the same key from the first moment', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'vardgraf-first-keys-'));
  try {
    for (let round = 0; round < 20; round += 1) {
      const file = join(folder, `keys-${round}.json`);
      const rings = await Promise.all(Array.from({ length: 4 }, () => SigningKeyRing.open({ file })));
      expect(new Set(rings.map(({ current }) => current.jwks.keys[0]!.kid)).size).toBe(1);
      expect(Date.now() - rings[0]!.madeAt.getTime()).toBeLessThan(60_000);
    }
  } finally {
    rmSync(folder, { recursive: true });
  }
});
