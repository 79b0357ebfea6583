import { ascii } from './photo-bytes';
import { cleanJpeg } from './photo-jpeg';
import { cleanPng } from './photo-png';

export type PhotoType = 'image/jpeg' | 'image/png' | 'image/heic';

/** A photo is at most so large, and a session has at most so many. */
export const MOST_BYTES = 20 * 1024 * 1024;
export const MOST_PHOTOS = 5;

/** A photo as it may be kept. */
export interface Photo {
  mediaType: PhotoType;
  content: Uint8Array;
  /** Whether place, time and camera were taken out; HEIC keeps them. */
  metadataRemoved: boolean;
}

const HEIC_BRANDS = ['heic', 'heix', 'heim', 'heis', 'hevc', 'hevx', 'mif1', 'msf1'];

/** What the bytes themselves say that they are, whatever the sender called them; undefined for anything but a photo. */
export function photoType(bytes: Uint8Array): PhotoType | undefined {
  if (startsWith(bytes, [0xff, 0xd8, 0xff])) return 'image/jpeg';
  if (startsWith(bytes, [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])) return 'image/png';
  if (ascii(bytes, 4, 8) === 'ftyp' && HEIC_BRANDS.includes(ascii(bytes, 8, 12))) return 'image/heic';
  return undefined;
}

/** The photo without what tells where and with what it was taken (TRI-10); undefined when the bytes are no whole photo. */
export function cleanPhoto(bytes: Uint8Array): Photo | undefined {
  const mediaType = photoType(bytes);
  if (!mediaType) return undefined;
  if (mediaType === 'image/heic') return { mediaType, content: bytes, metadataRemoved: false };
  const content = mediaType === 'image/jpeg' ? cleanJpeg(bytes) : cleanPng(bytes);
  return content && { mediaType, content, metadataRemoved: true };
}

const startsWith = (bytes: Uint8Array, signature: readonly number[]): boolean => signature.every((byte, i) => bytes[i] === byte);
