import { startStack } from '../stack';

test('the whole stack starts, is ready, and leaves nothing behind', async () => {
  const stack = await startStack();
  const answer = await fetch(`${stack.url('gateway')}/health/ready`);
  const body = await answer.json();
  await stack.stop();
  expect(body).toMatchObject({ ready: true, reasons: [] });
}, 300_000); // what a start may take is bounded where it waits; the first stack of a worker also seeds its template

test('every part is a process of its own when asked for, and one that was killed can be started again', async () => {
  const stack = await startStack({ processes: true });
  await stack.kill('cases');
  await expect(fetch(`${stack.url('cases')}/health/live`)).rejects.toThrow();
  await stack.restart('cases');
  expect((await fetch(`${stack.url('cases')}/health/ready`)).status).toBe(200);
  await stack.stop();
}, 180_000);
