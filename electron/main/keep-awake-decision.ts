/** The computer is kept awake only while a send is due within this, in ms (issue 3, Desktop shell). */
export const KEEP_AWAKE_MS = 15 * 60_000;

/** What the engine says of its sends. */
export interface SendOutlook {
  /** When it was said, in ms since 1970 UTC. */
  readonly saidAt: number;
  /** When the next message is due; `null` = none is planned that could leave by itself. */
  readonly nextSendAt: number | null;
  /** Whether messages are on their way right now. */
  readonly isSending: boolean;
}

/** Whether the computer must not fall asleep by itself: something is being sent, or is due within 15 minutes. */
export function mustStayAwake({ saidAt, nextSendAt, isSending }: SendOutlook): boolean {
  return isSending || (nextSendAt !== null && nextSendAt - saidAt <= KEEP_AWAKE_MS);
}
