import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

const root = resolve(__dirname, '../..');
const rows = readFileSync(join(root, 'docs/hazards.md'), 'utf8').split('\n').filter((line) => /^\| [ABC] \|/.test(line));
const cells = (row: string): string[] => row.split('|').slice(1, -1).map((cell) => cell.trim());

test('every hazard names a severity, what may happen, and what is done or why it is open', () => {
  expect(rows.length).toBeGreaterThan(80);
  expect(rows.filter((row) => cells(row).length < 3 || cells(row).some((cell) => cell === ''))).toEqual([]);
});

test('every control has a test, and every test that holds one is there', () => {
  const controlled = rows.filter((row) => cells(row).length === 4);
  const named = (row: string): string[] => [...cells(row)[3]!.matchAll(/`([^`]+)`/g)].map((match) => match[1]!);
  expect(controlled.filter((row) => named(row).length === 0)).toEqual([]);
  expect(controlled.flatMap(named).filter((file) => !/\.(spec|test)\.ts$/.test(file) || !existsSync(join(root, file)))).toEqual([]);
});
