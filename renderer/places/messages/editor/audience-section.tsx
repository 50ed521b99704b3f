import { Alert, Checkbox, Group, Radio, Select, Stack, Text } from '@mantine/core';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { ask } from '#renderer/client/engine-client.ts';
import { Refusal } from '#renderer/parts/refusal.tsx';
import type { DraftContent } from '#shared/contract/message-draft.ts';
import type { Reach } from '#shared/contract/messages.ts';
import { useNumberWords } from '../use-number-words.ts';
import { ReachText } from './reach-text.tsx';

/** Who gets it: the account, the topics, and how many people that is. */
export function AudienceSection({
  account,
  topics,
  onChange,
}: Pick<DraftContent, 'account' | 'topics'> & {
  readonly onChange: (change: Partial<DraftContent>) => void;
}): ReactElement {
  const { t } = useTranslation(['messages', 'common']);
  const senders = useQuery(ask.messages.senders.queryOptions({ input: {} }));
  const reach = useQuery(
    ask.audience.reach.queryOptions({ input: { account, topics: [...topics] }, placeholderData: keepPreviousData }),
  );
  const options = (senders.data ?? []).map(({ account: id, name, platform, isPractice }) => {
    const kind = isPractice ? t('common:practice') : t(`messages:preview.${platform}`);
    return { value: id, label: t('messages:audience.accountLine', { name, kind }) };
  });
  return (
    <Stack gap="md">
      {options.length < 2 ? null : (
        <Select
          label={t('messages:audience.account')}
          data={options}
          value={account}
          allowDeselect={false}
          onChange={(chosen) => (chosen === null ? undefined : onChange({ account: chosen, topics: [] }))}
        />
      )}
      {reach.error === null ? null : <Refusal error={reach.error} retry={() => void reach.refetch()} />}
      <TopicChoice topics={topics} reach={reach.data ?? null} onChange={(chosen) => onChange({ topics: chosen })} />
      <ReachText reach={reach.data ?? null} isCounting={reach.isFetching} />
    </Stack>
  );
}

function TopicChoice({
  topics,
  reach,
  onChange,
}: {
  readonly topics: readonly string[];
  readonly reach: Reach | null;
  readonly onChange: (topics: string[]) => void;
}): ReactElement {
  const { t } = useTranslation('messages');
  const known = (reach?.topics ?? []).flatMap(({ topic, permissions }) =>
    topic === null ? [] : [{ topic, permissions }],
  );
  const isAll = topics.length === 0;
  const first = known[0]?.topic;
  return (
    <Stack gap="sm">
      <Radio.Group
        label={t('audience.topics')}
        value={isAll ? 'all' : 'some'}
        onChange={(value) => onChange(value === 'some' && first !== undefined ? [first] : [])}
      >
        <Stack gap="xs" mt="xs">
          <Radio value="all" label={t('audience.all', { count: known.length })} />
          <Radio value="some" label={t('audience.some')} disabled={isAll && first === undefined} />
        </Stack>
      </Radio.Group>
      {isAll && known.length > 1 ? (
        <Alert color="yellow" variant="light">
          {t('audience.allWarning')}
        </Alert>
      ) : null}
      {isAll ? null : <TopicList topics={topics} known={known} onChange={onChange} />}
    </Stack>
  );
}

function TopicList({
  topics,
  known,
  onChange,
}: {
  readonly topics: readonly string[];
  readonly known: readonly { readonly topic: string; readonly permissions: number }[];
  readonly onChange: (topics: string[]) => void;
}): ReactElement {
  const { t } = useTranslation('messages');
  const tell = useNumberWords();
  // The last one stays: no topic at all would mean every topic.
  const isLast = (topic: string): boolean => topics.length === 1 && topics[0] === topic;
  const missing = topics.filter((topic) => !known.some((one) => one.topic === topic));
  return (
    <Checkbox.Group label={t('audience.which')} value={[...topics]} onChange={onChange}>
      <Stack gap="xs" mt="xs" pl="md">
        {known.map(({ topic, permissions }) => (
          <Checkbox
            key={topic}
            value={topic}
            disabled={isLast(topic)}
            label={
              <Group component="span" gap="xs">
                <span>{topic}</span>
                <Text component="span" inherit c="dimmed">
                  {tell(permissions)}
                </Text>
              </Group>
            }
          />
        ))}
        {missing.map((topic) => (
          <Checkbox key={topic} value={topic} disabled={isLast(topic)} label={t('audience.nobodyHas', { topic })} />
        ))}
      </Stack>
    </Checkbox.Group>
  );
}
