import type { Frame } from './frame';
import type { ChangeKind } from './live-field';
import type { LiveMeasures } from './live-metrics';
import type { LiveSocket } from './live-socket';

/** The whole list as of `seq`. */
export interface Base {
  seq: number;
  frame: Frame;
  readAt: number;
}

/** One change, resolved for a group. */
export interface Change {
  seq: number;
  id: string;
  kind: ChangeKind;
  frame: Frame;
  /** The same change told as another kind, for a viewer who was not told what came between; undefined when the entity has left. Never rejects. */
  as(kind: ChangeKind): Promise<Frame | undefined>;
}

interface Owed {
  kind: ChangeKind;
  change: Change;
}

/** What a viewer is owed of an entity after `earlier` and then `later` were not sent: undefined when nothing. */
export function merged(earlier: ChangeKind, later: ChangeKind): ChangeKind | undefined {
  if (later === 'REMOVED') return earlier === 'ADDED' ? undefined : 'REMOVED';
  return earlier === 'ADDED' ? 'ADDED' : 'CHANGED'; // also after REMOVED: the viewer never learnt of it
}

/** One live subscription of one socket: knows the last number it was sent; while the socket is slow, keeps only the latest of each entity. */
export class Viewer {
  /** Number of the last thing sent; undefined before the first. */
  seq: number | undefined;
  firstSeq: number | undefined;
  ended = false;
  private owed = new Map<string, Owed>();
  private owedBase: Base | undefined;
  private owedBeside: Frame | undefined;
  private catchingUp = false;
  private readonly onRecovered = () => void this.catchUp();

  /** @param refuse ends the subscription with an error */
  constructor(private readonly socket: LiveSocket, readonly operationId: string, private readonly measures: LiveMeasures, readonly refuse: (error: unknown) => void = () => undefined) {
    socket.recovered.add(this.onRecovered);
  }

  /** Continues after a number the client already has. */
  resumeAt(seq: number): void {
    this.seq = this.firstSeq = seq;
  }

  showBase(base: Base): void {
    if (this.behind) {
      this.measures.framesConflated.inc(this.owed.size);
      this.owed.clear();
      this.owedBase = base;
    } else this.send(base.frame, base.seq);
  }

  showChange(change: Change): void {
    const known = this.owedBase?.seq ?? this.seq;
    if (known !== undefined && change.seq <= known) return;
    if (this.behind) this.owe(change);
    else this.send(change.frame, change.seq);
  }

  /** What is beside the list takes no number; while the socket is slow the newest waits behind all changes. */
  showBeside(frame: Frame): void {
    if (this.behind) this.owedBeside = frame;
    else this.sendBeside(frame);
  }

  /** Says that what was asked cannot be had now; the subscription goes on. */
  tell(payload: string): void {
    this.socket.next(this.operationId, payload);
  }

  end(): void {
    this.ended = true;
    this.owed.clear();
    this.owedBase = this.owedBeside = undefined;
    this.socket.recovered.delete(this.onRecovered);
  }

  private get behind(): boolean {
    return this.socket.slow || this.catchingUp || this.owedBase !== undefined || this.owedBeside !== undefined || this.owed.size > 0;
  }

  private owe(change: Change): void {
    const earlier = this.owed.get(change.id);
    const kind = earlier ? merged(earlier.kind, change.kind) : change.kind;
    this.owed.delete(change.id); // set anew at the end: what is owed stays in the order of its numbers
    if (earlier) this.measures.framesConflated.inc();
    if (kind) this.owed.set(change.id, { kind, change });
  }

  private async catchUp(): Promise<void> {
    if (this.catchingUp) return;
    this.catchingUp = true;
    while (!this.ended && !this.socket.slow && (this.owedBase || this.owed.size || this.owedBeside)) {
      if (this.owedBase) {
        const base = this.owedBase;
        this.owedBase = undefined;
        this.send(base.frame, base.seq);
        continue;
      }
      const owed = this.owed.entries().next().value;
      if (!owed) {
        this.sendBeside(this.owedBeside!);
        this.owedBeside = undefined;
        continue;
      }
      const [id, { kind, change }] = owed;
      this.owed.delete(id);
      const frame = kind === change.kind ? change.frame : await change.as(kind);
      if (frame && !this.ended) this.send(frame, change.seq);
    }
    this.catchingUp = false;
  }

  private sendBeside(frame: Frame): void {
    this.count(frame);
    this.socket.next(this.operationId, frame.payload(this.seq ?? 0));
  }

  private send(frame: Frame, seq: number): void {
    this.count(frame);
    this.socket.next(this.operationId, frame.payload(this.seq ?? seq), seq);
    this.seq = seq;
    this.firstSeq ??= seq;
  }

  private count(frame: Frame): void {
    this.measures.framesSent.inc();
    this.measures.fetchesSaved.inc(frame.take());
  }
}
