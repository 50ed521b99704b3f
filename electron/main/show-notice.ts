import { Notification } from 'electron';
import type { Say } from './desktop-words.ts';
import type { EngineNotice } from './engine/engine-messages.ts';

/** A notice in the person's language: what happened to which campaign or account, and what to do. The engine's own text is English. */
export function noticeWords(
  { kind, title }: EngineNotice,
  say: Say,
): { readonly title: string; readonly body: string } {
  return { title: say(`notice.${kind}`, { name: title }), body: say(`notice.${kind}Text`) };
}

/** Shows a notice by the system; a click on it opens the window. Systems without notices get none: the screens say it as well. */
export function showNotice(notice: EngineNotice, say: Say, open: () => void): void {
  if (!Notification.isSupported()) return;
  const shown = new Notification(noticeWords(notice, say));
  shown.on('click', open);
  shown.show();
}
