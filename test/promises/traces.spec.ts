import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';

const root = resolve(__dirname, '../..');
const mains = ['gateway/src/main.ts', ...readdirSync(resolve(root, 'services')).map((service) => `services/${service}/src/main.ts`)].filter((file) => existsSync(resolve(root, file)));

test.each(mains)('%s begins to trace, under its own name, before it starts anything, and ends it last', (file) => {
  const text = readFileSync(resolve(root, file), 'utf8');
  const name = file.split('/').at(-3)!;
  const [begun, started, ended] = [text.indexOf(`const stopTracing = await startTracing('${name}', env);`), text.search(/ = await start(?!Tracing)[A-Z]/), text.indexOf('.stop().then(stopTracing)')];
  expect({ begun: begun > -1, started: started > begun, ended: ended > started }).toEqual({ begun: true, started: true, ended: true });
});

test('only the kit’s redacted way out reaches a collector', () => {
  const users = ['gateway', 'packages', 'services'].flatMap((folder) =>
    readdirSync(resolve(root, folder), { recursive: true, encoding: 'utf8' })
      .filter((path) => /^(?!.*node_modules)(.*\/)?src\/.*\.ts$/.test(path) && !path.endsWith('.test.ts'))
      .map((path) => `${folder}/${path}`)
      .filter((path) => readFileSync(resolve(root, path), 'utf8').includes("'@opentelemetry/")));
  expect(users).toEqual(['packages/service-kit/src/open-telemetry.ts']);
});
