/** Where operators tell what became of something. */
export const callBackPaths = { sms: '/call-backs/sms', alarms: '/call-backs/alarms' } as const;

/** An address for call-backs about one message, or about a region's alarms: the installation's key and ids of ours, nothing of a patient. */
export function callBackUrl(base: string, path: string, parts: Record<string, string>): string {
  return `${base}${path}?${new URLSearchParams(parts).toString()}`;
}
