/** Names under which notify's timers stand in the table. */
export const timerKinds = { attendNotification: 'attend-notification', attendAlert: 'attend-alert', silence: 'alert-silence', attendWebhook: 'attend-webhook' } as const;

/** Longer than any call of an operator may take: what is still under way by then has lost its process. */
export const guardMs = 60_000;

/** Milliseconds until a message or an alert is attended again for which no lane was free. */
export const crowdedMs = 2_000;

/** Milliseconds until directory is asked again after it did not answer: that is no try. */
export const directoryAwayMs = 30_000;
