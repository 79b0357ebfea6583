import type { Actor } from './actor';
import { Fault } from './fault';
import type { GraphContext } from './graph-context';

type Kind = Actor['kind'];

/** The caller as the policy row of the field promises; anything else is a fault of ours. */
function callerOfKind<K extends Kind>(kind: K, who: string): (context: GraphContext) => Extract<Actor, { kind: K }> {
  return ({ actor }) => {
    if (actor?.kind !== kind) throw new Fault('INTERNAL', `the policy let a caller through who is not ${who}`);
    return actor as Extract<Actor, { kind: K }>;
  };
}

/** The staff member who asks. @throws Fault INTERNAL when the field's policy row lets others through */
export const staffOf = callerOfKind('STAFF', 'staff');
/** The patient who asks. @throws Fault INTERNAL when the field's policy row lets others through */
export const patientOf = callerOfKind('PATIENT', 'a patient');
/** The partner that asks. @throws Fault INTERNAL when the field's policy row lets others through */
export const partnerOf = callerOfKind('PARTNER', 'a partner');
/** The gateway, for who watches. @throws Fault INTERNAL when the field's policy row lets others through */
export const liveOf = callerOfKind('LIVE', 'the gateway');
