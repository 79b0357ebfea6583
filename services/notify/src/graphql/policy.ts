import { inherited, patient, type PolicyTable, staff, staffAs } from '@vardgraf/service-kit/policy';

/** Who may use which field; what is not here is refused. Of which unit or case is decided by the operation. */
export const policy: PolicyTable = {
  Query: {
    myNotifications: patient,
    notificationsOfCase: staff,
    alertFaults: staffAs('UNIT_MANAGER', 'QUALITY_COORDINATOR', 'SYSTEM_MANAGER'),
    unitAlerts: staff,
    notificationTemplates: staffAs('SYSTEM_MANAGER'),
    pushKey: patient,
  },
  Mutation: { registerPushDevice: patient, removePushDevice: patient },
  RegisterPushDeviceOk: { '*': inherited },
  RemovePushDeviceOk: { '*': inherited },
  PushDevice: { '*': inherited },
  PushOff: { '*': inherited },
  Notification: { '*': inherited, __resolveReference: patient },
  NotificationConnection: { '*': inherited },
  NotificationEdge: { '*': inherited },
  NotificationTemplate: { '*': inherited },
  Alert: { '*': inherited, __resolveReference: staff },
  AlertConnection: { '*': inherited },
  AlertEdge: { '*': inherited },
  AlertFault: { '*': inherited },
  Unit: { '*': inherited },
  PageInfo: { '*': inherited },
  NotFound: { '*': inherited },
  NotPermitted: { '*': inherited },
  FunctionOff: { '*': inherited },
};
