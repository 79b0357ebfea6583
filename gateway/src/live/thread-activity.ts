import { z } from 'zod';
import { previousSeqMark } from './frame';
import { type BesideEars, type BesideState, reference } from './live-field';
import type { Keys } from './reads';

const message = z.union([
  z.object({ marks: z.literal(true) }),
  z.object({
    presence: z.object({
      senderKind: z.enum(['PATIENT', 'PROXY', 'STAFF']), personId: z.string().min(1).max(80), state: z.enum(['HERE', 'TYPING', 'GONE']), seconds: z.number().min(0).max(300),
    }),
  }),
]);

interface Present {
  senderKind: 'PATIENT' | 'PROXY' | 'STAFF';
  personId: string;
  till: number;
  typingTill: number;
}

/** People kept of one conversation; more than ever take part in one. */
const mostPresent = 50;

/**
 * What goes on beside the messages of one viewer's thread (LIV-2): how far each side has read, as messaging keeps it; and who is there or writes,
 * which nobody keeps: each says so again and again, and who does not is forgotten here.
 */
export class ThreadActivity implements BesideState {
  private marks = { readByMySide: 0, readByOtherSide: 0 };
  private readonly present = new Map<string, Present>();
  private timer: NodeJS.Timeout | undefined;
  private told = '';

  /** @param me the viewer, who is not told of themselves */
  constructor(private readonly me: string, private readonly heard: BesideEars) {}

  hear(content: unknown): void {
    const parsed = message.safeParse(content);
    if (!parsed.success) return;
    if ('marks' in parsed.data) return this.heard.stale();
    const { senderKind, personId, state, seconds } = parsed.data.presence;
    if (personId === this.me) return;
    const key = `${senderKind} ${personId}`;
    const till = Date.now() + seconds * 1_000;
    const before = this.present.get(key);
    if (state === 'GONE') this.present.delete(key);
    else if (before || this.present.size < mostPresent) {
      this.present.set(key, { senderKind, personId, till: Math.max(till, before?.till ?? 0), typingTill: state === 'TYPING' ? till : 0 });
    }
    this.look();
  }

  learn({ marks }: Keys): void {
    if (!marks) return;
    this.marks = marks;
    this.tell();
  }

  event(): unknown {
    const present = this.now().map(({ senderKind, personId, typing }) => ({ senderKind, typing, staffMember: senderKind === 'STAFF' ? reference('StaffMember')(personId) : null }));
    return { liveThread: { __typename: 'ThreadActivity', seq: previousSeqMark, ...this.marks, present } };
  }

  stop(): void {
    clearTimeout(this.timer);
    this.present.clear();
  }

  private now(): { senderKind: Present['senderKind']; personId: string; typing: boolean }[] {
    const now = Date.now();
    return [...this.present.values()].filter(({ till }) => till > now).map(({ senderKind, personId, typingTill }) => ({ senderKind, personId, typing: typingTill > now }));
  }

  /** Forgets who has not said it again, tells when something is another, and looks again when the next one may be gone. */
  private look(): void {
    const now = Date.now();
    for (const [key, { till }] of this.present) if (till <= now) this.present.delete(key);
    this.tell();
    clearTimeout(this.timer);
    const next = Math.min(...[...this.present.values()].flatMap(({ till, typingTill }) => [till, ...(typingTill > now ? [typingTill] : [])]));
    if (Number.isFinite(next)) this.timer = setTimeout(() => this.look(), next - now + 1).unref();
  }

  private tell(): void {
    const now = JSON.stringify([this.marks, this.now()]);
    if (now === this.told) return;
    this.told = now;
    this.heard.changed();
  }
}
