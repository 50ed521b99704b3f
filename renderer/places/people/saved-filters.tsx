import { ActionIcon, Button, Group, Menu, Modal, Stack, TextInput } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconBookmark, IconTrash } from '@tabler/icons-react';
import { useMutation, useQuery } from '@tanstack/react-query';
import { type ReactElement, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ask } from '#renderer/client/engine-client.ts';
import { Refusal } from '#renderer/parts/refusal.tsx';
import { showUndo } from '#renderer/parts/show-undo.tsx';
import type { SavedFilter } from '#shared/contract/settings.ts';
import { NO_FILTER, type PeopleAddress, type PeopleSearch, readPeopleSearch } from './people-address.ts';

/** Filters with a name: kept, shown again, forgotten with an undo. */
export function SavedFilters({ address }: { readonly address: PeopleAddress }): ReactElement {
  const { t } = useTranslation(['people', 'common']);
  const [isNaming, naming] = useDisclosure(false);
  const all = useQuery(ask.settings.read.queryOptions({ input: {} })).data?.settings.savedFilters ?? [];
  const write = useMutation(ask.settings.write.mutationOptions());
  const mine = all.filter(({ place }) => place === 'people');
  const keep = (savedFilters: readonly SavedFilter[]): void => write.mutate({ savedFilters: [...savedFilters] });
  const forget = (one: SavedFilter): void => {
    keep(all.filter((other) => other !== one));
    showUndo({ text: t('saved.forgotten', { name: one.name }), undoWord: t('common:undo'), undo: () => keep(all) });
  };
  return (
    <>
      <Menu position="bottom-end" withinPortal>
        <Menu.Target>
          <Button variant="default" leftSection={<IconBookmark size={16} aria-hidden />}>
            {t('saved.title')}
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          {mine.map((one) => (
            <Group key={one.name} gap={4} wrap="nowrap">
              <Menu.Item
                onClick={() => address.go({ ...NO_FILTER, ...readPeopleSearch(parsed(one.search)), person: undefined })}
                maw={260}
                style={{ overflowWrap: 'anywhere' }}
              >
                {one.name}
              </Menu.Item>
              <ActionIcon
                variant="subtle"
                color="gray"
                aria-label={t('saved.forget', { name: one.name })}
                disabled={write.isPending}
                onClick={() => forget(one)}
              >
                <IconTrash size={16} aria-hidden />
              </ActionIcon>
            </Group>
          ))}
          {mine.length === 0 ? <Menu.Label>{t('saved.none')}</Menu.Label> : <Menu.Divider />}
          <Menu.Item disabled={!address.isFiltered} onClick={naming.open}>
            {t('saved.keep')}
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
      <NameFilter
        isOpen={isNaming}
        close={naming.close}
        error={write.error}
        keep={(name) => {
          keep([...all.filter((one) => one.place !== 'people' || one.name !== name), savedAs(name, address.search)]);
          naming.close();
        }}
      />
    </>
  );
}

function NameFilter({
  isOpen,
  close,
  keep,
  error,
}: {
  readonly isOpen: boolean;
  readonly close: () => void;
  readonly keep: (name: string) => void;
  readonly error: unknown;
}): ReactElement {
  const { t } = useTranslation(['people', 'common']);
  const [name, setName] = useState('');
  return (
    <Modal
      opened={isOpen}
      onClose={close}
      title={t('saved.keep')}
      closeButtonProps={{ 'aria-label': t('common:close') }}
    >
      <form
        onSubmit={(event) => {
          event.preventDefault();
          if (name.trim() !== '') keep(name.trim());
        }}
      >
        <Stack>
          <TextInput
            label={t('saved.name')}
            value={name}
            onChange={(event) => setName(event.currentTarget.value)}
            maxLength={60}
            data-autofocus
          />
          {error === null ? null : <Refusal error={error} />}
          <Group justify="flex-end">
            <Button type="submit" disabled={name.trim() === ''}>
              {t('common:save')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}

/** The person whose drawer is open is no part of a filter: `undefined` is not written. */
function savedAs(name: string, search: PeopleSearch): SavedFilter {
  return { place: 'people', name, search: JSON.stringify({ ...search, person: undefined }) };
}

function parsed(search: string): Readonly<Record<string, unknown>> {
  try {
    const value: unknown = JSON.parse(search);
    return typeof value === 'object' && value !== null ? { ...value } : {};
  } catch {
    // Another version wrote it in a way of its own: nothing is filtered then.
    return {};
  }
}
