import { getNamedType, isUnionType } from 'graphql';
import { Client } from 'pg';
import { v7 } from 'uuid';
import type { ServiceName } from '../stack';
import type { Schemas } from './asking';
import type { Deed } from './deeds';
import { deedOf } from './deeds';
import type { Caller } from './facts';
import { inputs } from './inputs';
import type { Matrix } from './judging';
import { type Kind, type ReadingKey, readings } from './readings';

/** A mutation that the matrix forbids the caller. */
export interface Forbidden {
  caller: Caller;
  service: ServiceName;
  field: string;
  document: string;
  deed: Deed;
  id: string;
  /** The caller may read nothing of the thing, and so must not be told whether it is there. */
  isStranger: boolean;
}

/** Every mutation by everybody to some things of its kind that the matrix does not allow them. */
export function everyForbidden(callers: readonly Caller[], all: Schemas, matrix: Matrix, idsOf: (kind: Kind) => string[], some: (ids: string[], caller: Caller) => string[]): Forbidden[] {
  const mutations = Object.entries(all).flatMap(([service, schema]) => Object.values(schema.getMutationType()?.getFields() ?? {}).map((field) => ({ service: service as ServiceName, field })));
  return mutations.flatMap(({ service, field }) => {
    const deed = deedOf(field.name)!;
    const result = isUnionType(getNamedType(field.type)) ? ' { __typename ... on Refusal { code message } }' : '';
    const document = `mutation Sweep($input: ${String(field.args[0]!.type)}) { ${field.name}(input: $input)${result} }`;
    const ids = deed.by === undefined ? [''] : idsOf(deed.of);
    return callers.flatMap((caller) => some(ids.filter((id) => !matrix.mayDo(caller, deed, id)), caller).map((id): Forbidden => ({ caller, service, field: field.name, document, deed, id, isStranger: !knows(matrix, caller, deed.of, id) })));
  });
}

/** Units, regions and what is one's own are no secret. */
function knows(matrix: Matrix, caller: Caller, of: Kind, id: string): boolean {
  if (['unit', 'region', 'own', 'anything', 'log', 'staffMember'].includes(of)) return true;
  return (Object.keys(readings) as ReadingKey[]).some((row) => readings[row].of === of && matrix.verdict(caller, row, id).may);
}

/** What a mutation was answered: `NotFound`, `NotPermitted`, another type's name, or the code of an error. */
export async function attempt(url: string, { caller, field, document }: Forbidden, id: string): Promise<{ is: string; text: string }> {
  const response = await fetch(`${url}/graphql`, {
    method: 'POST', body: JSON.stringify({ query: document, variables: { input: inputs[field]!(id) } }),
    headers: { 'content-type': 'application/json', 'x-request-id': v7(), ...(caller.token !== undefined && { authorization: `Bearer ${caller.token}` }) },
  });
  const { data, errors } = (await response.json()) as { data?: Record<string, { __typename?: string } | null> | null; errors?: { message: string; extensions?: { code?: string } }[] };
  const [error] = errors ?? [];
  const value = data?.[field];
  return error ? { is: error.extensions?.code ?? 'NONE', text: error.message } : { is: value?.__typename ?? JSON.stringify(value), text: JSON.stringify(value) };
}

/** What is not the domain's, or goes on by itself: the log of looks, what is on its way, clocks, who looks at the moment, alerts that nobody answers. */
const restless = ['audit', 'outbox', 'relay_mark', 'cursor', 'dead_letter', 'parked_event', 'timer', 'dead_timer', 'live_counter', 'case_looking', 'alert', 'case_relation'];
/** Where a case stands with its alert is copied onto it as alerts go on. */
const copied = ['alert_state', 'alert_id', 'alert_raised_at', 'alert_version', 'version', 'updated_at'];

/** A fingerprint of every table of the services' domains: how many rows, and what is in them. */
export async function fingerprint(adminUrl: string, services: readonly string[]): Promise<Record<string, string>> {
  const admin = new Client({ connectionString: adminUrl });
  await admin.connect();
  try {
    const tables = await admin.query<{ name: string }>(
      `SELECT quote_ident(table_schema) || '.' || quote_ident(table_name) AS name FROM information_schema.tables
        WHERE table_schema = ANY($1) AND table_type = 'BASE TABLE' AND table_name <> ALL($2) ORDER BY 1`, [services.filter((name) => name !== 'oversight'), restless]);
    const found: Record<string, string> = {};
    for (const { name } of tables.rows) {
      const { rows } = await admin.query<{ print: string }>(`SELECT count(*) || ' ' || COALESCE(md5(string_agg(md5((to_jsonb(t) - $1::text[])::text), '' ORDER BY md5((to_jsonb(t) - $1::text[])::text))), '') AS print FROM ${name} t`, [name === 'cases."case"' ? copied : []]);
      found[name] = rows[0]!.print;
    }
    return found;
  } finally {
    await admin.end();
  }
}
