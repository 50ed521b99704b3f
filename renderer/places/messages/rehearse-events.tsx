import { Accordion, Table } from '@mantine/core';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { clockText } from '#renderer/parts/moment-text.tsx';
import type { Rehearsal } from '#shared/contract/rehearsal.ts';
import { useNumberWords } from './use-number-words.ts';

const STANDS = ['sent', 'waiting', 'failed', 'missed', 'skipped'] as const;

/** What a rehearsal counted at every instant at which something ended: the plot as a table. */
export function RehearseEvents({ result }: { readonly result: Rehearsal }): ReactElement {
  const { t, i18n } = useTranslation('rehearse');
  const number = useNumberWords();
  return (
    <Accordion variant="contained">
      <Accordion.Item value="table">
        <Accordion.Control>{t('scrubber.asTable')}</Accordion.Control>
        <Accordion.Panel>
          <Table>
            <Table.Thead>
              <Table.Tr>
                <Table.Th scope="col">{t('scrubber.time')}</Table.Th>
                {STANDS.map((stand) => (
                  <Table.Th key={stand} scope="col" ta="right">
                    {t(`stands.${stand}`)}
                  </Table.Th>
                ))}
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {result.steps.map((step) => (
                <Table.Tr key={step.at.at}>
                  <Table.Td>
                    {t('scrubber.at', { time: clockText(step.at.here, 'dayAndTime', i18n.language) })}
                  </Table.Td>
                  {STANDS.map((stand) => (
                    <Table.Td key={stand} ta="right">
                      {number(step[stand])}
                    </Table.Td>
                  ))}
                </Table.Tr>
              ))}
            </Table.Tbody>
          </Table>
        </Accordion.Panel>
      </Accordion.Item>
    </Accordion>
  );
}
