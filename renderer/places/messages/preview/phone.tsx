import type { ReactElement, ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Platform } from '#shared/domain/account.ts';
import classes from './phone.module.css';

/** Which phone the message is shown on. */
export interface PhoneLook {
  readonly platform: Platform;
  readonly look: 'light' | 'dark';
  /** How pictures of cards are cropped there. */
  readonly crop: 'horizontal' | 'square';
}

/** A chat on a phone, as the person who gets the message sees it. */
export function Phone({
  platform,
  look,
  sender,
  children,
}: Pick<PhoneLook, 'platform' | 'look'> & {
  /** The account's name as people know it. */
  readonly sender: string;
  readonly children: ReactNode;
}): ReactElement {
  const { t } = useTranslation('messages');
  const initial = [...sender.trim()][0]?.toLocaleUpperCase() ?? '';
  return (
    <div className={classes['phone']} data-platform={platform} data-look={look}>
      <div className={classes['head']}>
        <div className={classes['avatar']} aria-hidden>
          {initial}
        </div>
        <div className={classes['who']}>
          <div className={classes['name']}>{sender}</div>
          <div className={classes['under']}>{t(`preview.${platform}`)}</div>
        </div>
      </div>
      {/* Long messages scroll inside the phone, by keyboard too. */}
      <div className={classes['chat']} role="group" aria-label={t('preview.label')} tabIndex={0}>
        <div className={classes['avatar']} aria-hidden>
          {initial}
        </div>
        <div className={classes['message']}>{children}</div>
      </div>
    </div>
  );
}
