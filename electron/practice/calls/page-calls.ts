import { answer, type Call, type Outcome, type Platform } from '#practice/platform.ts';
import { refuse } from '#practice/rules/graph-error.ts';
import { SECOND } from '#shared/time/duration.ts';
import { onlyFields } from './fields.ts';

/** Permissions that seeds/004 and META-API 4, 8 and 9 ask for. */
const PERMISSIONS = ['pages_messaging', 'pages_manage_metadata', 'pages_show_list', 'business_management'];
const INSTAGRAM_PERMISSIONS = ['instagram_basic', 'instagram_manage_messages'];

/** Webhook fields an app can subscribe a Page to (DESIGN 13). */
const WEBHOOK_FIELDS = [
  'messages',
  'messaging_optins',
  'messaging_referrals',
  'messaging_postbacks',
  'message_reactions',
  'messaging_seen',
  'standby',
];

/** `GET /{page}`, `/me`: facts of the Page, those of `fields` where given. */
export function readPage(_platform: Platform, call: Call): Outcome {
  const { page } = call;
  const all = {
    id: page.pageId,
    name: page.name,
    tasks: ['ANALYZE', 'ADVERTISE', 'MESSAGING', 'MODERATE', 'CREATE_CONTENT', 'MANAGE'],
    category: 'Café',
    access_token: page.accessToken,
    ...(page.igId === null ? {} : { instagram_business_account: { id: page.igId } }),
  };
  return answer({ ...onlyFields(all, call.params['fields'], ['id', 'name']), id: page.pageId });
}

/** `GET /me/permissions`: all that are needed, granted, unless a test took one away. */
export function permissions(_platform: Platform, call: Call): Outcome {
  const missing = call.page.state.condition === 'permissionMissing';
  const data = permissionsOf(call).map((permission) => ({
    permission,
    status: missing && permission === 'pages_messaging' ? 'declined' : 'granted',
  }));
  return answer({ data });
}

/** `GET /debug_token`: facts of the access token given as `input_token`. */
export function debugToken(platform: Platform, call: Pick<Call, 'at' | 'params'>): Outcome {
  const input = call.params['input_token'];
  const page = platform.pages.find(({ accessToken }) => accessToken === input);
  if (page === undefined || page.state.condition === 'accessTokenInvalid') {
    const error = { code: 190, subcode: 467, message: 'The access token is not valid.' };
    return answer({ data: { error, is_valid: false, scopes: [] } });
  }
  const expired = page.state.condition === 'accessTokenExpired';
  return answer({
    data: {
      app_id: platform.app.appId,
      type: 'PAGE',
      application: 'Sundial practice',
      expires_at: expired ? Math.floor(call.at / SECOND) - 1 : 0,
      data_access_expires_at: 0,
      is_valid: !expired,
      profile_id: page.pageId,
      scopes: permissionsOf({ page }),
    },
  });
}

/** `GET /{page}/subscribed_apps`: the webhook fields the app is subscribed to. */
export function readSubscriptions(platform: Platform, call: Call): Outcome {
  const fields = subscribedFields(platform, call);
  if (fields.length === 0) return answer({ data: [] });
  const { appId } = platform.app;
  return answer({
    data: [{ link: `${call.base}/${appId}`, name: 'Sundial practice', id: appId, subscribed_fields: fields }],
  });
}

/** `POST /{page}/subscribed_apps`: subscribes to the fields given, beside those there are. */
export function subscribe(platform: Platform, call: Call): Outcome {
  const given = call.params['subscribed_fields'];
  const names = Array.isArray(given) ? given.map(String) : typeof given === 'string' ? given.split(',') : [];
  const asked = names.map((name) => name.trim());
  const strange = asked.find((name) => !WEBHOOK_FIELDS.includes(name));
  if (asked.length === 0 || strange !== undefined) {
    return refuse('parameter', `subscribed_fields must be some of ${WEBHOOK_FIELDS.join(', ')}.`);
  }
  const all = [...new Set([...subscribedFields(platform, call), ...asked])];
  platform.settings.write(settingOf(call), JSON.stringify(all));
  return answer({ success: true });
}

function subscribedFields(platform: Platform, call: Call): readonly string[] {
  const stored = platform.settings.read(settingOf(call));
  return stored === null ? WEBHOOK_FIELDS.slice(0, 5) : (JSON.parse(stored) as string[]); // written by subscribe only
}

function settingOf(call: Call): string {
  return `subscribedFields.${call.page.number}`;
}

function permissionsOf({ page }: Pick<Call, 'page'>): readonly string[] {
  return page.igId === null ? PERMISSIONS : [...PERMISSIONS, ...INSTAGRAM_PERMISSIONS];
}
