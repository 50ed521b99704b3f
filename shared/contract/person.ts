import { z } from 'zod';
import { DELIVERY_KINDS } from '#shared/domain/attempt.ts';
import { CONSENT_KINDS, CONSENT_SOURCES } from '#shared/domain/consent.ts';
import { DELIVERY_STATES } from '#shared/domain/delivery-state.ts';
import { FREQUENCIES, TOKEN_STATUSES } from '#shared/domain/notification-token.ts';
import { REASONS } from '#shared/domain/reason.ts';
import { momentSchema } from './moment.ts';
import { personZoneSchema } from './person-zone.ts';
import { standingSchema } from './standing.ts';

const permissionSchema = z.strictObject({
  id: z.string(),
  topic: z.string().nullable(),
  status: z.enum(TOKEN_STATUSES),
  standing: standingSchema,
  zoneGiven: z.string().nullable(),
  /** First six and last four signs only. */
  shortToken: z.string(),
  frequency: z.enum(FREQUENCIES).nullable(),
  /** As the platform gave them. */
  userTokenStatus: z.string().nullable(),
  reoptin: z.string().nullable(),
  created: momentSchema.nullable(),
  optIn: momentSchema.nullable(),
  /** Until when the first follow-up to the latest yes may leave; `null` = no time of a yes is known. */
  followUpUntil: momentSchema.nullable(),
  expires: momentSchema.nullable(),
  last: momentSchema.nullable(),
  nextEligible: momentSchema.nullable(),
  nextEligibleSource: z.enum(['platform', 'file', 'forecast']).nullable(),
  nextEligibleRead: momentSchema.nullable(),
  stopped: momentSchema.nullable(),
  invalid: momentSchema.nullable(),
});
/** One permission of a person, in full. */
export type Permission = z.infer<typeof permissionSchema>;

const messageSchema = z.strictObject({
  id: z.string(),
  kind: z.enum(DELIVERY_KINDS),
  permission: z.string(),
  campaign: z.strictObject({ id: z.string(), name: z.string() }).nullable(),
  state: z.enum(DELIVERY_STATES),
  reason: z.enum(REASONS).nullable(),
  due: momentSchema.nullable(),
  ended: momentSchema.nullable(),
});
/** One message to a person. */
export type PersonMessage = z.infer<typeof messageSchema>;

const consentSchema = z.strictObject({
  kind: z.enum(CONSENT_KINDS),
  at: momentSchema,
  source: z.enum(CONSENT_SOURCES),
  topic: z.string().nullable(),
});
/** One entry of a person's record of consent. */
export type PersonConsent = z.infer<typeof consentSchema>;

/** A person in full. */
export const personSchema = z.strictObject({
  /** The clock when this was answered. */
  now: momentSchema,
  id: z.string(),
  account: z.strictObject({ id: z.string(), name: z.string() }),
  name: z.string().nullable(),
  metaId: z.string(),
  zone: personZoneSchema,
  suppressed: momentSchema.nullable(),
  /** The best of their permissions: the one that is free first. `null` = they hold none. */
  standing: standingSchema.nullable(),
  last: momentSchema.nullable(),
  permissions: z.array(permissionSchema),
  /** Newest first. */
  messages: z.array(messageSchema),
  /** Newest first. */
  consent: z.array(consentSchema),
});
/** All that is known of a person. */
export type Person = z.infer<typeof personSchema>;
