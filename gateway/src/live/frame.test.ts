import { Frame, previousSeqMark } from './frame';

const change = (words: string) => ({ data: { liveThread: { seq: 8, previousSeq: previousSeqMark, message: { text: words } } } });

test('[LIV-1] one frame names to each viewer the number that this one got before, under whatever name the document asks for it', () => {
  const frame = new Frame({ data: { q: { n: 8, p: previousSeqMark, again: previousSeqMark, card: { id: 'a' } } } });
  for (const before of [7, 5, 5, 0]) expect(JSON.parse(frame.payload(before))).toEqual({ data: { q: { n: 8, p: before, again: before, card: { id: 'a' } } } });
});

test.each([
  String(previousSeqMark), `"previousSeq":${previousSeqMark}`, `previousSeq":${previousSeqMark},`, `\\"previousSeq\\":${previousSeqMark}}`, `{"a":${previousSeqMark}}`,
])('[MSG-1] [LIV-1] what somebody has written comes as it was written, also where it looks like the mark: %s', (words) => {
  expect(JSON.parse(new Frame(change(words)).payload(7))).toEqual({ data: { liveThread: { seq: 8, previousSeq: 7, message: { text: words } } } });
});
