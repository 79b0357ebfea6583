import type { z } from 'zod';
import { type SettingInForce, settingsInForce } from '../storage/setting-store';
import type { Where } from '../storage/where';
import { type SettingKey, settingSchemas } from './setting-schemas';

type Value<K extends SettingKey> = z.infer<(typeof settingSchemas)[K]>;

/** What decides about a region's messages and alerts now. */
export interface RegionSettings {
  quietHours: Value<'quiet-hours'>;
  privacy: Value<'privacy'>;
  links: Value<'links'>;
  wordings: Value<'wordings'>;
  messagePause: Value<'message-pause'>;
  alerts: Value<'alerts'>;
  onCallDestination: Value<'on-call-destination'>;
}

/** What decides about partners' webhooks in the region now. @throws Error when it has never been published: the seed has not run */
export async function webhookSettings(where: Where, regionId: string): Promise<Value<'webhooks'>> {
  return settingIn(await settingsInForce(where, regionId, undefined), regionId, 'webhooks');
}

/** How long partners' events are kept, and how fast they are sent, in the region now. @throws Error when it has never been published: the seed has not run */
export async function webhookLimits(where: Where, regionId: string): Promise<Value<'webhook-limits'>> {
  return settingIn(await settingsInForce(where, regionId, undefined), regionId, 'webhook-limits');
}

/**
 * The region's settings as of now, with the unit's own where it has them.
 * @throws Error when a setting has never been published for the region: the seed has not run
 */
export async function regionSettings(where: Where, regionId: string, unitId?: string): Promise<RegionSettings> {
  const rows = await settingsInForce(where, regionId, unitId);
  const setting = <K extends SettingKey>(key: K): Value<K> => settingIn(rows, regionId, key);
  return {
    quietHours: setting('quiet-hours'), privacy: setting('privacy'), links: setting('links'), wordings: setting('wordings'), messagePause: setting('message-pause'),
    alerts: setting('alerts'), onCallDestination: setting('on-call-destination'),
  };
}

function settingIn<K extends SettingKey>(rows: SettingInForce[], regionId: string, key: K): Value<K> {
  const row = rows.find((candidate) => candidate.key === key);
  if (!row) throw new Error(`notify: region ${regionId} has no ${key} in force; seed it from config/regions/${regionId}/notify.yaml`);
  return settingSchemas[key].parse(row.value) as Value<K>;
}
