import { readFileSync } from 'node:fs';
import { z } from 'zod';

const pair = z.object({ publicKey: z.string().min(1), privateKey: z.string().min(1), subject: z.string().regex(/^(mailto:|https:)/, 'a mailto: or https: address') });

/** The installation's pair for web push, and whom push services write to about it (RFC 8292). */
export type PushKey = z.infer<typeof pair>;

/** @throws Error when the file cannot be read or says something else; it never repeats what the file says */
export function pushKeyOf(file: string | undefined): PushKey | undefined {
  if (file === undefined) return undefined;
  const text = readFileSync(file, 'utf8');
  try {
    return pair.parse(JSON.parse(text));
  } catch {
    throw new Error('PUSH_KEY_FILE: the file is no JSON of {publicKey, privateKey, subject}');
  }
}
