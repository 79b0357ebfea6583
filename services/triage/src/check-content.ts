import { main } from './authoring/main';

/** The same as `npm run triage -- check`. */
void main(['check', ...process.argv.slice(2)], { input: process.stdin, print: (line) => void process.stdout.write(`${line}\n`), now: () => new Date() }).then((code) => {
  process.exitCode = code;
});
