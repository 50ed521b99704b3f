import { z } from 'zod';
import { PLATFORMS } from '#shared/domain/account.ts';
import { toPublicId } from '#shared/domain/ids.ts';
import { refuse } from '#shared/domain/refusals/refuse.ts';
import { laterPageId } from '#shared/domain/unconnected-page.ts';
import { REAL_ACCOUNT } from './accounts.ts';
import { documentUseCase } from './use-case.ts';

/** Adds an account whose Page is connected later, so that a list can be taken in without any login (issue 3, Welcome). */
export const addUnconnectedAccount = documentUseCase({
  input: z.strictObject({
    platform: z.enum(PLATFORMS),
    name: z.string().trim().min(1).max(200),
    /** IANA zone of the shop. */
    zone: z.string(),
  }),
  audit: (_input, output: { readonly id: string }) => ({ subject: output.id, detail: { kind: 'later' } }),
  run: async ({ platform, name, zone }, { parts, services }) => {
    const known = parts.zones.identify(zone);
    if (known.kind !== 'known') {
      throw refuse('zoneUnknown', { zone }, { where: 'zone' });
    }
    const standIn = laterPageId(parts.ports.random.hex(8));
    const id = await parts.store.write('account.insert', {
      platform,
      isPractice: false,
      pageId: standIn,
      igId: platform === 'instagram' ? standIn : null,
      name,
      pageZone: known.zone,
      ...REAL_ACCOUNT,
      createdAt: parts.ports.clock.now(),
    });
    services.changed();
    return { id: toPublicId('account', id) };
  },
});
