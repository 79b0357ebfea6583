import { ask, graph } from '../client';
import { partnerToken, tokenOfMachine } from '../partner';
import { type Stack, startStack } from '../stack';

let stack: Stack;
beforeAll(async () => void (stack = await startStack({ only: ['receiver', 'directory', 'identity-provider', 'gateway'] })), 120_000);
afterAll(() => stack.stop());

test('[PAR-1] a partner signs with its key file and is itself in the graph, in its region', async () => {
  const { me } = await graph(stack.graphUrl, await partnerToken(stack), '{ me { kind personId region { id } } }');
  expect(me).toEqual({ kind: 'PARTNER', personId: 'telephone-triage', region: { id: 'gavleborg' } });
});

test('[DIR-3] a service with its own token is nobody who has logged in', async () => {
  const token = await tokenOfMachine(stack, 'notify', ['contacts:read']);
  expect((await ask(stack.graphUrl, token, '{ me { kind } }')).data).toEqual({ me: null });
});

test('[NOT-1] an SMS sent to the address that notify gets is on the page of sent messages', async () => {
  const authorization = `Basic ${Buffer.from('vardgraf:development').toString('base64')}`;
  const form = new URLSearchParams({ from: 'Vardgraf', to: '+46701740605', message: 'Välkommen till ditt besök' });
  expect((await fetch(`${stack.url('receiver')}/a1/sms`, { method: 'POST', body: form, headers: { authorization } })).status).toBe(200);
  expect(await (await fetch(stack.url('receiver'))).text()).toContain('Välkommen till ditt besök');
});
