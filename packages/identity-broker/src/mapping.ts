import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { environments, type Environment } from '@vardgraf/service-kit/tokens';
import { parse } from 'yaml';
import { z } from 'zod';

const claimName = z.string().min(1);
const oneOf = z.array(z.string().min(1)).min(1);

const address = z
  .strictObject({
    issuer: z.url(),
    clientId: z.string().min(1),
    /** A file with the client's secret, or with its private ES256 key as JWK. */
    secretFile: z.string().min(1).optional(),
    keyFile: z.string().min(1).optional(),
  })
  .refine((o) => (o.secretFile === undefined) !== (o.keyFile === undefined), 'either secretFile or keyFile');

const mappingFile = z.strictObject({
  name: z.strictObject({ sv: z.string().min(1), en: z.string().min(1) }),
  kind: z.enum(['PATIENT', 'STAFF']),
  method: z.enum(['BANKID', 'FREJA', '1177', 'SITHS']),
  /** The issuer's address in each environment it serves: one of education is never asked in production (DIR-4). */
  environments: z.partialRecord(z.enum(environments), address),
  scope: z.string().regex(/(^| )openid( |$)/, 'must hold openid').default('openid'),
  /** Further parameters of the authorization request. */
  parameters: z.record(z.string(), z.string()).default({}),
  /** Claims that the issuer gives only at its userinfo endpoint. */
  userinfo: z.boolean().default(false),
  claims: z.strictObject({
    /** The personal number or the HSA-id: the first of these claims that is there. */
    identifier: z.array(claimName).min(1),
    /** The HSA-id of the unit of a commission chosen at the issuer. */
    unitHsaId: claimName.optional(),
  }),
  /** The claim that says how sure the issuer is, and the values that are enough. */
  assurance: z.strictObject({ claim: claimName, accepted: oneOf }),
  /** Further claims that must have one of these values. */
  require: z.record(claimName, oneOf).default({}),
  clockToleranceSeconds: z.number().int().min(0).max(60).default(5),
  /** The person must have identified within so many seconds. */
  maxAgeSeconds: z.number().int().min(0).max(3_600).optional(),
});

/** How one issuer's claims become a person of ours, and where it is asked in this environment. */
export interface Mapping extends Omit<z.infer<typeof mappingFile>, 'environments'> {
  /** The file's name; part of the address that the issuer sends people back to. */
  id: string;
  at: z.infer<typeof address>;
}

/** Reads one mapping file. Undefined when the issuer does not serve the environment. @throws Error with every fault and its path */
export function readMapping(id: string, yaml: string, environment: Environment): Mapping | undefined {
  const parsed = mappingFile.safeParse(parse(yaml));
  const faults = parsed.success ? faultsOf(parsed.data) : parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`);
  if (!/^[a-z0-9-]{2,40}$/.test(id)) faults.unshift('a mapping file is named in lower-case letters, digits and hyphens');
  if (!parsed.success || faults.length > 0) throw new Error(`config/issuers/${id}.yaml: ${faults.join('; ')}`);
  const { environments: addresses, ...mapping } = parsed.data;
  const at = addresses[environment];
  return at && { ...mapping, id, at };
}

/** Every issuer of the folder that serves the environment. @throws Error naming the first broken file, or when there is none */
export function readMappings(folder: string, environment: Environment): Mapping[] {
  const files = readdirSync(folder).filter((name) => name.endsWith('.yaml')).sort();
  const mappings = files.flatMap((name) => readMapping(name.slice(0, -'.yaml'.length), readFileSync(join(folder, name), 'utf8'), environment) ?? []);
  if (mappings.length === 0) throw new Error(`No file of ${folder} names an issuer for ${environment}.`);
  return mappings;
}

function faultsOf(file: z.infer<typeof mappingFile>): string[] {
  const faults: string[] = [];
  if ((file.kind === 'STAFF') !== (file.method === 'SITHS')) faults.push('kind: staff log in by SITHS and by nothing else, patients never by it (DIR-2)');
  if (file.kind === 'PATIENT' && file.claims.unitHsaId !== undefined) faults.push('claims.unitHsaId: a patient has no commission');
  const addresses = Object.values(file.environments).map(({ issuer, clientId }) => `${issuer} ${clientId}`);
  if (new Set(addresses).size !== addresses.length) faults.push('environments: two environments share an issuer and client (DIR-4)');
  return faults;
}
