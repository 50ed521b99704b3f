import type { ListedToken } from '#engine/graph/graph-api.ts';
import { frequencyNamed } from '#shared/domain/notification-token.ts';
import { recipientFault, tokenFault } from './identifier-cell.ts';
import { shownValue } from './row-code.ts';
import type { StagingFile } from './staging-file.ts';

/** Where a listed token goes, and what it is counted with. */
export interface ListedPlace {
  readonly row: number;
  readonly origin: 'list' | 'read';
  readonly file: StagingFile;
  readonly zoneNo: (text: string | null) => number | null;
}

/** Stages one token of the platform's list. */
export function stageListed(token: ListedToken, { row, origin, file, zoneNo }: ListedPlace): void {
  const recipient = token.recipient ?? null;
  const fault = tokenFault(token.token);
  const noRecipient = recipient === null ? null : recipientFault(recipient);
  if (fault !== null || noRecipient !== null) {
    const [column, value] = fault === null ? ['recipient_id', recipient] : ['notification_messages_token', token.token];
    file.addReject({ row, column, value: shownValue(value), code: fault ?? noRecipient ?? 'missing' });
    return;
  }
  const frequency = frequencyNamed(token.frequency);
  const isOddFrequency = token.frequency !== null && frequency === null;
  if (isOddFrequency) file.addFlag({ row, column: FREQUENCY_NAME, value: token.frequency, code: 'frequencyUnknown' });
  const isOddTime = token.nextEligibleFlag === 'nonsense';
  if (isOddTime) file.addFlag({ row, column: 'next_eligible_time', value: null, code: 'timeNonsense' });
  const cells = {
    token: token.token,
    recipient,
    name: null,
    topic: blankToNull(token.topic),
    payload: null,
    createdAt: token.createdAt,
    expiresAt: token.expiresAt,
    frequency,
    userTokenStatus: token.userTokenStatus,
    reoptin: token.reoptin,
    nextEligibleAt: token.nextEligibleAt,
    status: null,
    lastInboundAt: null,
  };
  file.addRow(cells, { row, zoneNo: zoneNo(blankToNull(token.zone)), origin, isFlagged: isOddFrequency || isOddTime });
}

/** The platform's name of the field, for findings. */
export const FREQUENCY_NAME = 'notification_messages_frequency';

function blankToNull(text: string | null): string | null {
  return text === null || text.trim() === '' ? null : text;
}
