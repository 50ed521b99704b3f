import { IconFile, IconMicrophone, IconPhoto, IconVideo, type TablerIcon } from '@tabler/icons-react';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { assertNever } from '#shared/lang/assert-never.ts';
import type { ButtonForm, CardForm, MediaType, MessageForm } from '../editor/message-form.ts';
import classes from './phone.module.css';
import { PictureView } from './picture-view.tsx';

/** A message as the person sees it. */
export function MessageView({
  form,
  crop,
}: {
  readonly form: MessageForm;
  readonly crop: 'horizontal' | 'square';
}): ReactElement {
  const { t } = useTranslation('messages');
  switch (form.kind) {
    case 'text':
      return <Bubble text={form.text} />;
    case 'button':
      return (
        <div className={classes['card']}>
          <div className={classes['words']}>{form.text === '' ? <Empty /> : form.text}</div>
          <Buttons buttons={form.buttons} />
        </div>
      );
    case 'generic':
      return (
        // Cards scroll sideways, by keyboard too.
        <div className={classes['cards']} role="group" aria-label={t('preview.cards')} tabIndex={0}>
          {form.cards.map((card) => (
            <Card key={card.id} card={card} crop={crop} />
          ))}
        </div>
      );
    case 'media':
      return <Media type={form.type} url={form.url} />;
    case 'other':
      return <Bubble text={t('preview.other')} />;
    default:
      return assertNever(form, 'message form');
  }
}

function Bubble({ text }: { readonly text: string }): ReactElement {
  return <div className={classes['bubble']}>{text === '' ? <Empty /> : text}</div>;
}

function Empty(): ReactElement {
  const { t } = useTranslation('messages');
  return <span className={classes['empty']}>{t('preview.empty')}</span>;
}

function Card({ card, crop }: { readonly card: CardForm; readonly crop: 'horizontal' | 'square' }): ReactElement {
  return (
    <div className={classes['card']}>
      {card.imageUrl === '' ? null : <PictureView url={card.imageUrl} crop={crop} />}
      <div className={classes['words']}>
        <div className={classes['title']}>{card.title === '' ? <Empty /> : card.title}</div>
        {card.subtitle === '' ? null : <div className={classes['subtitle']}>{card.subtitle}</div>}
        {card.tapUrl === '' ? null : <div className={classes['host']}>{hostOf(card.tapUrl)}</div>}
      </div>
      <Buttons buttons={card.buttons} />
    </div>
  );
}

function Buttons({ buttons }: { readonly buttons: readonly ButtonForm[] }): ReactElement {
  return (
    <>
      {buttons.map((button) => (
        <div key={button.id} className={classes['button']}>
          {button.title === '' ? <Empty /> : button.title}
        </div>
      ))}
    </>
  );
}

const ICONS: Readonly<Record<MediaType, TablerIcon>> = {
  image: IconPhoto,
  video: IconVideo,
  audio: IconMicrophone,
  file: IconFile,
};

function Media({ type, url }: { readonly type: MediaType; readonly url: string }): ReactElement {
  const { t } = useTranslation('messages');
  const Icon = ICONS[type];
  return (
    <div className={classes['media']}>
      {type === 'image' && url !== '' ? (
        <PictureView url={url} crop="whole" />
      ) : (
        <div className={classes['picture']}>
          <Icon size={28} aria-hidden />
          {url === '' ? t('preview.empty') : t(`media.${type}`)}
        </div>
      )}
    </div>
  );
}

/** The place a link leads to, as phones show it under a card. */
function hostOf(url: string): string {
  return URL.canParse(url) ? new URL(url).host : '';
}
