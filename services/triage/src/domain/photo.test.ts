import fc from 'fast-check';
import { cleanPhoto, photoType } from './photo';

const bytes = (...parts: (number | string | readonly number[])[]): Uint8Array =>
  Uint8Array.from(parts.flatMap((part) => (typeof part === 'string' ? [...part].map((c) => c.charCodeAt(0)) : typeof part === 'number' ? [part] : [...part])));
const segment = (marker: number, ...body: (number | string | readonly number[])[]): number[] => {
  const content = [...bytes(...body)];
  return [0xff, marker, (content.length + 2) >> 8, (content.length + 2) & 255, ...content];
};
const place = '59.3293N';
/** Exif with an orientation and, further on, a place. */
const exif = (orientation: number): number[] =>
  segment(0xe1, 'Exif', 0, 0, 'II', 0x2a, 0, 8, 0, 0, 0, 1, 0, [0x12, 0x01, 3, 0, 1, 0, 0, 0, orientation, 0, 0, 0], 0, 0, 0, 0, place);
const scan = [...segment(0xda, 1, 2, 3), 0x11, 0xff, 0x00, 0x22, 0xff, 0xd0, 0x33];
const jpeg = (...before: number[][]): Uint8Array => bytes(0xff, 0xd8, ...before, segment(0xdb, 9, 9), scan, segment(0xc4, 7), scan, 0xff, 0xd9, 'MPF', exif(1));
const chunk = (type: string, body: string): number[] => [0, 0, 0, body.length, ...bytes(type, body), 1, 2, 3, 4];
const png = (...chunks: number[][]): Uint8Array => bytes(0x89, 'PNG', 0x0d, 0x0a, 0x1a, 0x0a, chunk('IHDR', 'size'), ...chunks, chunk('IDAT', 'picture'), chunk('IEND', ''), place);
const text = (content: Uint8Array | undefined): string => String.fromCharCode(...content!);

describe('[TRI-10] a photo', () => {
  test('of JPEG loses place, camera, words and what stands after its end; the picture, its colours and which way is up stay', () => {
    const clean = cleanPhoto(jpeg(segment(0xe0, 'JFIF', 0, 1), exif(6), segment(0xed, 'Photoshop', place), segment(0xfe, place), segment(0xe2, 'ICC_PROFILE', 0, 'colours'), segment(0xe2, 'MPF', 0, place)));
    expect(clean).toMatchObject({ mediaType: 'image/jpeg', metadataRemoved: true });
    expect(text(clean!.content)).not.toContain(place);
    expect(text(clean!.content)).not.toMatch(/Photoshop|MPF/);
    expect(text(clean!.content)).toContain(text(bytes(scan, segment(0xc4, 7), scan, 0xff, 0xd9)));
    expect(text(clean!.content)).toMatch(/JFIF[\s\S]*colours/);
    expect(text(clean!.content)).toContain(text(bytes('Exif', 0, 0, 'MM', 0, 0x2a, 0, 0, 0, 8, 0, 1, 1, 0x12, 0, 3, 0, 0, 0, 1, 0, 6)));
    expect(cleanPhoto(clean!.content)).toEqual(clean);
  });

  test('of PNG loses Exif, texts and time, and what stands after its end', () => {
    const clean = cleanPhoto(png(chunk('eXIf', place), chunk('tEXt', place), chunk('iTXt', place), chunk('tIME', place), chunk('gAMA', 'gamma')))!;
    expect(clean).toMatchObject({ mediaType: 'image/png', metadataRemoved: true });
    expect(text(clean.content)).not.toContain(place);
    expect(text(clean.content)).toMatch(/IHDR[\s\S]*gamma[\s\S]*picture[\s\S]*IEND/);
  });

  test('of HEIC is kept as it is, and says so', () => {
    const heic = bytes(0, 0, 0, 24, 'ftypheic', place);
    expect(cleanPhoto(heic)).toEqual({ mediaType: 'image/heic', content: heic, metadataRemoved: false });
  });

  test('is what its bytes are: nothing else passes, and nothing that breaks off', () => {
    for (const other of [bytes('<svg onload="x">'), bytes('GIF89a'), bytes('%PDF-1.7'), bytes(0, 0, 0, 24, 'ftypmp42'), bytes()]) expect(cleanPhoto(other)).toBeUndefined();
    const whole = jpeg();
    expect(photoType(whole.subarray(0, 20))).toBe('image/jpeg');
    for (let length = 3; length < whole.indexOf(0x4d, 20); length += 1) expect(cleanPhoto(whole.subarray(0, length))).toBeUndefined();
    const cut = png();
    for (let length = 8; length < cut.length - place.length; length += 1) expect(cleanPhoto(cut.subarray(0, length))).toBeUndefined();
  });

  test('of any bytes whatever ends in an answer', () => {
    const heads = [[0xff, 0xd8, 0xff], [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a], [0xff, 0xd8, ...exif(3).slice(0, 14)]];
    fc.assert(fc.property(fc.constantFrom(...heads), fc.uint8Array({ maxLength: 200 }), (head, rest) => {
      const clean = cleanPhoto(bytes(head, [...rest]));
      expect(clean === undefined || clean.content.length <= head.length + rest.length + 36).toBe(true);
    }));
  });
});
