/** A browser that a person wants to be told by; the keys are the browser's (RFC 8291). */
export interface PushDevice {
  id: string;
  regionId: string;
  personId: string;
  clientId: string;
  endpoint: string;
  /** Base64url. */
  p256dh: string;
  auth: string;
  registeredAt: Date;
}

/** A person's browsers; of the eleventh the one registered longest ago goes (NOT-1). */
export const mostDevices = 10;

/** The devices that must go before one more comes. */
export function tooMany(devices: readonly PushDevice[]): PushDevice[] {
  const newestFirst = [...devices].sort((a, b) => b.registeredAt.getTime() - a.registeredAt.getTime() || (a.id < b.id ? 1 : -1));
  return newestFirst.slice(mostDevices - 1);
}

/**
 * Whether notify may call the address: https at a push service of the list, so that nobody can make it call anything else. http only to this
 * machine, and only where `loopback` allows it.
 */
export function mayBeCalled(endpoint: string, hosts: readonly string[], loopback: boolean): boolean {
  const url = URL.canParse(endpoint) ? new URL(endpoint) : undefined;
  if (!url || url.username || url.password || url.hash) return false;
  if (url.protocol === 'http:') return loopback && ['127.0.0.1', 'localhost', '[::1]'].includes(url.hostname);
  return url.protocol === 'https:' && url.port === '' && hosts.some((host) => (host.startsWith('*.') ? url.hostname.endsWith(host.slice(1)) : url.hostname === host));
}
