import type { Moment } from '#shared/contract/moment.ts';
import type { Permission } from '#shared/contract/person.ts';

/** A permission whose yes can be followed up, or could. */
export interface FollowedYes {
  readonly permission: Permission;
  readonly yes: Moment;
  /** Until when the first follow-up may leave. */
  readonly until: Moment;
}

/**
 * Which follow-ups are shown, in the order of the permissions: those to the latest yes, and those somebody has begun to write. A yes to
 * another title that comes meanwhile takes nothing away: each text stays with the yes it was written for.
 *
 * @param begun - permissions under whose form something is written.
 */
export function followUpsShown(permissions: readonly Permission[], begun: ReadonlySet<string>): readonly FollowedYes[] {
  const known = permissions.flatMap((permission) => {
    const { optIn, followUpUntil } = permission;
    return optIn === null || followUpUntil === null ? [] : [{ permission, yes: optIn, until: followUpUntil }];
  });
  const latest = known.reduce<FollowedYes | null>(
    (late, one) => (late === null || one.yes.at > late.yes.at ? one : late),
    null,
  );
  return known.filter((one) => one === latest || begun.has(one.permission.id));
}
