import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { createTransport } from 'nodemailer';
import { defaultDataDir } from '@vardgraf/launcher/paths';
import { type Browser, openBrowser, type Page } from '../browser/browser';
import { chromium } from '../browser/chromium';
import { type Stack, startStack } from '../stack';

const folder = resolve(defaultDataDir, 'screenshots');
let stack: Stack;
let browser: Browser;

beforeAll(async () => {
  stack = await startStack({ only: ['receiver', 'directory', 'identity-provider', 'gateway'] });
  browser = await openBrowser(await chromium());
}, 600_000); // on a bare machine the browser is fetched first
afterAll(async () => {
  await browser?.close();
  await stack?.stop();
});

/** Keeps what is seen under .data/screenshots; it must be a picture of the size asked for, and not of one colour. */
async function shoot(page: Page, name: string, { width, height }: { width: number; height: number }): Promise<void> {
  const file = resolve(folder, `${name}.png`);
  await page.screenshot(file);
  const png = readFileSync(file);
  expect([png.subarray(1, 4).toString(), png.readUInt32BE(16), png.readUInt32BE(20)]).toEqual(['PNG', width, height]);
  expect(png.length).toBeGreaterThan(15_000);
}

test('[API-1] GraphiQL of the gateway runs a query in a browser and shows the answer', async () => {
  const size = { width: 1440, height: 800 };
  const page = await browser.page({ ...size, language: 'en' });
  await page.goto(`${stack.url('gateway')}/`);
  await page.until("document.querySelector('button.graphiql-execute-button') && document.querySelector('.graphiql-query-editor .view-line')?.textContent");
  await page.click('button.graphiql-execute-button');
  await page.until("document.querySelector('.result-window')?.innerText.replace(/\\s/g, '').includes('\"id\":\"gavleborg\"')");
  await shoot(page, 'graphiql', size);
}, 120_000);

test('[NOT-1] the page of sent messages shows an SMS, a mail, and an alarm whose button acknowledges it', async () => {
  const size = { width: 1024, height: 900 };
  const receiver = stack.url('receiver');
  const authorization = `Basic ${Buffer.from('vardgraf:development').toString('base64')}`;
  const sms = (message: string) => fetch(`${receiver}/a1/sms`, { method: 'POST', headers: { authorization }, body: new URLSearchParams({ from: 'Vardgraf', to: '+46701740605', message }) });
  await sms('Du har ett bokat videobesök i dag kl. 10.00. Öppna länken när det är dags: https://vard.example/b/7f3a');
  await sms('Ditt besök börjar om 10 minuter.');
  for (const [reference, group] of [['one', 'Gävle Strand, sjuksköterskor'], ['two', 'Gävle Strand, läkare']]) {
    await fetch(`${receiver}/unite/alarms`, { method: 'POST', body: JSON.stringify({ reference, group, text: 'Ett ärende måste tas.', priority: 2 }) });
  }
  const mails = createTransport(`smtp://127.0.0.1:${stack.smtpPort}`);
  await mails.sendMail({ from: 'no-reply@vardgraf.test', to: 'jour@vard.example', subject: 'Ett ärende måste tas', text: 'Öppna kön i Vårdgraf.' });
  mails.close();
  const page = await browser.page({ ...size, language: 'sv' });
  await page.goto(`${receiver}/`);
  await page.until("document.querySelector('#sms').innerText.includes('Ditt besök börjar om 10 minuter.')");
  await page.click('#alarms form[action$="/acknowledge"] button');
  await page.until("document.querySelector('#alarms .acknowledged')?.innerText === 'kvitterat'");
  expect(await page.evaluate("document.querySelectorAll('#alarms button').length")).toBe(2);
  await shoot(page, 'sent-messages', size);
}, 120_000);
