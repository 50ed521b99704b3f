import { Group, UnstyledButton } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { type ReactElement, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { PictureRefusal } from '#shared/domain/picture.ts';
import { allowHost } from './allowed-hosts.ts';
import classes from './phone.module.css';
import { useFetchedPicture } from './use-fetched-picture.ts';

/** How long an address must stand still before it is asked for, in ms: a site is not asked for every letter that is typed (Sundial's choice). */
const TYPING_MS = 600;

/** A picture of a site that somebody asked to see, or why it cannot be shown. */
export function FetchedView({
  url,
  host,
  keepFocus,
}: {
  readonly url: string;
  readonly host: string;
  /** Called before a button goes that has the focus. */
  readonly keepFocus: () => void;
}): ReactElement {
  const { t } = useTranslation('pictures');
  const [asked] = useDebouncedValue(url, TYPING_MS);
  const [brokenData, setBrokenData] = useState<string | null>(null);
  const isStill = asked === url;
  const { data, isError, isFetching, refetch } = useFetchedPicture(asked, isStill);
  const again = (): void => {
    keepFocus();
    void refetch();
  };
  if (!isStill || isFetching) return <span>{t('showing', { place: host })}</span>;
  if (isError) return <Missing why={null} url={url} host={host} again={again} />;
  if (data === undefined) return <span>{t('showing', { place: host })}</span>;
  if (data.kind === 'elsewhere') return <SentOn host={host} next={data.host} keepFocus={keepFocus} />;
  if (data.kind === 'refused') return <Missing why={data.why} url={url} host={host} again={again} />;
  if (data.dataUrl === brokenData) return <Missing why="notPicture" url={url} host={host} again={again} />;
  return (
    <img
      className={classes['shown']}
      src={data.dataUrl}
      alt={t('shown', { place: host })}
      decoding="async"
      onError={() => setBrokenData(data.dataUrl)}
    />
  );
}

/** A site sends on to another one, which is asked once somebody says so. */
function SentOn({
  host,
  next,
  keepFocus,
}: {
  readonly host: string;
  readonly next: string;
  readonly keepFocus: () => void;
}): ReactElement {
  const { t } = useTranslation('pictures');
  return (
    <>
      <span>{t('elsewhere', { place: host, next })}</span>
      <UnstyledButton
        className={classes['open'] ?? ''}
        onClick={() => {
          keepFocus();
          allowHost(next);
        }}
      >
        {t('show', { place: next })}
      </UnstyledButton>
    </>
  );
}

/** Refusals that another try may undo. */
const MAY_PASS: ReadonlySet<PictureRefusal> = new Set(['notFound', 'withheld', 'unreachable', 'tooSlow']);
/** Refusals of addresses that a person should not be sent to from here, or that a browser says no more about. */
const NOT_TO_OPEN: ReadonlySet<PictureRefusal> = new Set(['oddAddress', 'notHttps', 'privateAddress']);

/** Why there is no picture, and the ways out. */
function Missing({
  why,
  url,
  host,
  again,
}: {
  /** `null` = Sundial could not be asked. */
  readonly why: PictureRefusal | null;
  readonly url: string;
  readonly host: string;
  readonly again: () => void;
}): ReactElement {
  const { t } = useTranslation('pictures');
  return (
    <>
      <span>{why === null ? t('away') : t(`refused.${why}`, { place: host })}</span>
      <Group gap="0 12px" justify="center">
        {why === null || MAY_PASS.has(why) ? (
          <UnstyledButton className={classes['open'] ?? ''} onClick={again}>
            {t('again')}
          </UnstyledButton>
        ) : null}
        {why === null || NOT_TO_OPEN.has(why) ? null : (
          <a className={classes['open']} href={url} target="_blank" rel="noopener noreferrer">
            {t('open')}
          </a>
        )}
      </Group>
    </>
  );
}
