import { Alert } from './Alert';
import { AlertFault } from './AlertFault';
import type { Resolvers } from './generated/resolvers';
import { markNoticeRead } from './Mutation/markNoticeRead';
import { pauseWebhook } from './Mutation/pauseWebhook';
import { registerPushDevice } from './Mutation/registerPushDevice';
import { registerWebhook } from './Mutation/registerWebhook';
import { removePushDevice } from './Mutation/removePushDevice';
import { removeWebhook } from './Mutation/removeWebhook';
import { replayWebhook } from './Mutation/replayWebhook';
import { resumeWebhook } from './Mutation/resumeWebhook';
import { rotateWebhookSecret } from './Mutation/rotateWebhookSecret';
import { testWebhook } from './Mutation/testWebhook';
import { MyWork } from './MyWork';
import { Notification } from './Notification';
import type { PushSetup } from './push';
import { alertFaults } from './Query/alertFaults';
import { myNotices } from './Query/myNotices';
import { myNotifications } from './Query/myNotifications';
import { myWork } from './Query/myWork';
import { noticeKeys } from './Query/noticeKeys';
import { notificationsOfCase } from './Query/notificationsOfCase';
import { notificationTemplates } from './Query/notificationTemplates';
import { unitAlerts } from './Query/unitAlerts';
import { webhookEvents } from './Query/webhookEvents';
import { webhooks } from './Query/webhooks';
import { StaffNotice } from './StaffNotice';
import { Webhook } from './Webhook';
import type { WebhookSetup } from './webhook-answers';
import { WebhookDelivery } from './WebhookDelivery';
import { WebhookEvent } from './WebhookEvent';

/** Everything notify answers in the graph. */
export function resolvers(push: PushSetup, hooks: WebhookSetup): Resolvers {
  return {
    Query: { myNotifications, myNotices, myWork, noticeKeys, notificationsOfCase, alertFaults, unitAlerts, notificationTemplates, webhooks, webhookEvents, pushKey: () => push.publicKey ?? null },
    Mutation: { registerPushDevice: registerPushDevice(push), removePushDevice, markNoticeRead, registerWebhook: registerWebhook(hooks), rotateWebhookSecret: rotateWebhookSecret(hooks), pauseWebhook, resumeWebhook, removeWebhook, testWebhook, replayWebhook },
    Notification,
    StaffNotice,
    MyWork,
    Alert,
    AlertFault,
    Webhook,
    WebhookDelivery,
    WebhookEvent,
  };
}
