import { closeSync, openSync, writeSync } from 'node:fs';
import { benchTokens } from './people.ts';

const HEADER =
  'notification_messages_token,recipient_id,name,topic_title,notification_messages_timezone,creation_timestamp,next_eligible_time';

/** Characters gathered before a write. */
const CHUNK = 1_000_000;

/** Writes the first `count` tokens as a CSV file with the platform's column names; returns its size in bytes. */
export function writeTokenFile(path: string, count: number): number {
  const file = openSync(path, 'w');
  let bytes = 0;
  let text = `${HEADER}\n`;
  const flush = (): void => {
    bytes += writeSync(file, text);
    text = '';
  };
  for (const one of benchTokens(count)) {
    text += `${one.token},${one.recipient},${one.name},${one.topic},${one.zone},${one.createdAt},${one.nextEligibleAt}\n`;
    if (text.length > CHUNK) flush();
  }
  flush();
  closeSync(file);
  return bytes;
}
