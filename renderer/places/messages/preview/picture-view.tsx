import { IconPhoto } from '@tabler/icons-react';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import classes from './phone.module.css';

/**
 * The place of a picture. Pictures are fetched by Meta, never by these screens; whoever wants to see one opens it in the browser, by a
 * click and on the picture's own site (RELIABILITY S-40).
 */
export function PictureView({
  url,
  crop,
}: {
  readonly url: string;
  readonly crop: 'horizontal' | 'square';
}): ReactElement {
  const { t } = useTranslation('messages');
  const address = URL.canParse(url) ? new URL(url) : null;
  const isWeb = address !== null && (address.protocol === 'https:' || address.protocol === 'http:');
  return (
    <div className={classes['picture']} data-crop={crop}>
      <IconPhoto size={28} aria-hidden />
      {isWeb ? (
        <a className={classes['open']} href={address.href} target="_blank" rel="noopener noreferrer">
          {t('preview.showPicture', { place: address.host })}
        </a>
      ) : (
        t('preview.noPicture')
      )}
    </div>
  );
}
