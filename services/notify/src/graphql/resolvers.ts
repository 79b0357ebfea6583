import { Alert } from './Alert';
import { AlertFault } from './AlertFault';
import type { Resolvers } from './generated/resolvers';
import { Notification } from './Notification';
import { alertFaults } from './Query/alertFaults';
import { myNotifications } from './Query/myNotifications';
import { notificationsOfCase } from './Query/notificationsOfCase';
import { notificationTemplates } from './Query/notificationTemplates';
import { unitAlerts } from './Query/unitAlerts';

/** Everything notify answers in the graph. */
export const resolvers: Resolvers = {
  Query: { myNotifications, notificationsOfCase, alertFaults, unitAlerts, notificationTemplates },
  Notification,
  Alert,
  AlertFault,
};
