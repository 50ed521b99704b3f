/** One error of the platform: HTTP status, codes, its text, and where they are documented. */
export type GraphError = {
  readonly status: number;
  readonly code: number;
  readonly subcode: number | null;
  readonly message: string;
  readonly transient: boolean;
  readonly source: string;
};

/** Every refusal of the practice platform. The texts are our own; clients go by the codes (META-API 4.2). */
export const GRAPH_ERRORS = {
  parameter: error(400, 100, null, 'Invalid parameter.', 'META-API 4.3, 100'),
  tokenInvalid: error(400, 100, null, 'This notification_messages_token is not valid.', 'META-API 4.3, 100'),
  tokenExpired: error(400, 100, null, 'This notification_messages_token has expired.', 'META-API 4.3, 100'),
  noSuchObject: error(400, 100, 33, 'Unsupported request: no such object, or no permission.', 'META-API 4.3, 100/33'),
  noSuchPerson: error(400, 100, 2018001, 'No matching user found.', 'META-API 4.3, 100/2018001'),
  tooEarly: error(
    400,
    4,
    2018354,
    'The minimum delay between two messages on this notification token is not over.',
    'META-API 4.3, 4/2018354',
  ),
  stopped: error(400, 10, 1893015, 'This person stopped notifications for this topic.', 'META-API 4.3, 10/1893015'),
  unavailable: error(400, 551, 1545041, 'This person is not available right now.', 'META-API 4.3, 551/1545041'),
  windowClosed: error(400, 10, 2018278, 'Sent outside the allowed window.', 'META-API 4.3, 10/2018278'),
  windowClosedInstagram: error(400, 10, 2534022, 'Sent outside the allowed window.', 'META-API 4.3, 10/2534022'),
  duplicateCard: error(400, 613, 1893016, 'Duplicate opt-in request: same topic within a week.', 'META-API 1.4'),
  tooManyCards: error(400, 9, 2018352, 'Too many opt-in requests to this person.', 'META-API 4.3, 9/2018352'),
  cardsBarred: error(400, 10, 1404170, 'This Page is restricted from opt-in requests.', 'META-API 4.3, 10/1404170'),
  sendingBarred: error(400, 10, 1893063, 'This Page is restricted from sending for now.', 'META-API 4.3, 10/1893063'),
  policyBlock: error(400, 368, null, 'Temporarily blocked for policies violations.', 'META-API 4.3, 368'),
  accessTokenMissing: error(400, 190, null, 'An access token is required.', 'META-API 4.3, 190'),
  accessTokenInvalid: error(401, 190, 467, 'The access token is not valid.', 'META-API 4.3, 190/467'),
  accessTokenExpired: error(401, 190, 463, 'The access token has expired.', 'META-API 4.3, 190/463'),
  permissionMissing: error(403, 200, null, 'A permission is missing.', 'META-API 4.3, 200'),
  notEligible: error(400, 36103, null, 'This IG account is not eligible for the API yet.', 'META-API 4.3, 36103'),
  messageGone: error(400, 9000001, null, 'This message is deleted or too old to be read.', 'META-API 4.3, 9000001'),
  rateLimit: error(400, 613, null, 'Calls to this API have exceeded the rate limit.', 'META-API 4.3, 613', true),
  businessLimit: error(400, 80006, null, 'Too many calls for this Page.', 'META-API 4.3, 80006', true),
  unknown: error(500, 2, null, 'The service is temporarily unavailable.', 'META-API 4.3, 2', true),
} as const satisfies Readonly<Record<string, GraphError>>;

/** Name of a refusal. */
export type GraphErrorName = keyof typeof GRAPH_ERRORS;

/** A refusal with the sentence that tells what exactly was wrong; `null` = the table's own sentence says all. */
export type Refusal = { readonly kind: 'refused'; readonly error: GraphErrorName; readonly detail: string | null };

/** Makes a refusal; `detail` replaces the table's sentence. */
export function refuse(name: GraphErrorName, detail: string | null = null): Refusal {
  return { kind: 'refused', error: name, detail };
}

/** The error object of an answer (META-API 4.2). */
export function errorBody(shown: Omit<GraphError, 'source' | 'status'>, traceId: string): string {
  const { code, subcode, message, transient } = shown;
  return JSON.stringify({
    error: {
      message: `(#${code}) ${message}`,
      type: 'OAuthException',
      code,
      ...(subcode === null ? {} : { error_subcode: subcode }),
      is_transient: transient,
      fbtrace_id: traceId,
    },
  });
}

function error(
  status: number,
  code: number,
  subcode: number | null,
  ...rest: readonly [message: string, source: string, transient?: boolean]
): GraphError {
  const [message, source, transient = false] = rest;
  return { status, code, subcode, message, transient, source };
}
