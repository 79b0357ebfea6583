import { importJWK, jwtVerify } from 'jose';

export interface VapidFault {
  status: 401 | 403;
  error: string;
}

const form = /^vapid (?=.*\bt=([\w.-]+))(?=.*\bk=([\w-]+))/i;

/** What is wrong with the sender's proof of who it is (RFC 8292): its signature, for whom it is and until when, and the key the browser is bound to. */
export async function vapidFault(header: string | undefined, origin: string, boundTo: string | undefined): Promise<VapidFault | undefined> {
  const [, token, key] = form.exec(header ?? '') ?? [];
  if (!token || !key) return { status: 401, error: 'Authorization must be vapid t=…, k=….' };
  if (boundTo !== undefined && boundTo !== key) return { status: 403, error: 'The subscription is bound to another key.' };
  try {
    const point = Buffer.from(key, 'base64url');
    const [x, y] = [point.subarray(1, 33), point.subarray(33, 65)].map((half) => half.toString('base64url'));
    const { payload } = await jwtVerify(token, await importJWK({ kty: 'EC', crv: 'P-256', x, y }, 'ES256'), { audience: origin, algorithms: ['ES256'], requiredClaims: ['exp', 'sub'] });
    if (payload.exp! > Date.now() / 1_000 + 86_400 || !/^(mailto:|https:)/.test(payload.sub!)) return { status: 403, error: 'exp is more than a day away, or sub is no address.' };
    return undefined;
  } catch {
    return { status: 403, error: 'The signature or the claims are not good.' };
  }
}
