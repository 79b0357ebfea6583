import { deflateSync } from 'node:zlib';
import type { PatientActor } from '@vardgraf/service-kit/actor';
import { v4 } from 'uuid';
import { simplePack } from './simple-pack';
import { tokenOf, type TriageWorld, triageWorld } from './triage-world';

let world: TriageWorld;
let anna: PatientActor;
const png = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==', 'base64');
const segment = (marker: number, body: Buffer) => Buffer.concat([Buffer.from([0xff, marker, (body.length + 2) >> 8, (body.length + 2) & 255]), body]);
const jpeg = Buffer.concat([Buffer.from([0xff, 0xd8]), segment(0xe1, Buffer.from('Exif\0\0II*\0\b\0\0\0')), segment(0xdb, Buffer.alloc(65, 1)), segment(0xda, Buffer.from([1, 2, 3])), Buffer.from([0x11, 0xff, 0x00, 0x22, 0xff, 0xd9])]);
const heic = Buffer.concat([Buffer.from([0, 0, 0, 24]), Buffer.from('ftypheic\0\0\0\0mif1heic')]);
const script = '<script>alert(document.domain)</script>';

beforeAll(async () => {
  world = await triageWorld();
  await world.publish([simplePack('drop-in', { priority: 4, need: 'DIGITAL', profession: 'NURSE' })]);
  await world.unit('bollnas');
  anna = await world.person();
}, 60_000);
afterAll(() => world.end());

/** Bytes that pretend: cut, bent, of two kinds at once, of impossible lengths, or a bomb. The same each time. */
function hostileFiles(): Buffer[] {
  let state = 20;
  const roll = (below: number) => {
    state = (state * 1_103_515_245 + 12_345) & 0x7fffffff;
    return (state >>> 8) % below;
  };
  const bent = [png, jpeg, heic].flatMap((whole) => Array.from({ length: 60 }, (_, n) => {
    if (n % 3 === 0) return whole.subarray(0, roll(whole.length));
    const copy = Buffer.from(whole);
    for (let times = 1 + roll(12); times > 0; times -= 1) copy[roll(copy.length)] = roll(256);
    return n % 3 === 1 ? copy : Buffer.concat([copy, Buffer.from(script), copy]);
  }));
  const lengths = [0, 1, 0x7fffffff, 0x80000000, 0xffffffff].flatMap((length) => [8, 33].map((at) => {
    const copy = Buffer.from(png);
    copy.writeUInt32BE(length, at);
    return copy;
  }));
  const bomb = deflateSync(Buffer.alloc(50 * 1024 * 1024));
  const chunk = (type: string, body: Buffer) => Buffer.concat([Buffer.from([body.length >>> 24, (body.length >> 16) & 255, (body.length >> 8) & 255, body.length & 255]), Buffer.from(type), body, Buffer.alloc(4)]);
  const others = [
    '', script, '<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>', '%PDF-1.7 /JS (app.alert(1))', 'GIF89a', 'PK\u0003\u0004', '#!/bin/sh\nrm -rf /', '\u007fELF', 'MZ', '<?php system($_GET[0]); ?>',
    '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><x>&a;</x>', "'; DROP TABLE photo; --",
  ].map((text) => Buffer.from(text, 'latin1'));
  const polyglots = [png, jpeg].flatMap((whole) => others.flatMap((other) => [Buffer.concat([whole, other]), Buffer.concat([other, whole])]));
  const bombs = [Buffer.concat([png.subarray(0, 33), chunk('zTXt', bomb), png.subarray(33)]), Buffer.concat([png.subarray(0, 33), chunk('iCCP', bomb), chunk('IDAT', bomb), chunk('IEND', Buffer.alloc(0))]), Buffer.concat([jpeg.subarray(0, 2), ...Array.from({ length: 50_000 }, () => Buffer.from([0xff, 0xe1, 0, 2]))])];
  return [...bent, ...lengths, ...others, ...polyglots, ...bombs];
}

test('[T19] more than two hundred hostile files sent as photos are refused or kept clean, none is shown as anything but an image, and the service goes on', async () => {
  const files = hostileFiles();
  expect(files.length).toBeGreaterThanOrEqual(200);
  const tally = new Map<number, number>();
  let session = '';
  for (const [n, file] of files.entries()) {
    if (n % 5 === 0) session = (await world.start(anna, 'drop-in'))['id'] as string; // a session has room for five
    const id = v4();
    const headers = { authorization: `Bearer ${tokenOf(anna)}`, 'content-type': ['image/png', 'text/html', 'image/svg+xml'][n % 3]! };
    const answer = await fetch(`${world.url}/photos/${session}/${id}`, { method: 'PUT', headers, body: new Uint8Array(file) });
    const said = await answer.text();
    tally.set(answer.status, (tally.get(answer.status) ?? 0) + 1);
    expect([200, 400, 415]).toContain(answer.status);
    expect(said).not.toMatch(/\n\s+at |node_modules|relation "|script|passwd/);
    if (answer.status !== 200) continue;
    const shown = await fetch(`${world.url}/photos/${id}`, { headers });
    expect(shown.headers.get('content-type')).toMatch(/^image\/(png|jpeg|heic)$/);
    expect(shown.headers.get('x-content-type-options')).toBe('nosniff');
    const kept = Buffer.from(await shown.arrayBuffer());
    if (shown.headers.get('content-type') !== 'image/heic') expect(kept.subarray(kept.length - script.length - 4).toString('latin1')).not.toContain('script'); // nothing stands after the picture's end
  }
  expect(tally.get(415)).toBeGreaterThan(50);
  expect(tally.get(200)).toBeGreaterThan(5);
  const good = await fetch(`${world.url}/photos/${(await world.start(anna, 'drop-in'))['id'] as string}/${v4()}`, { method: 'PUT', headers: { authorization: `Bearer ${tokenOf(anna)}` }, body: new Uint8Array(png) });
  expect(good.status).toBe(200);
}, 120_000);
