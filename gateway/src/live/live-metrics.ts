import { Counter, Gauge, type Registry } from 'prom-client';

/** Whether a subscription shares its resolution with others of its scope, or is answered with the viewer's own token. */
export type Sharing = 'shared' | 'per viewer';

/** The measures of one live field in one way of sharing, with their labels already in place: they are counted for every frame. */
export type LiveMeasures = ReturnType<ReturnType<typeof createLiveMetrics>>;

/** Adds up beside a counter and enters the sum when it is asked for: a counter finds its labels anew for every call, which a thousand viewers would pay for. */
class Tally {
  private readonly entries: (() => void)[] = [];

  of(counter: { inc(by: number): void }): { inc(by?: number): void } {
    let sum = 0;
    this.entries.push(() => {
      if (sum > 0) counter.inc(sum);
      sum = 0;
    });
    return { inc: (by = 1) => void (sum += by) };
  }

  enter(): void {
    for (const entry of this.entries) entry();
  }
}

/** The measures of live subscriptions. Labels are names of our own fields and reasons. @returns those of one field; the same object each time */
export function createLiveMetrics(registry: Registry) {
  const [registers, of] = [[registry], ['field', 'sharing'] as const];
  const viewers = new Gauge({ name: 'vardgraf_live_viewers', help: 'Live subscriptions', labelNames: of, registers });
  const groups = new Gauge({ name: 'vardgraf_live_groups', help: 'Groups of viewers that share one resolution', labelNames: of, registers });
  const events = new Counter({ name: 'vardgraf_live_events_total', help: 'Hints that reached a group', labelNames: of, registers });
  const resolutions = new Counter({ name: 'vardgraf_live_resolutions_total', help: 'Snapshots and changes resolved', labelNames: [...of, 'what'], registers });
  const [framesTally, savedTally] = [new Tally(), new Tally()];
  const saved = new Counter({ name: 'vardgraf_live_fetches_saved_total', help: 'Requests to subgraphs that a viewer did not cost, because the frame was there', labelNames: of, registers, collect: () => savedTally.enter() });
  const frames = new Counter({ name: 'vardgraf_live_frames_total', help: 'Frames sent to viewers, or saved by conflation', labelNames: [...of, 'how'], registers, collect: () => framesTally.enter() });
  const snapshots = new Counter({ name: 'vardgraf_live_snapshots_total', help: 'Fresh snapshots read, by reason; all but the first are resyncs', labelNames: [...of, 'reason'], registers });
  const made = new Map<string, ReturnType<typeof make>>();

  function make(field: string, sharing: Sharing) {
    return {
      viewers: viewers.labels(field, sharing), groups: groups.labels(field, sharing), events: events.labels(field, sharing), fetchesSaved: savedTally.of(saved.labels(field, sharing)),
      framesSent: framesTally.of(frames.labels(field, sharing, 'sent')), framesConflated: framesTally.of(frames.labels(field, sharing, 'conflated')),
      resolved: (what: string) => resolutions.inc({ field, sharing, what }),
      snapshot: (reason: string) => snapshots.inc({ field, sharing, reason }),
    };
  }

  return (field: string, sharing: Sharing) => {
    const key = `${field} ${sharing}`;
    const known = made.get(key) ?? make(field, sharing);
    made.set(key, known);
    return known;
  };
}
