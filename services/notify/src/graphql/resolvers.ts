import { Alert } from './Alert';
import { AlertFault } from './AlertFault';
import type { Resolvers } from './generated/resolvers';
import { registerPushDevice } from './Mutation/registerPushDevice';
import { removePushDevice } from './Mutation/removePushDevice';
import { Notification } from './Notification';
import type { PushSetup } from './push';
import { alertFaults } from './Query/alertFaults';
import { myNotifications } from './Query/myNotifications';
import { notificationsOfCase } from './Query/notificationsOfCase';
import { notificationTemplates } from './Query/notificationTemplates';
import { unitAlerts } from './Query/unitAlerts';

/** Everything notify answers in the graph. */
export function resolvers(push: PushSetup): Resolvers {
  return {
    Query: { myNotifications, notificationsOfCase, alertFaults, unitAlerts, notificationTemplates, pushKey: () => push.publicKey ?? null },
    Mutation: { registerPushDevice: registerPushDevice(push), removePushDevice },
    Notification,
    Alert,
    AlertFault,
  };
}
