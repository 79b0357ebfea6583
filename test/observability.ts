import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { parse } from 'yaml';

const folder = resolve(__dirname, '../config/observability');
const read = (file: string): string => readFileSync(resolve(folder, file), 'utf8');

/** One rule of alerts.yaml. */
export interface AlertRule {
  alert: string;
  expr: string;
  for: string;
  labels: Record<string, string>;
  annotations: Record<string, string>;
}

/** Every alert, in order. */
export const alertRules = (): AlertRule[] => (parse(read('prometheus/alerts.yaml')) as { groups: { rules: AlertRule[] }[] }).groups.flatMap(({ rules }) => rules);

/** Addresses of the processes that are asked for measures, `host:port`. */
export const targets = (): string[] => (parse(read('prometheus/prometheus.yaml')) as { scrape_configs: { static_configs: { targets: string[] }[] }[] }).scrape_configs.flatMap((job) => job.static_configs.flatMap((each) => each.targets));

/** A panel of the dashboard; rows have no targets. */
export interface Panel {
  id: number;
  type: string;
  title: string;
  gridPos: { x: number; y: number; w: number; h: number };
  targets?: { refId: string; expr: string }[];
}

export const dashboard = (): { uid: string; panels: Panel[] } => JSON.parse(read('grafana/vardgraf.json')) as { uid: string; panels: Panel[] };

/** Every expression that is asked of Prometheus, with where it stands. */
export function expressions(): { where: string; expr: string }[] {
  const panels = dashboard().panels.flatMap(({ title, targets: asked = [] }) => asked.map(({ expr }) => ({ where: title, expr })));
  return [...alertRules().map(({ alert, expr }) => ({ where: alert, expr })), ...panels];
}

const words = new Set(['and', 'or', 'unless', 'bool', 'offset']);

/** The metrics and labels that an expression names. */
export function namesIn(expr: string): { metrics: string[]; labels: string[] } {
  const labels = [...expr.matchAll(/\{([^}]*)\}/g)].flatMap(([, inside]) => [...inside!.matchAll(/(\w+)\s*(?:=~|!~|!=|=)/g)].map((found) => found[1]!));
  const grouped = [...expr.matchAll(/\b(?:by|without)\s*\(([^)]*)\)/g)].flatMap(([, inside]) => inside!.split(',').map((label) => label.trim()));
  const rest = expr.replace(/\{[^}]*\}|\[[^\]]*\]|"[^"]*"/g, ' ').replace(/\b(?:by|without|on|ignoring)\s*\([^)]*\)/g, ' ');
  const metrics = [...rest.matchAll(/[a-zA-Z_:][\w:]*(?!\s*\(|[\w:])/g)].map(([name]) => name).filter((name) => !words.has(name));
  return { metrics: [...new Set(metrics)], labels: [...new Set([...labels, ...grouped])].filter((label) => label !== 'le') };
}
