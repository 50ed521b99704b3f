import { Spotlight } from '@mantine/spotlight';
import { IconMessage, IconSearch, IconUser } from '@tabler/icons-react';
import { type KeyboardEvent, type ReactElement, type ReactNode, useDeferredValue, useState } from 'react';
import { useTranslation } from 'react-i18next';
import classes from './palette.module.css';
import { PALETTE_PLACES } from './palette-places.ts';
import { paletteStore } from './palette-store.ts';
import type { ShortcutDeed } from './shortcuts.ts';
import { useFound } from './use-found.ts';

/** Finds people, messages, places and actions by what is typed (Ctrl/Cmd-K). */
export function Palette({ carryOut }: { readonly carryOut: CarryOut }): ReactElement {
  const { t } = useTranslation('frame');
  const [query, setQuery] = useState('');
  const [isOpen, setOpen] = useState(false);
  return (
    <Spotlight.Root
      store={paletteStore}
      query={query}
      onQueryChange={setQuery}
      onSpotlightOpen={() => setOpen(true)}
      onSpotlightClose={() => setOpen(false)}
      shortcut={null}
      scrollable
      maxHeight={420}
      title={t('palette.open')}
      classNames={{ header: classes['unseen'] ?? '' }}
    >
      <Spotlight.Search
        placeholder={t('palette.search')}
        aria-label={t('palette.search')}
        leftSection={<IconSearch size={18} aria-hidden />}
        onKeyDown={takeFirst}
      />
      <Finds query={query} isOpen={isOpen} carryOut={carryOut} />
    </Spotlight.Root>
  );
}

/** Enter takes the first find when none is chosen: what was chosen goes when the finds change. */
function takeFirst(event: KeyboardEvent<HTMLInputElement>): void {
  if (event.key !== 'Enter' || event.nativeEvent.isComposing) return;
  const dialog = event.currentTarget.closest('[role="dialog"]');
  if (dialog?.querySelector('[data-action][data-selected]') === null) dialog.querySelector('button')?.click();
}

function Finds({
  query,
  isOpen,
  carryOut,
}: {
  readonly query: string;
  readonly isOpen: boolean;
  readonly carryOut: CarryOut;
}): ReactElement {
  const { t } = useTranslation('frame');
  const wanted = useDeferredValue(query.trim());
  const { people, messages } = useFound(wanted, isOpen);
  const places = PALETTE_PLACES.map((place) => ({ ...place, label: t(`common:places.${place.word}`) })).filter(
    ({ label }) => label.toLocaleLowerCase().includes(wanted.toLocaleLowerCase()),
  );
  const go = (to: string) => (): void => void carryOut({ kind: 'go', to });
  return (
    <Spotlight.ActionsList>
      <Found label={t('palette.people')}>
        {people.map(({ permission, person, name, topic }) => (
          <Spotlight.Action
            key={permission}
            label={name ?? t('common:unnamed')}
            description={topic ?? ''}
            leftSection={<IconUser size={18} aria-hidden />}
            onClick={go(`/people?person=${encodeURIComponent(person)}`)}
          />
        ))}
      </Found>
      <Found label={t('palette.messages')}>
        {messages.map(({ campaign, name, state }) => (
          <Spotlight.Action
            key={campaign}
            label={name}
            description={t(`states:campaign.${state}`)}
            leftSection={<IconMessage size={18} aria-hidden />}
            onClick={go(state === 'draft' ? `/messages/${campaign}` : `/messages/${campaign}/progress`)}
          />
        ))}
      </Found>
      <Found label={t('palette.places')}>
        {places.map(({ word, does, label, icon: Icon }) => (
          <Spotlight.Action
            key={word}
            label={label}
            leftSection={<Icon size={18} aria-hidden />}
            onClick={() => void carryOut(does)}
          />
        ))}
      </Found>
      {people.length + messages.length + places.length === 0 ? (
        <Spotlight.Empty>{t('palette.nothing')}</Spotlight.Empty>
      ) : null}
    </Spotlight.ActionsList>
  );
}

type CarryOut = (deed: ShortcutDeed) => boolean;

function Found({
  label,
  children,
}: {
  readonly label: string;
  readonly children: readonly ReactNode[];
}): ReactElement | null {
  return children.length === 0 ? null : <Spotlight.ActionsGroup label={label}>{children}</Spotlight.ActionsGroup>;
}
