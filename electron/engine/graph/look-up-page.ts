import { z } from 'zod';
import type { HttpPort } from '#engine/ports.ts';
import type { Account, Platform } from '#shared/domain/account.ts';
import type { AccessToken } from '#shared/domain/ids.ts';
import type { ReadAnswer } from './graph-api.ts';
import { createGraphNetwork } from './graph-network.ts';
import { readPageCall } from './graph-requests.ts';

/** The Page that an access token opens. */
export interface OpenedPage {
  readonly id: string;
  readonly name: string | null;
  /** The Instagram account that is linked to it; `null` = none, or not asked for. */
  readonly igId: string | null;
}

const id = z.union([z.string().trim().min(1), z.number().int()]).transform(String);

const openedPage = z
  .object({ id, name: z.string().nullish(), instagram_business_account: z.object({ id }).nullish() })
  .transform(
    (page): OpenedPage => ({
      id: page.id,
      name: page.name ?? null,
      igId: page.instagram_business_account?.id ?? null,
    }),
  );

/**
 * Asks which Page an access token opens, before anything of it is stored. Only Pages have a category, so the key of a person is
 * refused with code 100 instead of passing for a Page.
 */
export function lookUpPage(
  http: HttpPort,
  key: {
    readonly platform: Platform;
    readonly origin: string;
    readonly apiVersion: string;
    readonly accessToken: AccessToken;
  },
): Promise<ReadAnswer<OpenedPage>> {
  const endpoints = { endpointOf: () => Promise.resolve({ origin: key.origin, accessToken: key.accessToken }) };
  const network = createGraphNetwork({ http, endpoints });
  const linked = key.platform === 'instagram' ? ['instagram_business_account'] : [];
  const me = { pageId: 'me', apiVersion: key.apiVersion } as Account; // the only fields that this call reads
  return network.read(me, () => readPageCall(me, ['id', 'name', 'category', ...linked]), openedPage, 'account');
}
