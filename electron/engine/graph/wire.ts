import { z } from 'zod';
import type { NotificationToken, ScopedId } from '#shared/domain/ids.ts';
import { platformInstant, readPlatformTimestamp } from '#shared/time/platform-timestamp.ts';
import type { AccessTokenFacts, ListedToken } from './graph-api.ts';

/**
 * The platform's answers as they arrive: ids flat or nested, as numbers or text; timestamps quoted or not (DESIGN 13; META-API
 * 1.5, 3.2, 4). Everything a person may see stays as given; unknown fields are ignored.
 */

/** An id: text, never empty. Numbers come as text already where a double would lose digits (`parse-json.ts`). */
const id = z.union([z.string().trim().min(1), z.number().int()]).transform(String);
const text = z
  .union([z.string(), z.number(), z.boolean()])
  .transform(String)
  .nullish()
  .transform((value) => value ?? null);
const time = z.unknown().optional();

const listedToken = z
  .object({
    notification_messages_token: id,
    recipient_id: id.nullish(),
    recipient: z
      .union([id, z.object({ id }).transform((nested) => nested.id)])
      .nullish()
      .catch(null),
    topic_title: text,
    notification_messages_timezone: text,
    creation_timestamp: time,
    token_expiry_timestamp: time,
    next_eligible_time: time,
    user_token_status: text,
    notification_messages_reoptin: text,
    notification_messages_frequency: text,
  })
  .transform((row): ListedToken => {
    const nextEligible = readPlatformTimestamp(row.next_eligible_time);
    const recipient = row.recipient_id ?? row.recipient ?? null;
    return {
      token: row.notification_messages_token as NotificationToken, // the platform's own handle
      recipient: recipient as ScopedId | null, // the platform's own id
      topic: row.topic_title,
      zone: row.notification_messages_timezone,
      createdAt: platformInstant(row.creation_timestamp),
      expiresAt: platformInstant(row.token_expiry_timestamp),
      nextEligibleAt: nextEligible.kind === 'given' ? nextEligible.at : null,
      nextEligibleFlag: nextEligible.kind,
      userTokenStatus: row.user_token_status,
      reoptin: row.notification_messages_reoptin,
      frequency: row.notification_messages_frequency,
    };
  });

/** Answer to the read of one token; wrapped in `data` in some samples. */
export const tokenAnswer = z.union([
  listedToken,
  z
    .object({ data: z.union([listedToken, z.tuple([listedToken])]) })
    .transform(({ data }) => (Array.isArray(data) ? data[0] : data)),
]);

/** One page of the token list. A row that cannot be read is counted, never fatal for its neighbours. */
export const tokenPageAnswer = z
  .object({
    data: z.array(listedToken.nullable().catch(null)),
    paging: z
      .object({
        cursors: z.object({ after: z.union([z.string(), z.number()]).transform(String).nullish() }).nullish(),
        next: z.string().nullish(),
      })
      .nullish(),
  })
  .transform(({ data, paging }) => {
    const tokens = data.filter((row) => row !== null);
    return {
      tokens,
      unreadableRows: data.length - tokens.length,
      after: paging?.cursors?.after ?? null,
      /** `paging.next` holds the access token: only whether it is there matters (RELIABILITY 0.10, S-48). */
      hasNext: typeof paging?.next === 'string' && paging.next !== '',
    };
  });

/** Answer of `debug_token`; `expires_at` 0 means never. */
export const debugTokenAnswer = z
  .object({ data: z.object({ is_valid: z.boolean(), expires_at: time, scopes: z.array(z.string()).nullish() }) })
  .transform(
    ({ data }): AccessTokenFacts => ({
      valid: data.is_valid,
      expiresAt: platformInstant(data.expires_at),
      scopes: data.scopes ?? null,
    }),
  );

/** Answer of `me/permissions`. */
export const permissionsAnswer = z
  .object({ data: z.array(z.object({ permission: z.string(), status: z.string() })) })
  .transform(({ data }) => data.map((line) => ({ name: line.permission, granted: line.status === 'granted' })));

/** Answer of `subscribed_apps`: the fields of all apps listed, each once. Fields come as names or as objects with a name. */
export const subscriptionsAnswer = z
  .object({
    data: z.array(
      z.object({
        subscribed_fields: z
          .array(z.union([z.string(), z.object({ name: z.string() }).transform((field) => field.name)]))
          .catch([]),
      }),
    ),
  })
  .transform(({ data }) => [...new Set(data.flatMap((app) => app.subscribed_fields))]);

/** The Page itself; `tasks` only where the platform shows them. */
export const pageAnswer = z
  .object({ id, name: text, tasks: z.array(z.string()).nullish() })
  .transform((page) => ({ id: page.id, name: page.name, tasks: page.tasks ?? null }));

/** Any list; its rows do not matter. */
export const listAnswer = z.object({ data: z.array(z.unknown()) });

/** Answer of calls that only say that they worked; the flag comes as truth value or text (META-API 9). */
export const successAnswer = z.object({
  success: z.union([z.boolean(), z.literal('true').transform(() => true), z.literal('false').transform(() => false)]),
});

/** The error object (META-API 4.2). */
export const errorAnswer = z
  .object({
    error: z.object({
      code: z.coerce.number().int().nullish().catch(null),
      error_subcode: z.coerce.number().int().nullish().catch(null),
      is_transient: z.boolean().nullish().catch(null),
      message: z.string().nullish().catch(null),
      error_user_msg: z.string().nullish().catch(null),
      fbtrace_id: z.string().nullish().catch(null),
    }),
  })
  .transform(({ error }) => ({
    code: error.code ?? null,
    subcode: error.error_subcode ?? null,
    isTransient: error.is_transient ?? null,
    message: error.message ?? error.error_user_msg ?? null,
    traceId: error.fbtrace_id ?? null,
  }));

/** See {@link errorAnswer}. */
export type WireError = z.infer<typeof errorAnswer>;
