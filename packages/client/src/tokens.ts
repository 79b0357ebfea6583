const marginMs = 30_000;

interface Held {
  token: string;
  /** When to ask for another, by this machine's clock. */
  renewAt: number;
}

/**
 * The caller's access token: asked for when it is first needed, and again before it expires or when the graph has refused it. Those who need one at the same time
 * wait for the same.
 */
export class Tokens {
  private held: Held | undefined;
  private asking: Promise<string> | undefined;

  constructor(private readonly ask: () => Promise<string>, private readonly now: () => number = Date.now) {}

  /** A token with some life left. @throws what the caller's function throws */
  get(): Promise<string> {
    if (this.held && this.now() < this.held.renewAt) return Promise.resolve(this.held.token);
    this.asking ??= this.ask()
      .then((token) => {
        this.held = { token, renewAt: this.now() + livesMs(token) };
        return token;
      })
      .finally(() => {
        this.asking = undefined;
      });
    return this.asking;
  }

  /** The graph does not take this token: the next one to ask gets another. */
  refused(token: string): void {
    if (this.held?.token === token) this.held = undefined;
  }

  /** Milliseconds until the token in hand is to be renewed. */
  get leftMs(): number {
    return this.held ? Math.max(0, this.held.renewAt - this.now()) : 0;
  }
}

/** How long a token is used from now on. Reckoned from its own two times, since this machine's clock may be wrong; 0 when it cannot be read. */
function livesMs(token: string): number {
  try {
    const payload = token.split('.')[1]!.replace(/-/g, '+').replace(/_/g, '/');
    const { iat, exp } = JSON.parse(atob(payload)) as { iat: number; exp: number };
    const life = (exp - iat) * 1_000;
    return Number.isFinite(life) ? Math.max(0, life - Math.min(marginMs, life / 4)) : 0;
  } catch {
    return 0;
  }
}
