import { ascii, together } from './photo-bytes';

const SIGNATURE = 8;
/** Texts, time and Exif: not needed to show the picture. */
const REMOVED = ['eXIf', 'tEXt', 'zTXt', 'iTXt', 'tIME', 'zXIf'];

/** The picture without Exif, texts and time, and without anything after its end. Undefined when it breaks off or is no PNG. */
export function cleanPng(bytes: Uint8Array): Uint8Array | undefined {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const kept: Uint8Array[] = [bytes.subarray(0, SIGNATURE)];
  for (let at = SIGNATURE; at + 12 <= bytes.length; ) {
    const end = at + 12 + view.getUint32(at);
    const type = ascii(bytes, at + 4, at + 8);
    if (end > bytes.length || !/^[A-Za-z]{4}$/.test(type) || (at === SIGNATURE && type !== 'IHDR')) return undefined;
    if (!REMOVED.includes(type)) kept.push(bytes.subarray(at, end));
    if (type === 'IEND') return together(kept);
    at = end;
  }
  return undefined;
}
