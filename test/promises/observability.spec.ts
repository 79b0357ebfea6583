import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { parse } from 'yaml';
import { frontDoors, services } from '@vardgraf/launcher/services';
import { alertRules, dashboard, expressions, namesIn, targets } from '../observability';

const root = resolve(__dirname, '../..');
const read = (file: string) => readFileSync(resolve(root, file), 'utf8');

test('the metrics and labels of an expression are found, functions, words, ranges and values are none', () => {
  expect(namesIn('histogram_quantile(0.9, sum by (le, channel) (rate(a_bucket{b="c",d!~"e_f"}[15m]))) > 300 and on (x) min(g) < 1')).toEqual({ metrics: ['a_bucket', 'g'], labels: ['b', 'd', 'channel'] });
});

test('every alert says how bad it is, what it is in Swedish and in English, and where docs/errors.md says what to do', () => {
  const headings = [...read('docs/errors.md').matchAll(/^### (\w+)$/gm)].map(([, name]) => name!);
  const rules = alertRules();
  for (const { alert, labels, annotations, expr, for: patience } of rules) {
    expect({ alert, labels }).toEqual({ alert, labels: { severity: expect.stringMatching(/^(critical|warning)$/) as string } });
    expect({ alert, annotations }).toEqual({ alert, annotations: { summary_sv: expect.stringMatching(/^[A-ZÅÄÖ].{15,}\.$/) as string, summary_en: expect.stringMatching(/^[A-Z].{15,}\.$/) as string, runbook: `docs/errors.md#${alert.toLowerCase()}` } });
    expect(annotations['summary_sv']).not.toBe(annotations['summary_en']);
    expect(patience).toMatch(/^\d+[smh]$/);
    expect(namesIn(expr).metrics.length).toBeGreaterThan(0);
  }
  expect(rules.map(({ alert }) => alert)).toEqual(headings);
});

test.each([
  'CaseWithoutOwner', 'SessionWithoutCase', 'EventsNotPublished', 'ConsumerBehind', 'DeadLetters', 'DeadTimers', 'TimersLate', 'UnitsUnreached', 'LiveResyncs', 'ConnectionsRefused', 'GatewaySlow',
  'ProcessDown', 'SubgraphUnreachable', 'SigningKeyOld', 'DatabasePoolFull',
])('there is an alert for %s', (name) => {
  expect(alertRules().filter(({ alert }) => alert === name)).toHaveLength(1);
});

test('the dashboard has a panel for each thing, none over another, and shows every metric that an alert watches', () => {
  const { panels } = dashboard();
  expect(new Set(panels.map(({ id }) => id)).size).toBe(panels.length);
  for (const { title, type, targets: asked = [] } of panels) expect({ title, asks: asked.length > 0 }).toEqual({ title, asks: type !== 'row' });
  const cells = panels.flatMap(({ gridPos: { x, y, w, h } }) => Array.from({ length: w * h }, (_, i) => `${x + (i % w)},${y + Math.floor(i / w)}`));
  expect(new Set(cells).size).toBe(cells.length);
  const shown = new Set(panels.flatMap(({ targets: asked = [] }) => asked.flatMap(({ expr }) => namesIn(expr).metrics)));
  expect(alertRules().flatMap(({ expr }) => namesIn(expr).metrics).filter((name) => !shown.has(name))).toEqual([]);
});

test('what every instance of a service counts in the same rows is never added up over instances', () => {
  const counted = /sum(?: by \([^)]*\))? ?\(vardgraf_(?:cases_without|triage_sessions|notify_units|notify_alerts|oversight|outbox_oldest|consumer_lag|dead_letters|dead_timers|timers_late|audit_chain)/;
  expect(expressions().filter(({ expr }) => counted.test(expr))).toEqual([]);
  expect(counted.test('sum by (kind) (vardgraf_notify_units_unreached) > 0')).toBe(true);
});

test('nothing that stands for a person can be a label', () => {
  const allowed = ['service', 'worker', 'job', 'operation', 'kind', 'outcome', 'reason', 'subgraph', 'how', 'plan', 'published', 'transport', 'code', 'status', 'field', 'sharing', 'what', 'source', 'state', 'channel', 'errand', 'answer', 'about'];
  expect(expressions().flatMap(({ expr }) => namesIn(expr).labels).filter((label) => !allowed.includes(label))).toEqual([]);
});

test('Prometheus asks every process of compose at its own port, the gateway at the one that nobody outside reaches', () => {
  const { services: containers } = parse(read('docker-compose.yml'), { merge: true }) as { services: Record<string, { environment?: Record<string, string | number>; ports?: string[] }> };
  const processes = [...services.map(({ name }) => name), ...Object.keys(frontDoors)];
  const measuredAt = (name: string) => containers[name]!.environment!['METRICS_PORT'] ?? containers[name]!.environment!['PORT'];
  expect(targets().sort()).toEqual(processes.map((name) => `${name}:${measuredAt(name)}`).sort());
  expect(measuredAt('gateway')).not.toBe(containers['gateway']!.environment!['PORT']);
  expect(containers['gateway']!.ports!.filter((port) => port.endsWith(`:${measuredAt('gateway')}`))).toEqual([]);
});
