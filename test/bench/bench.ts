import { staff, units } from '@vardgraf/directory/seed/known';
import { graph, logIn } from '../client';
import type { PartName, Stack } from '../stack';
import { holdTo } from './bars';
import { type Measured, mixedLoad, sessionSteps, warmUpSeconds } from './load';
import { cpuSeconds, type Platform, residentMb, startPlatform } from './platform';
import { queueCosts } from './queue';

const say = (line: string): void => void process.stdout.write(`${line}\n`);
const ms = (value: number): string => `${value < 10 ? value.toFixed(1) : value.toFixed(0)} ms`.padStart(8);

/** Starts the platform, prints its numbers, stops it; answers the exit code. `[seconds]` is the length of the load, 15 when not said. */
export async function bench(args: string[]): Promise<number> {
  const seconds = Number(args[0] ?? 15);
  let platform: Platform | undefined;
  try {
    platform = await startPlatform();
    const { stack } = platform;
    say(`npm start to a ready graph   ${(platform.readyMs / 1_000).toFixed(1)} s (empty data folder, packages installed)`);
    say('');
    memory(platform, 'Memory when ready (resident)');
    const there = reach(stack);
    await gatewaysCost(there);
    const steps = await sessionSteps(there, { seconds, perSecond: 50 });
    table(steps, `\nSessions of triage, ${seconds} s at 50 steps a second`);
    const before = cpu(platform);
    const profile = await mixedLoad(there, { seconds, perSecond: 50 });
    table(profile, `\nRegion profile, ${seconds} s at 50 operations a second: patients triage, chat and book; nurses look, take, start, chat and end`);
    usage(platform, before, seconds);
    const most = await mixedLoad(there, { seconds });
    table(most, `\nAs much as these actors ask for, ${seconds} s`);
    say('');
    memory(platform, 'Memory after the load (resident)');
    await queuesCost(there);
    return [steps, profile, most].some(({ failures }) => failures.length) ? 1 : 0;
  } finally {
    await platform?.stop();
  }
}

/** The queue's part alone, on a platform of its own. */
export async function benchQueue(): Promise<void> {
  const platform = await startPlatform();
  try {
    await queuesCost(reach(platform.stack));
  } finally {
    await platform.stop();
  }
}

function table({ times, seconds, intakeToScreen, failures }: Measured, title: string): void {
  const all = [...times.values()].flat();
  say(title);
  say(`  ${'operation'.padEnd(22)}${'per second'.padStart(11)}${'p50'.padStart(10)}${'p99'.padStart(10)}`);
  for (const [kind, each] of [...[...times].sort((a, b) => b[1].length - a[1].length), ['all', all] as const]) {
    say(`  ${kind.padEnd(22)}${(each.length / seconds).toFixed(1).padStart(11)}  ${ms(percentile(each, 50))}  ${ms(percentile(each, 99))}`);
  }
  if (intakeToScreen.length) say(`  intake to the nurse's screen (${intakeToScreen.length})  p50 ${ms(percentile(intakeToScreen, 50)).trim()}, p99 ${ms(percentile(intakeToScreen, 99)).trim()}`);
  if (failures.length) say(`  ${failures.length} turns failed, the first: ${failures[0]}`);
}

/** Seconds of processor time by process, so far. */
function cpu({ stack }: Platform): Map<string, number> {
  return new Map(Object.entries(stack.processes).flatMap(([name, { pid }]) => {
    const used = cpuSeconds(pid);
    return used === undefined ? [] : [[name, used] as const];
  }));
}

function usage(platform: Platform, before: Map<string, number>, seconds: number): void {
  say('  processor, share of one core');
  for (const [name, used] of cpu(platform)) say(`    ${name.padEnd(20)}${((100 * (used - (before.get(name) ?? 0))) / (seconds + warmUpSeconds)).toFixed(0).padStart(8)} %`);
}

/** The running platform in the words of the tests. */
function reach(stack: Platform['stack']): Stack {
  const url = (part: PartName): string => stack.processes[part]!.url;
  return { graphUrl: stack.graphUrl, identityUrl: stack.identityUrl, adminUrl: stack.databaseUrl, natsUrl: stack.natsUrl, url } as Stack;
}

function memory({ stack }: Platform, title: string): void {
  say(title);
  const pids = { ...stack.processes, launcher: { pid: stack.pid }, ...(stack.servers.nats && { 'nats-server': stack.servers.nats }) };
  let sum = 0;
  for (const [name, { pid }] of Object.entries(pids)) {
    const resident = residentMb(pid);
    if (resident === undefined) continue;
    sum += resident;
    say(`  ${name.padEnd(22)}${resident.toFixed(0).padStart(8)} MB`);
  }
  say(`  ${'together'.padEnd(22)}${sum.toFixed(0).padStart(8)} MB (without PostgreSQL, whose processes share memory)`);
}

/** The same query through the gateway and straight to directory, in turns, one at a time. */
async function gatewaysCost(stack: Stack): Promise<void> {
  // Just after a first start the identity provider may still hold a list from the middle of the seeding, for five seconds.
  const token = await logIn(stack, staff.annaNurse);
  const query = 'query ($id: ID!) { unit(id: $id) { name locality openNow } }';
  const ways = { 'through the gateway': stack.graphUrl, 'straight to directory': `${stack.url('directory')}/graphql` };
  const times: Record<string, number[]> = Object.fromEntries(Object.keys(ways).map((way) => [way, []]));
  for (let turn = 0; turn < 350; turn += 1) {
    for (const [way, url] of Object.entries(ways)) {
      const began = performance.now();
      await graph(url, token, query, { id: units.gavleHealthCentre.id });
      if (turn >= 50) times[way]!.push(performance.now() - began);
    }
  }
  say('\nThe same small query, 300 times one after the other');
  for (const [way, each] of Object.entries(times)) say(`  ${way.padEnd(24)}p50 ${ms(percentile(each, 50))}   p99 ${ms(percentile(each, 99))}`);
  const [through, straight] = Object.values(times).map((each) => percentile(each, 50)) as [number, number];
  say(`  the gateway's cost      ${(through / straight).toFixed(1)} times (${ms(through - straight).trim()} more)`);
}

/** A unit with two hundred open cases, after a year and after ten of a region's closed ones. */
async function queuesCost(stack: Stack): Promise<void> {
  const costs = await queueCosts(stack, 200, [1_000, 1_000_000]);
  say("\nA queue's first page and its counts, straight from cases, 200 times one after the other");
  for (const { open, closed, p50, p99 } of costs) say(`  ${open} open, ${String(closed).padStart(9)} closed     p50 ${ms(p50)}   p99 ${ms(p99)}`);
  const times = costs.at(-1)!.p50 / costs[0]!.p50;
  holdTo('1.20 times', `a thousand times the closed cost ${times.toFixed(2)} times`, times <= 1.2);
}

function percentile(values: readonly number[], of: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor((sorted.length * of) / 100))] ?? NaN;
}
