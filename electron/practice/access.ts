import { createHmac } from 'node:crypto';
import type { JsonObject } from './content/json-value.ts';
import type { LivePage, Platform } from './platform.ts';
import { type Refusal, refuse } from './rules/graph-error.ts';

/** The Page an access token opens, or why it opens none. */
export type Access = { readonly kind: 'page'; readonly page: LivePage } | Refusal;

/**
 * Checks the access token of a call, taken from `Authorization: Bearer`, the query or the body (META-API 9), and the
 * `appsecret_proof` where one is given.
 *
 * @param path - the Page the path names: its id, its Instagram account's, `me`, or `undefined` when it names none.
 */
export function checkAccess(
  platform: Platform,
  headers: Readonly<Record<string, string | undefined>>,
  params: JsonObject,
  path: string | undefined,
): Access {
  const accessToken = accessTokenOf(headers, params);
  if (typeof accessToken !== 'string' || accessToken === '') return refuse('accessTokenMissing');
  const page = platform.pages.find((one) => one.accessToken === accessToken);
  if (page === undefined) return refuse('accessTokenInvalid');
  const { condition } = page.state;
  if (condition === 'accessTokenExpired' || condition === 'accessTokenInvalid') return refuse(condition);
  const proof = params['appsecret_proof'];
  if (proof !== undefined && proof !== proofOf(platform, accessToken)) {
    return refuse('parameter', 'The appsecret_proof does not fit the access token.');
  }
  return isNamed(page, path) ? { kind: 'page', page } : refuse('noSuchObject');
}

/** Whether a call comes with the app's own access token, `{app id}|{app secret}`, which may ask about the others. */
export function isAppAccess(
  platform: Platform,
  headers: Readonly<Record<string, string | undefined>>,
  params: JsonObject,
): boolean {
  const { appId, appSecret } = platform.app;
  return accessTokenOf(headers, params) === `${appId}|${appSecret}`;
}

function accessTokenOf(headers: Readonly<Record<string, string | undefined>>, params: JsonObject): unknown {
  return bearerOf(headers) ?? params['access_token'];
}

function isNamed(page: LivePage, path: string | undefined): boolean {
  return path === undefined || path === 'me' || path === page.pageId || path === page.igId;
}

function bearerOf(headers: Readonly<Record<string, string | undefined>>): string | undefined {
  return /^Bearer +(.+)$/i.exec(headers['authorization'] ?? '')?.[1];
}

function proofOf(platform: Platform, accessToken: string): string {
  return createHmac('sha256', platform.app.appSecret).update(accessToken).digest('hex');
}
