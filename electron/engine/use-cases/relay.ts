import { z } from 'zod';
import { momentTeller } from '#engine/screens/moments.ts';
import { readVerifyWord } from '#engine/webhooks/verify-word.ts';
import type { Relay } from '#shared/contract/relay.ts';
import { DAY, MINUTE } from '#shared/time/duration.ts';
import { addMs } from '#shared/time/instant.ts';
import { documentUseCase } from './use-case.ts';

/** Whether webhooks come in here, and what a relay needs to know. */
export const readRelay = documentUseCase({
  input: z.strictObject({}),
  run: async (_input, context): Promise<Relay> => {
    const { parts, services } = context;
    const tell = await momentTeller(context);
    const now = parts.ports.clock.now();
    const hereMs = now + tell(now, null).here.offsetMinutes * MINUTE;
    const traffic = await parts.store.read('webhook.traffic', { since: addMs(now, -(hereMs % DAY)) });
    return {
      address: services.webhookAddress?.() ?? null,
      verifyWord: await readVerifyWord(parts),
      last: traffic.lastAt === null ? null : tell(traffic.lastAt, null),
      today: traffic.since,
    };
  },
});
