import { Accordion, Group, PasswordInput, Radio, TextInput } from '@mantine/core';
import type { UseFormReturnType } from '@mantine/form';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { AccountsView } from '#shared/contract/accounts.ts';
import type { ConnectValues } from './connect-values.ts';
import { InstagramNotice } from './instagram-notice.tsx';
import { KeyKeeping } from './key-keeping.tsx';
import { ZoneSelect } from './zone-select.tsx';

/** The fields of Connect: what can be asked of Meta may stay empty. */
export function ConnectFields({
  form,
  keys,
}: {
  readonly form: UseFormReturnType<ConnectValues>;
  readonly keys: AccountsView['keys'];
}): ReactElement {
  const { t } = useTranslation('connect');
  const isInstagram = form.values.platform === 'instagram';
  const digits = { inputMode: 'numeric', maxLength: 30 } as const;
  return (
    <>
      <Radio.Group label={t('platform.label')} {...form.getInputProps('platform')}>
        <Group mt={6}>
          <Radio value="messenger" label={t('platform.messenger')} />
          <Radio value="instagram" label={t('platform.instagram')} />
        </Group>
      </Radio.Group>
      {isInstagram ? <InstagramNotice /> : null}
      <PasswordInput
        label={t('key.label')}
        description={t('key.text')}
        autoComplete="off"
        visibilityToggleButtonProps={{ 'aria-label': t('key.show') }}
        {...form.getInputProps('accessToken')}
      />
      <KeyKeeping
        keys={keys}
        checked={form.values.storeSecretInFile}
        onChange={(storeSecretInFile) => form.setFieldValue('storeSecretInFile', storeSecretInFile)}
      />
      <TextInput label={t('name.label')} description={t('name.text')} maxLength={200} {...form.getInputProps('name')} />
      <TextInput
        label={t('pageId.label')}
        description={t('pageId.text')}
        {...digits}
        {...form.getInputProps('pageId')}
      />
      {isInstagram ? (
        <TextInput label={t('igId.label')} description={t('igId.text')} {...digits} {...form.getInputProps('igId')} />
      ) : null}
      <ZoneSelect
        label={t('zone.label')}
        description={t('zone.text')}
        value={form.values.zone}
        onChange={(chosen) => form.setFieldValue('zone', chosen)}
      />
      <Accordion variant="default" order={2}>
        <Accordion.Item value="more">
          <Accordion.Control>{t('more')}</Accordion.Control>
          <Accordion.Panel>
            <TextInput
              label={t('apiBase.label')}
              description={t('apiBase.text')}
              placeholder="https://graph.facebook.com"
              {...form.getInputProps('apiBase')}
            />
          </Accordion.Panel>
        </Accordion.Item>
      </Accordion>
    </>
  );
}
