import { createGatewayMetrics } from '../metrics';
import { Frame, previousSeqMark } from './frame';
import type { LiveSocket } from './live-socket';
import { type Base, type Change, merged, Viewer } from './viewer';

const metrics = createGatewayMetrics().live('liveQueue', 'shared');

/** A socket whose slowness the test decides. */
function fakeSocket() {
  const sent: { seq: number; previousSeq?: number; kind?: string; id?: string }[] = [];
  const socket = { slow: false, recovered: new Set<() => void>(), next: (_id: string, payload: string) => sent.push(JSON.parse(payload) as never) };
  return { socket: socket as unknown as LiveSocket & { slow: boolean }, sent };
}
const frame = (content: object) => new Frame({ previousSeq: previousSeqMark, ...content });
const base = (seq: number): Base => ({ seq, frame: new Frame({ seq, kind: 'SNAPSHOT' }), readAt: 0 });
const change = (seq: number, id: string, kind: Change['kind']): Change => ({ seq, id, kind, frame: frame({ seq, id, kind }), as: async (other) => frame({ seq, id, kind: other }) });

async function recover(socket: LiveSocket & { slow: boolean }) {
  socket.slow = false;
  for (const tell of [...socket.recovered]) tell();
  await new Promise((done) => setImmediate(done));
}

describe('what one viewer is sent', () => {
  it('[LIV-1] numbers it has are not sent again, and each change names the number before', () => {
    const { socket, sent } = fakeSocket();
    const viewer = new Viewer(socket, '1', metrics);
    viewer.showBase(base(5));
    viewer.showChange(change(4, 'a', 'ADDED'));
    viewer.showChange(change(6, 'a', 'CHANGED'));
    viewer.showChange(change(9, 'b', 'ADDED'));
    expect(sent.map(({ seq, previousSeq }) => [seq, previousSeq])).toEqual([[5, undefined], [6, 5], [9, 6]]);
  });

  it('[LIV-1] while the socket is slow only the latest of each case is kept, in the order of the numbers', async () => {
    const { socket, sent } = fakeSocket();
    const viewer = new Viewer(socket, '1', metrics);
    viewer.showBase(base(0));
    socket.slow = true;
    const history: [string, Change['kind']][] = [['new', 'ADDED'], ['known', 'CHANGED'], ['new', 'CHANGED'], ['passing', 'ADDED'], ['passing', 'REMOVED'], ['gone', 'CHANGED'], ['gone', 'REMOVED'], ['back', 'REMOVED'], ['back', 'ADDED']];
    history.forEach(([id, kind], i) => viewer.showChange(change(i + 1, id, kind)));
    expect(sent).toHaveLength(1);
    await recover(socket);
    expect(sent.slice(1).map(({ seq, previousSeq, id, kind }) => [seq, previousSeq, id, kind])).toEqual([[2, 0, 'known', 'CHANGED'], [3, 2, 'new', 'ADDED'], [7, 3, 'gone', 'REMOVED'], [9, 7, 'back', 'CHANGED']]);
    viewer.showChange(change(10, 'x', 'ADDED'));
    expect(sent.at(-1)).toMatchObject({ seq: 10, previousSeq: 9 });
  });

  it('[LIV-1] a fresh snapshot replaces everything a slow viewer is owed', async () => {
    const { socket, sent } = fakeSocket();
    const viewer = new Viewer(socket, '1', metrics);
    viewer.showBase(base(0));
    socket.slow = true;
    viewer.showChange(change(1, 'a', 'ADDED'));
    viewer.showBase(base(3));
    viewer.showChange(change(2, 'b', 'ADDED'));
    viewer.showChange(change(4, 'c', 'ADDED'));
    await recover(socket);
    expect(sent.slice(1).map(({ seq, kind }) => [seq, kind])).toEqual([[3, 'SNAPSHOT'], [4, 'ADDED']]);
  });

  it('[LIV-1] a change that comes while older ones are still being told again waits for its turn', async () => {
    const { socket, sent } = fakeSocket();
    const viewer = new Viewer(socket, '1', metrics);
    viewer.showBase(base(0));
    socket.slow = true;
    viewer.showChange(change(1, 'a', 'ADDED'));
    viewer.showChange(change(2, 'a', 'CHANGED')); // has to be told as ADDED, which takes a moment
    socket.slow = false;
    for (const tell of [...socket.recovered]) tell();
    viewer.showChange(change(3, 'b', 'ADDED'));
    await new Promise((done) => setImmediate(done));
    expect(sent.slice(1).map(({ seq, kind }) => [seq, kind])).toEqual([[2, 'ADDED'], [3, 'ADDED']]);
  });

  it('what two changes amount to', () => {
    expect([merged('ADDED', 'CHANGED'), merged('ADDED', 'REMOVED'), merged('CHANGED', 'CHANGED'), merged('CHANGED', 'REMOVED'), merged('REMOVED', 'ADDED')]).toEqual(['ADDED', undefined, 'CHANGED', 'REMOVED', 'CHANGED']);
  });
});
