import { createTransport } from 'nodemailer';
import { receiver, type ReceiverInTest } from './receiver-in-test';

let server: ReceiverInTest;
beforeAll(async () => void (server = await receiver()));
beforeEach(async () => {
  await server.forget();
  await fetch(`${server.url}/faults`, { method: 'DELETE' });
});
afterAll(() => server.stop());

const mail = { from: 'Hälsocentralen Gävle <no-reply@region.test>', to: ['anna@example.test', 'bo@example.test'], subject: 'Din tid är bokad', text: 'Välkommen på måndag.\nHälsningar' };
async function send(more: object = {}): Promise<void> {
  const transport = createTransport(`smtp://127.0.0.1:${server.smtpPort}`);
  try {
    await transport.sendMail({ ...mail, ...more });
  } finally {
    transport.close();
  }
}

test('[NOT-1] a mail is taken over SMTP and kept as its recipient would read it', async () => {
  await send();
  expect((await server.sent()).mails).toEqual([{
    id: expect.any(String), at: expect.any(String), from: '"Hälsocentralen Gävle" <no-reply@region.test>', to: mail.to, subject: mail.subject, text: 'Välkommen på måndag.\nHälsningar\n',
  }]);
});

test('[NOT-1] a mail server that fails or is away keeps nothing; one that breaks off or is slow has it', async () => {
  await server.behave({ mail: 'error' });
  await expect(send()).rejects.toMatchObject({ responseCode: 451 });
  await server.behave({ mail: 'down' });
  await expect(send()).rejects.toThrow();
  expect((await server.sent()).mails).toEqual([]);
  await server.behave({ mail: 'drop-after-accept' });
  await expect(send()).rejects.toThrow();
  expect((await server.sent()).mails).toHaveLength(1);
  await server.behave({ mail: 'slow', slowMs: 50 });
  await send({ subject: 'sen' });
  expect((await server.sent()).mails.map(({ subject }) => subject)).toEqual(['sen', mail.subject]);
});
