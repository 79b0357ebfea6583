import { readFileSync } from 'node:fs';
import { importJWK, type CryptoKey, type JWK } from 'jose';
import * as client from 'openid-client';
import type { Mapping } from './mapping';

/** What must be remembered of a log-in that is on its way through an issuer. */
export interface Journey {
  state: string;
  nonce: string;
  verifier: string;
}

const patienceSeconds = 5;

/** One issuer that people are sent to. Its address book and keys are read when first needed, and again after a failure: it may be away when we start. */
export class Upstream {
  private discovered: Promise<client.Configuration> | undefined;

  /** @param o.insecure lets the issuer be asked without TLS; never in production */
  constructor(readonly mapping: Mapping, private readonly o: { redirectUri: string; insecure: boolean }) {}

  /** Where to send the browser. @throws when the issuer cannot be reached */
  async begin(): Promise<Journey & { url: string }> {
    const config = await this.configuration();
    const journey: Journey = { state: client.randomState(), nonce: client.randomNonce(), verifier: client.randomPKCECodeVerifier() };
    const { scope, parameters, maxAgeSeconds } = this.mapping;
    const url = client.buildAuthorizationUrl(config, {
      ...parameters, scope, redirect_uri: this.o.redirectUri, state: journey.state, nonce: journey.nonce,
      code_challenge: await client.calculatePKCECodeChallenge(journey.verifier), code_challenge_method: 'S256',
      ...(maxAgeSeconds !== undefined && { max_age: String(maxAgeSeconds) }),
    });
    return { ...journey, url: url.href };
  }

  /**
   * The claims of the person who came back: issuer, audience, signature, expiry, nonce, state and code are all the library's to check.
   * @throws its errors when one of them is wrong, the person broke off, or the issuer does not answer
   */
  async finish(query: string, { state, nonce, verifier }: Journey): Promise<Record<string, unknown>> {
    const config = await this.configuration();
    const tokens = await client.authorizationCodeGrant(config, new URL(`${this.o.redirectUri}?${query}`), {
      expectedState: state, expectedNonce: nonce, pkceCodeVerifier: verifier, idTokenExpected: true, maxAge: this.mapping.maxAgeSeconds,
    });
    const claims = tokens.claims()!;
    return this.mapping.userinfo ? { ...(await client.fetchUserInfo(config, tokens.access_token, claims.sub)), ...claims } : { ...claims };
  }

  private configuration(): Promise<client.Configuration> {
    this.discovered ??= this.discover().catch((error: unknown) => {
      this.discovered = undefined;
      throw error;
    });
    return this.discovered;
  }

  private async discover(): Promise<client.Configuration> {
    const { at, clockToleranceSeconds } = this.mapping;
    const execute = [client.enableNonRepudiationChecks, ...(this.o.insecure ? [client.allowInsecureRequests] : [])];
    return client.discovery(new URL(at.issuer), at.clientId, { [client.clockTolerance]: clockToleranceSeconds }, await this.authentication(), { execute, timeout: patienceSeconds });
  }

  private async authentication(): Promise<client.ClientAuth> {
    const { secretFile, keyFile } = this.mapping.at;
    if (secretFile !== undefined) return client.ClientSecretBasic(readFileSync(secretFile, 'utf8').trim());
    const jwk = JSON.parse(readFileSync(keyFile!, 'utf8')) as JWK;
    return client.PrivateKeyJwt({ key: (await importJWK(jwk, 'ES256')) as CryptoKey, ...(jwk.kid && { kid: jwk.kid }) });
  }
}
