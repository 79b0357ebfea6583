import type { IncomingMessage } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { type Behaviour, goodBehaviour } from './behaviour';
import type { CallBacks } from './call-backs';
import type { ReceiverEnv } from './env';
import type { Subscription } from './push-service';
import { nothingSent, type Sent } from './sent';

/** What the outside parties of one receiver share. */
export interface Parties {
  env: ReceiverEnv;
  sent: Sent;
  behaviour: Behaviour;
  /** Browsers that can be pushed to, by id. */
  subscriptions: Map<string, Subscription>;
  /** What each box of webhooks checks signatures with. */
  webhookSecrets: Map<string, string>;
  callBacks: CallBacks;
  /** After something was done: false when its answer must not be given, as the connection is broken by now. */
  accepted(mode: string, request: IncomingMessage): Promise<boolean>;
}

export function createParties(env: ReceiverEnv, callBacks: CallBacks): Parties {
  const parties: Parties = {
    env, callBacks, sent: nothingSent(), behaviour: goodBehaviour(), subscriptions: new Map(), webhookSecrets: new Map(),
    async accepted(mode, request) {
      if (mode === 'slow') await sleep(parties.behaviour.slowMs, undefined, { ref: false });
      if (mode === 'drop-after-accept') request.socket.destroy();
      return mode !== 'drop-after-accept';
    },
  };
  return parties;
}
