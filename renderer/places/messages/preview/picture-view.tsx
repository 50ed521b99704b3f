import { UnstyledButton } from '@mantine/core';
import { IconPhoto } from '@tabler/icons-react';
import { type ReactElement, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { allowHost, useIsAllowed } from './allowed-hosts.ts';
import { FetchedView } from './fetched-view.tsx';
import classes from './phone.module.css';

/** How a phone cuts a picture: to the wide or the square shape of cards, or not at all. */
export type PictureCrop = 'horizontal' | 'square' | 'whole';

/**
 * A picture as the phone shows it, once somebody asked to see those of its site. Until then, and for every other site, no request is
 * made: Meta fetches pictures, previews do not have to (RELIABILITY S-40).
 */
export function PictureView({ url, crop }: { readonly url: string; readonly crop: PictureCrop }): ReactElement {
  const { t } = useTranslation('pictures');
  const frame = useRef<HTMLDivElement>(null);
  const host = hostOf(url);
  const isAllowed = useIsAllowed(host);
  const keepFocus = (): void => frame.current?.focus({ preventScroll: true });
  return (
    // Takes the focus of buttons that go when they are pressed, and says what becomes of the request.
    <div ref={frame} className={classes['picture']} data-crop={crop} tabIndex={-1} aria-live="polite">
      {host !== null && isAllowed ? (
        <FetchedView url={url} host={host} keepFocus={keepFocus} />
      ) : (
        <>
          <IconPhoto size={28} aria-hidden />
          {host === null ? (
            t('none')
          ) : (
            <UnstyledButton
              className={classes['open'] ?? ''}
              onClick={() => {
                keepFocus();
                allowHost(host);
              }}
            >
              {t('show', { place: host })}
            </UnstyledButton>
          )}
        </>
      )}
    </div>
  );
}

/** The site of a web address; `null` = it is none. */
function hostOf(url: string): string | null {
  const address = URL.parse(url);
  if (address === null || address.host === '') return null;
  return address.protocol === 'https:' || address.protocol === 'http:' ? address.host : null;
}
