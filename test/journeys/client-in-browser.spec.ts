import { join, resolve } from 'node:path';
import { build } from 'esbuild';
import { type Browser, openBrowser } from '../browser/browser';
import { chromium } from '../browser/chromium';
import { logIn } from '../client';
import { startStack, type Stack } from '../stack';
import { staff, units, World } from '../world';

const source = join(resolve(__dirname, '../..'), 'packages/client/src');
let stack: Stack;
let world: World;
let browser: Browser;

beforeAll(async () => {
  stack = await startStack();
  world = new World(stack);
  await world.isOpen();
  browser = await openBrowser(await chromium());
}, 600_000); // on a bare machine the browser is fetched first
afterAll(async () => {
  await browser?.close();
  await world?.ends();
  await stack?.stop();
});

/** The client as a page loads it. */
async function bundled(): Promise<string> {
  const contents = `import { connect } from './connect'; import { byQueueOrder } from './queue-order'; Object.assign(globalThis, { connect, byQueueOrder });`;
  const { outputFiles } = await build({ stdin: { contents, resolveDir: source, loader: 'ts' }, bundle: true, platform: 'browser', format: 'iife', target: 'es2023', minify: true, write: false });
  return outputFiles[0]!.text;
}

test('[API-1] [LIV-1] the client runs in a browser with nothing but what the browser has: a query, a live queue, a case that comes', async () => {
  const script = await bundled();
  expect(script.length).toBeLessThan(80_000);
  const page = await browser.page({ width: 800, height: 600, language: 'en' });
  await page.goto(`${stack.url('gateway')}/`); // a page of the gateway's own origin
  await page.evaluate(`(() => { ${script} })()`);
  await page.evaluate(`(() => {
    const graph = connect(location.origin + '/graphql', { token: async () => ${JSON.stringify(await logIn(stack, staff.annaNurse))} });
    const card = 'id status urgencyRank suicideRiskBand dueAt waitingSince';
    globalThis.graph = graph;
    globalThis.queue = graph.watch('subscription Q($unitId: ID!, $after: Int) { liveQueue(unitId: $unitId, after: $after) { __typename ... on QueueSnapshot { seq cards { ' + card + ' } } ... on QueueChange { seq previousSeq kind caseId card { ' + card + ' } } } }', { unitId: ${JSON.stringify(units.gavleHealthCentre.id)} }, { compare: byQueueOrder });
  })()`);
  await page.until("queue.state.status === 'live'");
  expect(await page.evaluate("graph.query('{ me { kind } }')")).toEqual({ me: { kind: 'STAFF' } });
  const caseId = await world.hasCase('tolvan', 'soreThroat');
  await page.until(`queue.state.items.some((card) => card.id === ${JSON.stringify(caseId)})`);
  await page.evaluate('graph.close()');
  expect(await page.evaluate('queue.state.status')).toBe('stopped');
}, 180_000);
