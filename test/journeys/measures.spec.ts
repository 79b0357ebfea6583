import { services } from '@vardgraf/launcher/services';
import { v7 } from 'uuid';
import { expressions, namesIn } from '../observability';
import { type PartName, type Stack, startStack } from '../stack';
import { World } from '../world';

/** What Prometheus itself knows of whom it asks. */
const itsOwn = ['up'];

let stack: Stack;
let world: World;
beforeAll(async () => {
  // Processes of their own, the gateway two of them: what is measured of workers is there as well.
  stack = await startStack({ processes: true, envOf: { gateway: { GATEWAY_WORKERS: '2' } } });
  world = new World(stack);
  await world.isOpen();
}, 300_000);
afterAll(async () => {
  await world?.ends();
  await stack?.stop();
}, 60_000);

test('[MET-1] every metric and label of the dashboard and of the alerts is one that a process of a started platform tells', async () => {
  const session = await world.triages('tolvan', 'burningUrine');
  await world.finishes('tolvan', session['id'] as string);
  await world.as('tolvan', '{ myTickets { id } }');
  const parts: PartName[] = [...services.map(({ name }) => name as PartName), 'identity-provider', 'gateway'];
  const texts = await Promise.all(parts.map(async (part) => (await fetch(`${stack.url(part)}/metrics`)).text()));
  const told = new Set(texts.flatMap((text) => [...text.matchAll(/^# TYPE (\w+) (\w+)$/gm)].flatMap(([, name, type]) => (type === 'histogram' ? ['_bucket', '_sum', '_count'].map((end) => `${name}${end}`) : [name!]))));
  const unknown = expressions().flatMap(({ where, expr }) => namesIn(expr).metrics.filter((name) => !told.has(name) && !itsOwn.includes(name)).map((name) => `${where}: ${name}`));
  expect(unknown).toEqual([]);
  for (const [place, text] of texts.entries()) expect({ part: parts[place], text }).toEqual({ part: parts[place], text: expect.stringContaining('process_resident_memory_bytes') as string });
  expect(texts.at(-1)).toMatch(/^vardgraf_gateway_workers\{.*\} 2$/m);
  expect(texts.join('\n')).not.toContain(session['id'] as string);
});

test('[API-1] a name that a client gives its operation is a label nowhere', async () => {
  const name = `Chosen${v7().replaceAll('-', '')}`;
  await world.as('tolvan', `query ${name} { myTickets { id } }`);
  const parts: PartName[] = [...services.map(({ name: each }) => each as PartName), 'gateway'];
  for (const part of parts) expect({ part, text: await (await fetch(`${stack.url(part)}/metrics`)).text() }).toEqual({ part, text: expect.not.stringContaining(name) as string });
});
