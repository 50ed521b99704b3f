import { z } from 'zod';
import type { RehearsalReport } from '#engine/rehearsal/rehearsal-report.ts';
import { rehearseCampaign } from '#engine/rehearsal/rehearse-campaign.ts';
import { hereZone, momentTeller } from '#engine/screens/moments.ts';
import type { Rehearsal } from '#shared/contract/rehearsal.ts';
import { refuse } from '#shared/domain/refusals/refuse.ts';
import { type EpochMs, parseIso } from '#shared/time/instant.ts';
import type { IanaZone } from '#shared/time/zone-data.ts';
import { findCampaign } from './find-campaign.ts';
import { rehearsalSteps } from './rehearsal-steps.ts';
import { documentUseCase, type UseCaseContext } from './use-case.ts';

/** Plays a campaign through on a virtual clock; the data folder stays as it is. */
export const rehearse = documentUseCase({
  input: z.strictObject({
    campaign: z.string(),
    /** Hours in which the computer sleeps, and the computer's own zone. */
    asleep: z.strictObject({ hours: z.string(), zone: z.string() }).nullable(),
    rulePack: z.string().nullable(),
  }),
  run: async (input, context) => {
    const zone = context.parts.zones.identify(input.asleep?.zone ?? 'Etc/UTC');
    if (zone.kind !== 'known') {
      throw refuse('zoneUnknown', { zone: input.asleep?.zone ?? '' }, { where: 'asleep' });
    }
    const asleep = input.asleep === null ? null : { hours: input.asleep.hours, zone: zone.zone };
    return play({ ...input, asleep }, context);
  },
});

/** Most broken rules told one by one; more only say that something is very wrong (Sundial's choice). */
const SHOWN_VIOLATIONS = 100;

/** The same for a screen: sleeping hours on the clock here, every instant as it is shown, and what stood when. */
export const rehearseHere = documentUseCase({
  input: z.strictObject({
    campaign: z.string(),
    asleep: z.strictObject({ from: z.string(), to: z.string() }).nullable(),
    rulePack: z.string().nullable(),
  }),
  run: async (input, context): Promise<Rehearsal> => {
    const { asleep } = input;
    const zone = await hereZone(context);
    const hours = asleep === null ? null : { hours: `${asleep.from}-${asleep.to}`, zone };
    const report = await play({ ...input, asleep: hours }, context);
    const moment = await momentTeller(context);
    const told = (iso: string | null): EpochMs | null => (iso === null ? null : parseIso(iso));
    const from = told(report.virtualFrom) ?? context.parts.ports.clock.now();
    const to = told(report.virtualTo) ?? from;
    const { planned, sent, failed, skipped, missed, cancelled, uncertain, reasons, rulePack, violations } = report;
    return {
      planned,
      sent,
      failed,
      skipped,
      missed,
      cancelled,
      uncertain,
      rulePack,
      reasons: [...reasons],
      from: moment(from, null),
      to: moment(to, null),
      violationCount: violations.length,
      violations: violations.slice(0, SHOWN_VIOLATIONS).map(({ kind, at }) => {
        const instant = told(at);
        return { kind, at: instant === null ? null : moment(instant, null) };
      }),
      steps: rehearsalSteps({ from, to, planned, minutes: report.minutes }).map((step) => ({
        ...step,
        at: moment(step.at, null),
      })),
    };
  },
});

async function play(
  wish: {
    readonly campaign: string;
    readonly asleep: { readonly hours: string; readonly zone: IanaZone } | null;
    readonly rulePack: string | null;
  },
  { parts, services, signal, onProgress }: UseCaseContext,
): Promise<RehearsalReport> {
  const campaign = await findCampaign(parts, wish.campaign);
  return rehearseCampaign(parts, services.rehearsals, {
    campaignId: campaign.id,
    asleep: wish.asleep,
    rulePackName: wish.rulePack,
    signal,
    onProgress: ({ done, total }) => onProgress({ what: 'messages played', done, total }),
  });
}
