import type { Language } from '#shared/contract/settings.ts';
import type { Platform } from '#shared/domain/account.ts';

/** Widths of phones people have, in CSS px, from small to large. */
export const PHONE_WIDTHS = [360, 375, 390, 412, 430] as const;
/** See {@link PHONE_WIDTHS}. */
export type PhoneWidth = (typeof PHONE_WIDTHS)[number];

/** Which phone the card is shown on. */
export interface PhoneChoice {
  readonly platform: Platform;
  readonly look: 'light' | 'dark';
  /** How the platform crops pictures there. */
  readonly crop: 'horizontal' | 'square';
  /** The language the phone is set to: the platform words button and default title in it. */
  readonly language: Language;
  readonly width: PhoneWidth;
}
