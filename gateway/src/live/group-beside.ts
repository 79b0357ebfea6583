import type { Log } from '@vardgraf/service-kit/log';
import type { Frame } from './frame';
import type { Beside, BesideState, LiveView } from './live-field';
import type { Keys } from './reads';
import type { Viewer } from './viewer';

/** What a group gives to what is told beside its list. */
export interface BesideParts {
  frame(event: unknown): Promise<Frame | undefined>;
  /** Behind everything that was delivered before. */
  deliver(work: () => Promise<void>): void;
  viewers: ReadonlySet<Viewer>;
  log: Log;
  /** Asks the owner anew; the answer comes to {@link GroupBeside.learn}. */
  reread(): void;
}

/** Tells a group's viewers what is beside their list, whole each time; what happens while a telling waits for its turn goes along with it. */
export class GroupBeside {
  private readonly state: BesideState;
  private waits = false;

  constructor(beside: Beside, view: LiveView, private readonly parts: BesideParts) {
    this.state = beside.begin(view, { changed: () => this.tell(), stale: () => parts.reread() });
  }

  hear(message: unknown): void {
    this.state.hear(message);
  }

  learn(keys: Keys): void {
    this.state.learn(keys);
  }

  tell(): void {
    if (this.waits || this.parts.viewers.size === 0) return;
    this.waits = true;
    this.parts.deliver(async () => {
      this.waits = false;
      try {
        const frame = await this.parts.frame(this.state.event());
        if (frame) for (const viewer of this.parts.viewers) viewer.showBeside(frame);
      } catch (error) {
        this.parts.log.warn({ err: error }, 'what is beside a live list could not be told'); // the list itself lacks nothing
      }
    });
  }

  stop(): void {
    this.state.stop();
  }
}
