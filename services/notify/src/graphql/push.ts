import { ECDH } from 'node:crypto';
import type { Language } from '@vardgraf/service-kit/actor';
import { z } from 'zod';

/** What the graph knows of the installation's web push. */
export interface PushSetup {
  /** Undefined: web push is off. */
  publicKey: string | undefined;
  /** Whether an address is one that notify calls. */
  mayBeCalled(endpoint: string): boolean;
}

const off: Record<Language, string> = { sv: 'Det går inte att få aviseringar i webbläsaren här.', en: 'Notifications in the browser are not available here.' };

export function pushOff(language: Language) {
  return { __typename: 'PushOff' as const, code: 'PUSH_OFF', message: off[language] };
}

/** An address that notify may call. */
export function endpointInput({ mayBeCalled }: PushSetup) {
  return z.string().regex(/^[!-~]{1,2000}$/, { error: 'at most 2000 characters of ASCII' }).refine((endpoint) => mayBeCalled(endpoint), { error: 'the https address of a known push service' });
}

/** An uncompressed point of P-256, base64url. */
export const p256dhInput = z.string().max(100, { error: 'a public key is short' }).refine(isPoint, { error: 'a public key of P-256 in base64url' });
/** 16 bytes, base64url. */
export const authInput = z.string().regex(/^[A-Za-z0-9_-]{21}[AQgw](==)?$/, { error: '16 bytes in base64url' });

function isPoint(text: string): boolean {
  const bytes = Buffer.from(text, 'base64url');
  if (bytes.length !== 65 || bytes[0] !== 4 || !/^[A-Za-z0-9_-]+=?$/.test(text)) return false;
  try {
    return ECDH.convertKey(bytes, 'prime256v1').length > 0;
  } catch {
    return false;
  }
}
