import { createECDH } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { machineKeys } from '../src/machine-clients';

test('[NOT-1] the pair for web push is made once, fits together, and only its owner can read it', () => {
  const folder = mkdtempSync(join(tmpdir(), 'machine-keys-'));
  try {
    const { pushKeyFile } = machineKeys(folder);
    const text = readFileSync(pushKeyFile, 'utf8');
    const { publicKey, privateKey } = JSON.parse(text) as { publicKey: string; privateKey: string };
    const pair = createECDH('prime256v1');
    pair.setPrivateKey(privateKey, 'base64url');
    expect(pair.getPublicKey('base64url')).toBe(publicKey);
    expect(statSync(pushKeyFile).mode & 0o077).toBe(0);
    machineKeys(folder);
    expect(readFileSync(pushKeyFile, 'utf8')).toBe(text);
  } finally {
    rmSync(folder, { recursive: true });
  }
});

test('[PAR-1] the key for webhook secrets is made once, is 32 bytes, and only its owner can read it', () => {
  const folder = mkdtempSync(join(tmpdir(), 'machine-keys-'));
  try {
    const { webhookKeyFile } = machineKeys(folder);
    const text = readFileSync(webhookKeyFile, 'utf8');
    expect(Buffer.from(text.trim(), 'base64')).toHaveLength(32);
    expect(statSync(webhookKeyFile).mode & 0o077).toBe(0);
    machineKeys(folder);
    expect(readFileSync(webhookKeyFile, 'utf8')).toBe(text);
  } finally {
    rmSync(folder, { recursive: true });
  }
});
