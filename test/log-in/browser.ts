/** What the person sees at the end of a row of redirects, or the address outside the log-in that they lead to. */
export interface Seen {
  url: string;
  status: number;
  text: string;
}

/** The little of a browser that log-in needs: cookies by host and path, and redirects until a page, or until `home`. */
export class Browser {
  /** Every address it was sent to. */
  readonly visited: string[] = [];
  private readonly cookies = new Map<string, { host: string; path: string; name: string; value: string }>();

  constructor(private readonly home: string, private readonly language = 'sv') {}

  async visit(address: string, form?: Record<string, string>): Promise<Seen> {
    let url = new URL(address);
    let body = form;
    for (let hops = 0; hops < 20; hops += 1) {
      this.visited.push(url.href);
      if (url.href.startsWith(this.home)) return { url: url.href, status: 0, text: '' };
      const response = await fetch(url, {
        method: body ? 'POST' : 'GET', redirect: 'manual', body: body && new URLSearchParams(body),
        headers: { cookie: this.cookieHeader(url), 'accept-language': this.language },
      });
      this.keep(url, response.headers.getSetCookie());
      const text = await response.text();
      const location = response.headers.get('location');
      if (location !== null) {
        url = new URL(location, url);
        body = undefined;
        continue;
      }
      // The library's own page that posts itself when another person logs in.
      const posted = /<form method="post" action="([^"]+)">(.*?)<\/form>/s.exec(text);
      if (!posted || !text.includes('.submit()')) return { url: url.href, status: response.status, text };
      url = new URL(posted[1]!.replaceAll('&amp;', '&'), url);
      body = Object.fromEntries([...posted[2]!.matchAll(/name="([^"]+)" value="([^"]*)"/g)].map(([, name, value]) => [name!, value!]));
    }
    throw new Error('too many redirects');
  }

  private cookieHeader(url: URL): string {
    const fits = ({ host, path }: { host: string; path: string }) => host === url.host && (url.pathname === path || url.pathname.startsWith(path.endsWith('/') ? path : `${path}/`));
    return [...this.cookies.values()].filter(fits).map(({ name, value }) => `${name}=${value}`).join('; ');
  }

  private keep(url: URL, lines: string[]): void {
    for (const line of lines) {
      const [pair, ...attributes] = line.split(';').map((part) => part.trim());
      const [name, value] = [pair!.slice(0, pair!.indexOf('=')), pair!.slice(pair!.indexOf('=') + 1)];
      const path = attributes.find((attribute) => /^path=/i.test(attribute))?.slice(5) ?? '/';
      const key = `${url.host} ${path} ${name}`;
      if (value) this.cookies.set(key, { host: url.host, path, name, value });
      else this.cookies.delete(key);
    }
  }
}
