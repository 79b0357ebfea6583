import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { webhookSealOf } from './webhook-seal';

const folder = mkdtempSync(join(tmpdir(), 'seal-'));
afterAll(() => rmSync(folder, { recursive: true }));
const file = (text: string): string => {
  const path = join(folder, randomBytes(4).toString('hex'));
  writeFileSync(path, text);
  return path;
};
const [one, other] = [randomBytes(32).toString('base64'), randomBytes(32).toString('base64')];

describe('keeping partners’ secrets', () => {
  it('[PAR-1] what is sealed opens again, is another text each time, and holds nothing of the secret', () => {
    const seal = webhookSealOf(file(`${one}\n`))!;
    const secret = seal.newSecret();
    const [a, b] = [seal.seal(secret, 'e'), seal.seal(secret, 'e')];
    expect(a).not.toBe(b);
    expect(seal.open(a, 'e')).toBe(secret);
    expect(a).not.toContain(secret.slice(6, 30));
  });

  it('[PAR-1] a sealed secret opens for no other endpoint, and not when it was changed', () => {
    const seal = webhookSealOf(file(one))!;
    const sealed = seal.seal('whsec_x', 'e');
    const changed = `${sealed.slice(0, -3)}${sealed.at(-3) === 'A' ? 'B' : 'A'}${sealed.slice(-2)}`;
    for (const [text, endpointId] of [[sealed, 'f'], [changed, 'e'], [sealed.split('.').slice(0, 2).join('.'), 'e'], ['', 'e']] as const) expect(seal.open(text, endpointId)).toBeUndefined();
  });

  it('[PAR-1] a new key is put first: the old one still opens, and when it is gone what it sealed does not', () => {
    const sealed = webhookSealOf(file(one))!.seal('whsec_x', 'e');
    const both = webhookSealOf(file(`${other}\n${one}\n`))!;
    expect(both.open(sealed, 'e')).toBe('whsec_x');
    expect(both.seal('whsec_x', 'e').split('.')[0]).not.toBe(sealed.split('.')[0]);
    expect(webhookSealOf(file(other))!.open(sealed, 'e')).toBeUndefined();
  });

  it('[PAR-1] a file that is no list of keys is a fault that does not repeat it; without a file there is no seal', () => {
    for (const text of ['', 'short', `${one}\nshort`]) expect(() => webhookSealOf(file(text))).toThrow('WEBHOOK_KEY_FILE: a key a line, each 32 bytes in base64');
    expect(webhookSealOf(undefined)).toBeUndefined();
  });
});
