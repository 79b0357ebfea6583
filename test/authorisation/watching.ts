import { LiveClient, type LiveMessage } from '../../gateway/test/live-client';
import { liveFields } from './deeds';
import type { Caller } from './facts';
import type { Matrix } from './judging';
import type { Kind } from './readings';

/** A live field that a caller has asked for, and whether the first thing that came was data. */
export interface Watched {
  caller: Caller;
  field: string;
  id: string;
  may: boolean;
  isLetIn: boolean;
}

const patienceMs = 20_000;

/** Asks the gateway for every live field by some ids, over one socket; who is not let in at all has none. */
export async function watchEverything(gatewayUrl: string, caller: Caller, matrix: Matrix, idsOf: (kind: Kind) => string[]): Promise<Watched[]> {
  const asked = Object.entries(liveFields).flatMap(([field, { of, by, names, may }]) => (by === undefined ? [''] : idsOf(names ?? of)).map((id) => ({ field, by, id, may: matrix.mayDo(caller, { of, may }, id) })));
  const client = await LiveClient.open(gatewayUrl, caller.token ?? '');
  try {
    asked.forEach(({ field, by, id }, n) => {
      const argument = by === undefined ? '' : `(${by}: ${JSON.stringify(id)})`;
      if (!client.closed) client.watchQueue('', { id: String(n), query: `subscription { ${field}${argument} { __typename } }` });
    });
    const first = (n: number): LiveMessage | undefined => client.messages.find((message) => message.id === String(n));
    await client.until(() => client.closed !== undefined || asked.every((_, n) => first(n) !== undefined), patienceMs);
    return asked.map(({ field, id, may }, n) => {
      const message = first(n);
      return { caller, field, id, may, isLetIn: message?.type === 'next' && message.payload?.data != null };
    });
  } finally {
    await client.close();
  }
}
