import type { Actor, StaffActor } from '@vardgraf/service-kit/actor';

/** A token lives five minutes at most, and is accepted five seconds longer. */
const rememberMs = 310_000;
const maxKept = 100_000;

/** What a token says that can stop being so. */
export interface Holder {
  actor: Actor;
  session?: string;
}

type Commissions = readonly { id: string; role: string; unitIds: readonly string[] }[];

/**
 * What was revoked in the last minutes: log-ins that have ended, and staff whose commissions changed (DIR-2). Kept for as long as a token signed before
 * may still be good, and no longer; when a hundred thousand are kept the eldest is forgotten, whose tokens are the first to expire.
 */
export class Revocations {
  private readonly sessions = new Map<string, number>();
  private readonly staff = new Map<string, { commissions: Commissions; until: number }>();

  constructor(private readonly now: () => number = Date.now) {}

  /** The log-in has ended: none of its tokens is accepted any more. */
  endSession(session: string): void {
    keep(this.sessions, session, this.now() + rememberMs, this.now(), (until) => until);
  }

  /** The commissions that a staff member has from now on; none for who has left. */
  setCommissions(staffId: string, commissions: Commissions): void {
    keep(this.staff, staffId, { commissions, until: this.now() + rememberMs }, this.now(), ({ until }) => until);
  }

  /** Whether a token says what is no longer so. */
  refuses({ actor, session }: Holder): boolean {
    if (session !== undefined && (this.sessions.get(session) ?? 0) > this.now()) return true;
    if (actor.kind !== 'STAFF') return false;
    const known = this.staff.get(actor.personId);
    return known !== undefined && known.until > this.now() && !covers(known.commissions, actor.commission);
  }
}

function covers(now: Commissions, said: StaffActor['commission']): boolean {
  const still = now.find(({ id }) => id === said.id);
  return still !== undefined && still.role === said.role && said.unitIds.every((id) => still.unitIds.includes(id));
}

/** Entries stand in the order they were put in, and all live equally long: the eldest are the first. */
function keep<V>(map: Map<string, V>, key: string, value: V, now: number, untilOf: (value: V) => number): void {
  map.delete(key);
  for (const [old, entry] of map) {
    if (untilOf(entry) > now && map.size < maxKept) break;
    map.delete(old);
  }
  map.set(key, value);
}
