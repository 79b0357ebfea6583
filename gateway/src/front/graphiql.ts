import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** A file of the GraphiQL page. */
export interface PageFile {
  body: string | Buffer;
  type: string;
  cache: string;
  policy: string;
}

const ownFolder = join(__dirname, '..', '..', 'graphiql');
const types = { html: 'text/html; charset=utf-8', js: 'text/javascript; charset=utf-8', css: 'text/css; charset=utf-8' };
/** Nothing from elsewhere: the page works without a network. */
const policy = "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; font-src 'self' data:; connect-src 'self' ws: wss:; worker-src 'self' blob:; frame-ancestors 'none'";

type Bundle = typeof import('@graphql-yoga/render-graphiql/graphiql');

/** Path → export of the GraphiQL bundle, nine megabytes that are read when somebody first opens the page. */
const bundled: Record<string, { name: keyof Bundle; type: string }> = {
  '/graphiql/app.js': { name: 'js', type: types.js },
  '/graphiql/app.css': { name: 'css', type: types.css },
  '/graphiql/editor-worker.js': { name: 'editorWorkerService', type: types.js },
  '/graphiql/json-worker.js': { name: 'jsonWorker', type: types.js },
  '/graphiql/graphql-worker.js': { name: 'graphqlWorker', type: types.js },
};

/** The page at `/` and what it loads; undefined for any other path. */
export async function graphiqlFile(path: string): Promise<PageFile | undefined> {
  if (path === '/') return { body: readFileSync(join(ownFolder, 'index.html')), type: types.html, cache: 'no-cache', policy };
  if (path === '/graphiql/page.js') return { body: readFileSync(join(ownFolder, 'page.js')), type: types.js, cache: 'no-cache', policy };
  const file = Object.hasOwn(bundled, path) ? bundled[path] : undefined;
  if (!file) return undefined;
  const bundle = await import('@graphql-yoga/render-graphiql/graphiql');
  return { body: bundle[file.name], type: file.type, cache: 'max-age=3600', policy };
}
