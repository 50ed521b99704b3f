import { Stepper } from '@mantine/core';
import { type ReactElement, type RefObject, useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { Page } from '#renderer/parts/page.tsx';
import { assertNever } from '#shared/lang/assert-never.ts';
import { ColumnsStep } from './columns-step.tsx';
import { DoneStep } from './done-step.tsx';
import { FileStep } from './file-step.tsx';
import { type GoImport, type ImportAddress, STEPS, type Step, useImportAddress } from './import-address.ts';
import { ReviewStep } from './review-step.tsx';

/** Taking a list in, in four steps: file, columns, review, done (issue 3, Import). */
export function ImportScreen(): ReactElement {
  const { t } = useTranslation('import');
  const { address, go } = useImportAddress();
  const place = useStepFocus(address.step);
  const active = STEPS.indexOf(address.step);
  const isDone = address.step === 'done';
  return (
    <Page title={t('title')} lead={t('lead')}>
      <Stepper
        active={isDone ? STEPS.length : active}
        onStepClick={(step) => go({ step: STEPS[step] ?? 'file' })}
        size="sm"
        iconSize={34}
        wrap={false}
      >
        {STEPS.map((step, index) => (
          <Stepper.Step
            key={step}
            label={t(`step.${step}`)}
            allowStepSelect={!isDone && index < active}
            aria-current={step === address.step ? 'step' : undefined}
          />
        ))}
      </Stepper>
      {/* Going on takes the button away that had the focus: it goes to the step itself, whose name is read out. */}
      <section ref={place} tabIndex={-1} aria-label={t(`step.${address.step}`)} style={{ outline: 'none' }}>
        <CurrentStep address={address} go={go} />
      </section>
    </Page>
  );
}

function useStepFocus(step: Step): RefObject<HTMLElement | null> {
  const place = useRef<HTMLElement>(null);
  const shown = useRef(step);
  useEffect(() => {
    if (shown.current === step) return;
    shown.current = step;
    place.current?.focus({ preventScroll: true });
    window.scrollTo({ top: 0 });
  }, [step]);
  return place;
}

function CurrentStep({ address, go }: { readonly address: ImportAddress; readonly go: GoImport }): ReactElement {
  switch (address.step) {
    case 'file':
      return <FileStep address={address} go={go} />;
    case 'columns':
      return <ColumnsStep address={address} go={go} />;
    case 'review':
      return <ReviewStep address={address} go={go} />;
    case 'done':
      return <DoneStep address={address} go={go} />;
    default:
      return assertNever(address.step, 'step of an import');
  }
}
