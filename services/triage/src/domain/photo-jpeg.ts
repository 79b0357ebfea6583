import { ascii, together } from './photo-bytes';

const SOI = 0xd8;
const EOI = 0xd9;
const SOS = 0xda;
const APP0 = 0xe0;
const APP1 = 0xe1;
const APP2 = 0xe2;
const APP14 = 0xee;
const APP15 = 0xef;
const COM = 0xfe;

/** Markers without a length: restarts, and TEM. */
const isBare = (marker: number): boolean => (marker >= 0xd0 && marker <= 0xd7) || marker === 0x01;

/**
 * The picture without Exif, XMP, IPTC, comments and anything after its end (further pictures with metadata of their own). What is needed to show it stays:
 * JFIF, Adobe's colour note, the colour profile, and which way is up. Undefined when it breaks off or is no JPEG.
 */
export function cleanJpeg(bytes: Uint8Array): Uint8Array | undefined {
  const kept: Uint8Array[] = [bytes.subarray(0, 2)];
  const orientation = orientationOf(bytes);
  if (orientation !== 1) kept.push(exifWithOnly(orientation));
  let at = 2;
  while (at < bytes.length) {
    const segment = segmentAt(bytes, at);
    if (!segment) return undefined;
    if (segment.marker === EOI) return together([...kept, Uint8Array.of(0xff, EOI)]);
    if (mayStay(bytes, segment)) kept.push(bytes.subarray(segment.from, segment.end));
    at = segment.end;
  }
  return undefined;
}

interface Segment {
  marker: number;
  from: number;
  /** Where its content begins, after the length. */
  body: number;
  end: number;
}

/** The segment that begins here; one with a scan reaches to the next marker after the picture's data. */
function segmentAt(bytes: Uint8Array, at: number): Segment | undefined {
  if (bytes[at] !== 0xff) return undefined;
  let from = at;
  while (bytes[from + 1] === 0xff) from += 1;
  const marker = bytes[from + 1];
  if (marker === undefined || marker === SOI || marker === 0) return undefined;
  if (marker === EOI || isBare(marker)) return { marker, from, body: from + 2, end: from + 2 };
  const length = (bytes[from + 2]! << 8) | bytes[from + 3]!;
  const end = from + 2 + length;
  if (!(length >= 2) || end > bytes.length) return undefined;
  return { marker, from, body: from + 4, end: marker === SOS ? endOfScan(bytes, end) : end };
}

function endOfScan(bytes: Uint8Array, from: number): number {
  for (let at = from; at + 1 < bytes.length; at += 1) {
    if (bytes[at] === 0xff && bytes[at + 1] !== 0 && bytes[at + 1] !== 0xff && !isBare(bytes[at + 1]!)) return at;
  }
  return bytes.length;
}

function mayStay(bytes: Uint8Array, { marker, body }: Segment): boolean {
  if (marker === COM) return false;
  if (marker < APP0 || marker > APP15) return true;
  if (marker === APP2) return ascii(bytes, body, body + 11) === 'ICC_PROFILE';
  return marker === APP14 || (marker === APP0 && ascii(bytes, body, body + 4) === 'JFIF');
}

/** Which way is up, by Exif: 1 when it is not said. */
function orientationOf(bytes: Uint8Array): number {
  for (let at = 2; at < bytes.length; ) {
    const segment = segmentAt(bytes, at);
    if (!segment || segment.marker === SOS || segment.marker === EOI) return 1;
    if (segment.marker === APP1 && ascii(bytes, segment.body, segment.body + 4) === 'Exif') return orientationIn(bytes.subarray(segment.body + 6, segment.end));
    at = segment.end;
  }
  return 1;
}

function orientationIn(tiff: Uint8Array): number {
  const little = ascii(tiff, 0, 2) === 'II';
  const view = new DataView(tiff.buffer, tiff.byteOffset, tiff.byteLength);
  const [short, long] = [(at: number): number => (at + 2 <= tiff.length ? view.getUint16(at, little) : 0), (at: number): number => (at + 4 <= tiff.length ? view.getUint32(at, little) : 0)];
  const directory = long(4);
  for (let i = 0; i < short(directory); i += 1) {
    const entry = directory + 2 + i * 12;
    if (short(entry) === 0x0112) return short(entry + 8) >= 1 && short(entry + 8) <= 8 ? short(entry + 8) : 1;
  }
  return 1;
}

/** Exif that says which way is up, and nothing else. */
function exifWithOnly(orientation: number): Uint8Array {
  return Uint8Array.of(
    0xff, APP1, 0, 34, 0x45, 0x78, 0x69, 0x66, 0, 0, // length 34, 'Exif'
    0x4d, 0x4d, 0, 0x2a, 0, 0, 0, 8, 0, 1, // big-endian TIFF, one entry
    0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, orientation, 0, 0, 0, 0, 0, 0,
  );
}
