import type { ClaimedDelivery } from '#engine/store/operations/claims-columns.ts';
import type { ClaimedDirect } from '#engine/store/operations/claims-direct.ts';

/** A message that was claimed: of a campaign, or a card or follow-up that carries its own text. One outbox for all (issue 4, Sending). */
export type ClaimedRow = (ClaimedDelivery & { readonly kind: 'marketing' }) | ClaimedDirect;
