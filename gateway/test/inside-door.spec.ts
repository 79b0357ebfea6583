import { startStack } from './stack';

const look = async (url: string, path = '/health/ready') => {
  const response = await fetch(`${url}${path}`);
  return { status: response.status, text: await response.text() };
};

describe('what is for the inside alone', () => {
  it('[API-1] at a port of its own the gateway tells measures and reasons, and no graph; the public one says ready or not', async () => {
    const stack = await startStack({ METRICS_PORT: '0' });
    try {
      const inside = stack.gateway.insideUrl!;
      await stack.subgraphs.oversight.stop();
      expect(await look(stack.url)).toEqual({ status: 503, text: '{"ready":false}' });
      expect(JSON.parse((await look(inside)).text)).toMatchObject({ ready: false, reasons: expect.arrayContaining(['oversight does not answer']) });
      await stack.subgraphs.oversight.start();
      while ((await look(stack.url)).status !== 200); // each part has a second to answer, which a busy machine may not give it
      await stack.subgraphs.oversight.stop();
      expect(await look(stack.url)).toEqual({ status: 200, text: '{"ready":true}' });
      expect(JSON.parse((await look(inside)).text)).toMatchObject({ ready: true, reasons: [], warnings: expect.arrayContaining(['oversight does not answer']) });
      expect(await look(stack.url, '/metrics')).toMatchObject({ status: 404, text: expect.not.stringContaining('vardgraf_') });
      expect((await look(inside, '/metrics')).text).toContain('vardgraf_operation_seconds');
      expect((await look(inside, '/graphql?query={__typename}')).status).toBe(404);
      expect((await look(stack.url, '/health/live')).status).toBe(200);
    } finally {
      await stack.stop();
    }
  });

  it('[API-1] in production the public port tells neither, whether or not there is another', async () => {
    const stack = await startStack({ NODE_ENV: 'production', TRUSTED_DOCUMENTS: 'off' });
    try {
      expect(stack.gateway.insideUrl).toBeUndefined();
      expect(JSON.parse((await look(stack.url)).text)).toEqual({ ready: expect.any(Boolean) });
      expect((await look(stack.url, '/metrics')).status).toBe(404);
    } finally {
      await stack.stop();
    }
  });
});
