import { Stack, Text, useComputedColorScheme } from '@mantine/core';
import { useElementSize } from '@mantine/hooks';
import { type CSSProperties, type ReactElement, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { JsonView } from '#renderer/places/messages/preview/json-view.tsx';
import { Phone } from '#renderer/places/messages/preview/phone.tsx';
import type { Sender } from '#shared/contract/messages.ts';
import { LANGUAGES } from '#shared/contract/settings.ts';
import type { Card } from '../editor/card-content.ts';
import { AskMessage } from './ask-message.tsx';
import classes from './card-preview.module.css';
import type { PhoneChoice } from './phone-choice.ts';
import { PhoneControls } from './phone-controls.tsx';
import { usePhoneWords } from './use-phone-words.ts';

/** The case of the phone, left and right together, in px. */
const CASE = 16;
/** Height of the chat, in px: always the same, so that pictures of it can be compared. */
const CHAT_HEIGHT = 480;

/** What the person will see, and, one click deeper, what is sent. */
export function CardPreview({
  card,
  messageJson,
  sender,
}: {
  readonly card: Card;
  /** The bytes that are sent; `null` = the engine has not said yet. */
  readonly messageJson: string | null;
  readonly sender: Pick<Sender, 'name' | 'platform'>;
}): ReactElement {
  const { t, i18n } = useTranslation('ask-card');
  const scheme = useComputedColorScheme('light');
  const [chosen, setChosen] = useState<Partial<PhoneChoice>>({});
  const choice: PhoneChoice = {
    platform: sender.platform,
    look: scheme,
    crop: card.imageRatio === 'SQUARE' ? 'square' : 'horizontal',
    language: LANGUAGES.find((one) => one === i18n.language) ?? 'en',
    width: 390,
    ...chosen,
  };
  const words = usePhoneWords(choice.language);
  const { ref, width } = useElementSize();
  const outer = choice.width + CASE;
  const zoom = width === 0 ? 1 : Math.min(1, width / outer);
  const measures = {
    '--phone-width': `${outer}px`,
    '--chat-height': `${CHAT_HEIGHT}px`,
    width: outer,
    zoom,
  } as CSSProperties; // custom properties are no part of React's type
  return (
    <Stack gap="sm">
      <PhoneControls choice={choice} onChange={(change) => setChosen({ ...chosen, ...change })} />
      <div ref={ref} className={classes['stage']}>
        <div className={classes['phone']} style={measures} data-testid="ask-phone" lang={choice.language}>
          <Phone platform={choice.platform} look={choice.look} sender={sender.name}>
            {words === null ? null : <AskMessage card={card} crop={choice.crop} words={words} />}
          </Phone>
        </div>
      </div>
      <Text size="xs" c="dimmed" ta="center">
        {t('phone.drawn')}
      </Text>
      {messageJson === null ? null : <JsonView json={messageJson} />}
      {card.zone === null ? (
        <Text size="xs" c="dimmed" ta="center">
          {t('phone.zone')}
        </Text>
      ) : null}
    </Stack>
  );
}
