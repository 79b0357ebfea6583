import { generateKeyPairSync, type KeyObject, randomBytes, sign } from 'node:crypto';
import { isIP } from 'node:net';

/** A key and its certificate, PEM. */
export interface Identity {
  key: string;
  cert: string;
}

/** An authority that nobody trusts who has not been given its certificate. */
export interface Authority {
  cert: string;
  /** A certificate for these names and addresses. @param expired it has not held since yesterday */
  issues(names: string[], o?: { expired?: boolean }): Identity;
}

const day = 24 * 3_600_000;
const oid = { ecdsaWithSha256: '2a8648ce3d040302', commonName: '550403', subjectAltName: '551d11', basicConstraints: '551d13' };

/** A new one. Node reads certificates and writes none, so the few fields of X.509 (RFC 5280) that TLS looks at are written here. */
export function certificateAuthority(name: string): Authority {
  const ca = newKey();
  return {
    cert: certificate({ issuer: name, by: ca.privateKey, subject: name, of: ca.publicKey, extension: extension(oid.basicConstraints, seq(der(0x01, Buffer.from([0xff])))) }),
    issues(names, { expired = false } = {}) {
      const { publicKey, privateKey } = newKey();
      const altNames = names.map((each) => (isIP(each) === 4 ? der(0x87, Buffer.from(each.split('.').map(Number))) : der(0x82, Buffer.from(each))));
      const cert = certificate({ issuer: name, by: ca.privateKey, subject: names[0]!, of: publicKey, extension: extension(oid.subjectAltName, seq(...altNames)), until: expired ? -day : day });
      return { cert, key: privateKey.export({ type: 'pkcs8', format: 'pem' }) as string };
    },
  };
}

const newKey = () => generateKeyPairSync('ec', { namedCurve: 'P-256' });

function certificate(c: { issuer: string; by: KeyObject; subject: string; of: KeyObject; extension: Buffer; until?: number }): string {
  const algorithm = seq(objectId(oid.ecdsaWithSha256));
  const version3 = der(0xa0, der(0x02, Buffer.from([2])));
  const serial = der(0x02, Buffer.concat([Buffer.from([1]), randomBytes(8)]));
  const told = seq(version3, serial, algorithm, nameOf(c.issuer), seq(time(-2 * day), time(c.until ?? day)), nameOf(c.subject), c.of.export({ type: 'spki', format: 'der' }), der(0xa3, seq(c.extension)));
  const signature = der(0x03, Buffer.concat([Buffer.from([0]), sign('sha256', told, c.by)]));
  return `-----BEGIN CERTIFICATE-----\n${seq(told, algorithm, signature).toString('base64').match(/.{1,64}/g)!.join('\n')}\n-----END CERTIFICATE-----\n`;
}

const seq = (...parts: Buffer[]): Buffer => der(0x30, Buffer.concat(parts));
const objectId = (hex: string): Buffer => der(0x06, Buffer.from(hex, 'hex'));
const nameOf = (commonName: string): Buffer => seq(der(0x31, seq(objectId(oid.commonName), der(0x0c, Buffer.from(commonName)))));
const extension = (id: string, value: Buffer): Buffer => seq(objectId(id), der(0x01, Buffer.from([0xff])), der(0x04, value));
/** UTCTime, from now. */
const time = (fromNowMs: number): Buffer => der(0x17, Buffer.from(`${new Date(Date.now() + fromNowMs).toISOString().replace(/[-:T]/g, '').slice(2, 14)}Z`));

/** One value: tag, length, content. */
function der(tag: number, content: Buffer): Buffer {
  const length = content.length < 0x80 ? [content.length] : content.length < 0x100 ? [0x81, content.length] : [0x82, content.length >> 8, content.length & 0xff];
  return Buffer.concat([Buffer.from([tag, ...length]), content]);
}
