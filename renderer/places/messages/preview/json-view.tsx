import { Button, Code, Collapse, CopyButton, Group, Stack, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';

/** The message object byte for byte as it is sent; folded away. */
export function JsonView({ json }: { readonly json: string }): ReactElement {
  const { t } = useTranslation('messages');
  const [isOpen, { toggle }] = useDisclosure(false);
  return (
    <Stack gap="xs">
      <Group justify="center">
        <Button variant="subtle" size="compact-sm" aria-expanded={isOpen} onClick={toggle}>
          {t(isOpen ? 'json.hide' : 'json.show')}
        </Button>
      </Group>
      <Collapse expanded={isOpen}>
        <Stack gap="xs">
          <Text size="sm" c="dimmed">
            {t('json.what')}
          </Text>
          <Code
            block
            data-testid="message-json"
            style={{ whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' }}
            tabIndex={0}
          >
            {json}
          </Code>
          <Group justify="flex-end">
            <CopyButton value={json}>
              {({ copied, copy }) => (
                <Button variant="default" size="compact-sm" onClick={copy}>
                  {t(copied ? 'json.copied' : 'json.copy')}
                </Button>
              )}
            </CopyButton>
          </Group>
        </Stack>
      </Collapse>
    </Stack>
  );
}
