import { createHash } from 'node:crypto';

/** The id of a seeded thing: always the same for the same kind and key (a UUID of version 5's shape), so that tests and READMEs can name people. */
export function seedId(kind: 'unit' | 'staff' | 'commission' | 'patient', key: string): string {
  const hash = createHash('sha1').update(`vardgraf-seed/${kind}/${key}`).digest('hex');
  const variant = ((Number.parseInt(hash[16]!, 16) & 0x3) | 0x8).toString(16);
  return `${hash.slice(0, 8)}-${hash.slice(8, 12)}-5${hash.slice(13, 16)}-${variant}${hash.slice(17, 20)}-${hash.slice(20, 32)}`;
}
