import { useTranslation } from 'react-i18next';
import type { CardContent, CardElement } from './card-content.ts';
import type { CardPart } from './card-differences.ts';

/** A part of a card in words: what it is called, and what stands there, line by line. */
export interface PartWords {
  readonly label: string;
  readonly lines: readonly string[];
}

/** Words the parts of a card. */
export function usePartWords(): (part: CardPart, content: CardContent) => PartWords {
  const { t } = useTranslation('ask-card');
  const lineOf = useElementLine();
  const yesOrNo = (isOn: boolean): string => (isOn ? t('reoptin.on') : t('reoptin.off'));
  const words: Readonly<Record<CardPart, (content: CardContent) => PartWords>> = {
    name: ({ name }) => one(t('editor.name'), name.trim() === '' ? null : name),
    title: ({ card }) => one(t('title.label'), card.title),
    imageUrl: ({ card }) => one(t('picture.address'), card.imageUrl),
    imageRatio: ({ card: { imageRatio } }) =>
      one(t('crop.label'), imageRatio === null ? null : t(`crop.${imageRatio}.name`)),
    callToAction: ({ card: { callToAction } }) =>
      one(t('button.label'), callToAction === null ? null : t(`cta.${callToAction}`)),
    elements: ({ card }) => ({ label: t('section.carousel'), lines: card.elements.map(lineOf) }),
    hasFrequency: ({ card }) => one(t('frequency.label'), yesOrNo(card.hasFrequency)),
    followUps: ({ followUps }) => ({ label: t('section.followUps'), lines: followUps }),
    zone: ({ card }) => one(t('zone.about'), card.zone ?? t('zone.own.option')),
    payload: ({ card }) => one(t('payload.label'), card.payload),
  };
  return (part, content) => words[part](content);
}

function one(label: string, text: string | null): PartWords {
  return { label, lines: text === null ? [] : [text] };
}

/** Everything about one question of a carousel, in a line. */
function useElementLine(): (element: CardElement) => string {
  const { t } = useTranslation('ask-card');
  const again = { true: t('reoptin.on'), false: t('reoptin.off') };
  return ({ title, imageUrl, payload, isReoptin }) =>
    [
      title ?? t('two.noTitle'),
      imageUrl,
      payload,
      isReoptin === null ? null : `${t('reoptin.label')}: ${again[`${isReoptin}`]}`,
    ]
      .filter((text) => text !== null)
      .join(' · ');
}
