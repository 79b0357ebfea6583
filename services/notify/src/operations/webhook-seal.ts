/** Makes partners' secrets, and keeps them so that the database alone cannot sign. */
export interface WebhookSeal {
  /** A new one, as the partner sees it once. */
  newSecret(): string;
  /** @param endpointId a sealed secret opens for no other */
  seal(secret: string, endpointId: string): string;
  /** @returns undefined when it was sealed with a key that is gone, or for another endpoint, or was changed */
  open(sealed: string, endpointId: string): string | undefined;
}
