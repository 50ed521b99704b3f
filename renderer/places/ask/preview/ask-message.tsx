import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import phone from '#renderer/places/messages/preview/phone.module.css';
import { PictureView } from '#renderer/places/messages/preview/picture-view.tsx';
import type { Card } from '../editor/card-content.ts';
import classes from './card-preview.module.css';
import type { PhoneWords } from './use-phone-words.ts';

/** A card as the person sees it in the chat; a carousel as cards to swipe. */
export function AskMessage({
  card,
  crop,
  words,
}: {
  readonly card: Card;
  readonly crop: 'horizontal' | 'square';
  readonly words: PhoneWords;
}): ReactElement {
  const { t } = useTranslation('messages');
  const title = card.title ?? words.defaultTitle;
  const button = words.button(card.callToAction ?? 'GET_UPDATES');
  if (card.elements.length === 0) {
    return <OneCard title={title} imageUrl={card.imageUrl} crop={crop} button={button} />;
  }
  return (
    // Cards scroll sideways, by keyboard too.
    <div className={phone['cards']} role="group" aria-label={t('preview.cards')} tabIndex={0}>
      {card.elements.map((element, index) => (
        <OneCard
          key={`${index} of ${card.elements.length}`}
          title={element.title ?? title}
          imageUrl={element.imageUrl}
          crop={crop}
          button={button}
        />
      ))}
    </div>
  );
}

function OneCard({
  title,
  imageUrl,
  crop,
  button,
}: {
  readonly title: string;
  readonly imageUrl: string | null;
  readonly crop: 'horizontal' | 'square';
  readonly button: string;
}): ReactElement {
  return (
    <div className={`${phone['card']} ${classes['card']}`}>
      {imageUrl === null ? null : <PictureView url={imageUrl} crop={crop} />}
      <div className={phone['words']}>
        <div className={phone['title']}>{title}</div>
      </div>
      <div className={phone['button']}>{button}</div>
    </div>
  );
}
