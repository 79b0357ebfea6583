import { EntityBatches, type Representation } from './entity-batches';
import { type FetchContext, fetchScope } from './fetch-context';
import { SharedFetches } from './shared-fetches';

const turn = () => new Promise((done) => setImmediate(done));

describe('equal queries', () => {
  it('that come together share one request; one that comes after it was written gets its own', async () => {
    let saved = 0;
    const sent: { written: () => void; answer: (text: string) => void }[] = [];
    const fetches = new SharedFetches(() => { saved += 1; });
    const send = (written: () => void) => new Promise<string>((answer) => sent.push({ written, answer }));
    const together = [fetches.fetch('k', send), fetches.fetch('k', send), fetches.fetch('other', send)];
    await turn();
    const waiting = fetches.fetch('k', send); // the request waits for a connection
    expect(sent).toHaveLength(2);
    sent[0]!.written();
    const late = fetches.fetch('k', send);
    await turn();
    expect(sent).toHaveLength(3);
    sent.forEach(({ answer }, i) => answer(`answer ${i}`));
    expect(await Promise.all([...together, waiting, late])).toEqual(['answer 0', 'answer 0', 'answer 1', 'answer 0', 'answer 2']);
    expect(saved).toBe(2);
  });

  it('[DIR-3] are equal for one token and one language only', () => {
    const context: FetchContext = { actor: undefined, authorization: 'Bearer a', language: 'sv', requestId: '1' };
    const scopes = [context, { ...context, authorization: 'Bearer b' }, { ...context, language: 'en' as const }, { ...context, authorization: undefined }].map(fetchScope);
    expect(new Set(scopes).size).toBe(4);
    expect(fetchScope({ ...context, requestId: '2' })).toBe(scopes[0]);
  });
});

describe('entities that several operations ask for', () => {
  const of = (...ids: string[]): Representation[] => ids.map((id) => ({ __typename: 'T', id }));

  it('travel once each; everybody gets own objects in the own order, and only the own errors', async () => {
    const sent: Representation[][] = [];
    const batches = new EntityBatches(() => undefined);
    const send = async (all: Representation[]) => {
      sent.push(all);
      return {
        data: { _entities: all.map(({ id }) => (id === 'gone' ? null : { id, parts: [] })) },
        errors: [{ message: 'no', path: ['_entities', all.findIndex(({ id }) => id === 'gone'), 'name'] }, { message: 'all', path: undefined }] as never,
      };
    };
    const [one, two, three] = await Promise.all([batches.fetch('k', of('a', 'b', 'a'), send), batches.fetch('k', of('b', 'gone'), send), batches.fetch('other', of('a'), send)]);
    expect(sent).toEqual([of('a', 'b', 'gone'), of('a')]);
    const entities = (response: typeof one) => response!.data!['_entities'] as ({ id: string; parts: unknown[] } | null)[];
    expect(entities(one).map((e) => e?.id)).toEqual(['a', 'b', 'a']);
    expect(entities(two).map((e) => e?.id)).toEqual(['b', undefined]);
    entities(one)[1]!.parts.push('written by the executor');
    expect(entities(two)[0]!.parts).toEqual([]);
    expect(entities(one)[0]).not.toBe(entities(one)[2]);
    expect(one.errors).toEqual([{ message: 'all', path: undefined }]);
    expect(two.errors).toEqual([{ message: 'no', path: ['_entities', 1, 'name'] }, { message: 'all', path: undefined }]);
    expect(three!.errors).toHaveLength(1);
  });

  it('are not gathered beyond 500, and a failure reaches all who waited', async () => {
    const sizes: number[] = [];
    const batches = new EntityBatches(() => undefined);
    const send = async (all: Representation[]) => {
      sizes.push(all.length);
      throw new Error('down');
    };
    const waits = Array.from({ length: 6 }, (_, i) => batches.fetch('k', of(...Array.from({ length: 100 }, (__, j) => `${i}-${j}`)), send));
    const results = await Promise.allSettled(waits);
    expect(results.map(({ status }) => status)).toEqual(Array(6).fill('rejected'));
    expect(sizes).toEqual([500, 100]);
  });
});
