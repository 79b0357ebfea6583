import { spawn } from 'node:child_process';
import { resolve } from 'node:path';
import { createTransport } from 'nodemailer';
import { startReceiver } from '../src/start';
import { receiver, type ReceiverInTest } from './receiver-in-test';

let server: ReceiverInTest;
beforeAll(async () => void (server = await receiver()));
beforeEach(() => server.forget());
afterAll(() => server.stop());

const page = async (language = 'sv') => (await fetch(`${server.url}/`, { headers: { 'accept-language': language } })).text();

test('[NOT-1] the page shows what was sent, newest first, in Swedish or English, and runs nothing of it', async () => {
  await server.sms({ from: 'Region', to: '+46701740605', message: 'det första <script>alert(1)</script>' });
  await server.sms({ from: 'Region', to: '+46701740606', message: 'det andra' });
  await server.alarm({ reference: 'r', group: 'nurses', text: 'A case must be taken.', priority: 2 });
  const mails = createTransport(`smtp://127.0.0.1:${server.smtpPort}`);
  await mails.sendMail({ from: 'a@example.test', to: 'b@example.test', subject: 'Din tid', text: 'Hej & välkommen' });
  mails.close();
  const swedish = await page();
  for (const part of ['<html lang="sv">', 'Skickade meddelanden', 'SMS', 'Larm', 'E-post', '+46701740605', 'A case must be taken.', 'Kvittera', 'Kan inte', 'Din tid', 'Hej &amp; välkommen', '&lt;script&gt;']) expect(swedish).toContain(part);
  expect(swedish).not.toContain('<script>');
  expect(swedish.indexOf('det andra')).toBeLessThan(swedish.indexOf('det första'));
  const english = await page('en-GB,sv;q=0.5');
  for (const part of ['<html lang="en">', 'Sent messages', 'Acknowledge', 'Cannot']) expect(english).toContain(part);
  expect((await fetch(`${server.url}/`)).headers.get('content-security-policy')).toContain("default-src 'none'");
});

test('the buttons of the page bring back to the page, and all can be forgotten', async () => {
  await server.alarm({ reference: 'r', group: 'nurses', text: 'A case must be taken.', priority: 2 });
  const [, path] = /action="(\/alarms\/[^"]+\/acknowledge)"/.exec(await page('en'))!;
  const back = await fetch(`${server.url}${path}`, { method: 'POST', headers: { 'accept-language': 'en' } });
  expect(back.url).toBe(`${server.url}/`);
  expect(await back.text()).toContain('acknowledged');
  await fetch(`${server.url}/forget`, { method: 'POST' });
  expect(await server.sent()).toEqual({ sms: [], alarms: [], mails: [], pushes: [], webhooks: [] });
});

test('behaviour is changed by what is named, and a word that is none is refused', async () => {
  expect(await server.behave({ sms: 'slow' })).toMatchObject({ status: 200, body: { sms: 'slow', alarms: 'ok', receipts: 'once' } });
  expect(await server.behave({ sms: 'sleepy' })).toMatchObject({ status: 400, body: { error: expect.stringContaining('sms') } });
  expect((await fetch(`${server.url}/faults`, { method: 'POST', body: '{' })).status).toBe(400);
  expect(await (await fetch(`${server.url}/faults`, { method: 'DELETE' })).json()).toMatchObject({ sms: 'ok' });
});

test('health and metrics answer, a body that is too large is not kept, an unknown path is refused', async () => {
  expect((await fetch(`${server.url}/health/live`)).status).toBe(200);
  expect(await (await fetch(`${server.url}/health/ready`)).json()).toEqual({ ready: true, reasons: [] });
  expect(await (await fetch(`${server.url}/metrics`)).text()).toContain('service="receiver"');
  const large = await server.sms({ from: 'Region', to: '+46701740605', message: 'x'.repeat(100_000) }).catch(() => undefined);
  expect([413, undefined]).toContain(large?.status); // undefined: the connection is broken before all of it is sent
  expect((await server.sent()).sms).toEqual([]);
  expect((await fetch(`${server.url}/nothing`)).status).toBe(404);
});

test('in production neither the function nor the process starts, and the process says why', async () => {
  await expect(startReceiver({ NODE_ENV: 'production' } as never)).rejects.toThrow('does not start in production');
  const child = spawn(process.execPath, ['--import', 'tsx', resolve(__dirname, '../src/main.ts')], { env: { ...process.env, NODE_ENV: 'production', PORT: '0', SMTP_PORT: '0' }, stdio: ['ignore', 'ignore', 'pipe'] });
  let said = '';
  child.stderr.on('data', (chunk: Buffer) => (said += chunk.toString()));
  expect(await new Promise((done) => child.once('close', done))).toBe(1);
  expect(said).toContain('NODE_ENV: the receiver of sent messages does not start in production');
});
