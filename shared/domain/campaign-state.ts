/**
 * States of a campaign (DESIGN 3).
 *
 * - `draft`: nothing is planned; everything may be edited.
 * - `scheduled`: launched, and nothing of it has been claimed yet.
 * - `running`: at least one delivery was claimed and rows are still open.
 * - `paused`: a person or a rule stopped new claims; what is on the wire ends by itself.
 * - `finished`: no delivery is scheduled, sending or uncertain.
 * - `cancelled`: a person took back the rest; what was uncertain then is still settled.
 */
export const CAMPAIGN_STATES = ['draft', 'scheduled', 'running', 'paused', 'finished', 'cancelled'] as const;

/** See {@link CAMPAIGN_STATES}. */
export type CampaignState = (typeof CAMPAIGN_STATES)[number];

/** From each state the states it may go to. */
export const CAMPAIGN_TRANSITIONS: Readonly<Record<CampaignState, readonly CampaignState[]>> = {
  draft: ['scheduled', 'finished'],
  scheduled: ['running', 'paused', 'cancelled', 'finished'],
  running: ['paused', 'cancelled', 'finished'],
  paused: ['scheduled', 'running', 'cancelled', 'finished'],
  finished: [],
  cancelled: [],
};

/** Whether a campaign may go from one state to another. Staying in a state is no transition. */
export function mayCampaignBecome(from: CampaignState, to: CampaignState): boolean {
  return CAMPAIGN_TRANSITIONS[from].includes(to);
}
