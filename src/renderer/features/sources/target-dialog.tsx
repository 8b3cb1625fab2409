// Adds or edits a metrics target: the address and how often, more where it is wanted, and a test before it counts.
import type { ReactNode } from 'react';
import type { ScrapeTarget } from '../../../contract/scrape.ts';
import { useCommand } from '../../data/use-command.ts';
import { Select } from '../../ui/select.tsx';
import { TextArea } from '../../ui/text-area.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { Checkbox } from '../../ui/toggle.tsx';
import { authChoices } from './auth-choices.ts';
import { FormDialog } from './form-dialog.tsx';
import { useFormDraft } from './use-form-draft.ts';
import styles from './metrics-targets.module.css';
import { targetOf, type TargetDraft } from './target-form.ts';
import { TrialResult } from './trial-result.tsx';

interface TargetDialogProps {
  readonly initial: TargetDraft;
  readonly isNew: boolean;
  readonly onClose: () => void;
  readonly onSave: (target: ScrapeTarget) => void;
}

const fallbacks: readonly { readonly value: TargetDraft['fallback']; readonly label: string }[] = [
  { value: 'text', label: 'Prometheus text' },
  { value: 'openmetrics', label: 'OpenMetrics' },
  { value: 'protobuf', label: 'Prometheus protobuf' },
  { value: 'none', label: 'Refuse the page' },
];

export function TargetDialog({ initial, isNew, onClose, onSave }: TargetDialogProps): ReactNode {
  const trial = useCommand('targets.test');
  const { draft, trouble, change, field, ask } = useFormDraft(() => initial, targetOf, trial.reset);

  function test(): void {
    const target = ask();
    if (target !== undefined) trial.mutate({ target });
  }

  function save(): void {
    const target = ask();
    if (target === undefined) return;
    onSave(target);
    onClose();
  }

  const more = (
    <>
      <details className={styles['more']} open={draft.auth !== 'none' || draft.headers !== '' || draft.labels !== ''}>
        <summary>Authorization, labels, formats and limits</summary>
        <div className={styles['form']}>
          <Select
            label="Authorization"
            value={draft.auth}
            options={authChoices}
            onChange={(auth) => change({ auth })}
          />
          {draft.auth === 'bearer' ? (
            <TextField label="Token" type="password" mono className={styles['wide']} {...field('token')} />
          ) : undefined}
          {draft.auth === 'basic' ? (
            <>
              <TextField label="User" {...field('user')} />
              <TextField label="Password" type="password" {...field('password')} />
            </>
          ) : undefined}
        </div>
        <div className={styles['form']}>
          <TextArea
            label="Headers, one in a line"
            rows={2}
            className={styles['half']}
            placeholder="X-Scope-OrgID: dev"
            value={draft.headers}
            onChange={(event) => change({ headers: event.currentTarget.value })}
          />
          <TextArea
            label="Labels for every series, one in a line"
            rows={2}
            className={styles['half']}
            placeholder="env=dev"
            value={draft.labels}
            onChange={(event) => change({ labels: event.currentTarget.value })}
          />
        </div>
        <div className={styles['form']}>
          <Select
            label="Page without a usable Content-Type"
            value={draft.fallback}
            options={fallbacks}
            onChange={(fallback) => change({ fallback })}
          />
          <TextField label="Most samples" placeholder="no limit" {...field('sampleLimit')} />
          <TextField label="Most labels" placeholder="no limit" {...field('labelLimit')} />
        </div>
        <div className={styles['checks']}>
          <Checkbox
            label="Native histograms (asks for protobuf)"
            checked={draft.nativeHistograms}
            onChange={(nativeHistograms) => change({ nativeHistograms })}
          />
          <Checkbox
            label="Labels of the page win over job and instance"
            checked={draft.honorLabels}
            onChange={(honorLabels) => change({ honorLabels })}
          />
        </div>
      </details>
      {trial.error === null ? undefined : <p className={styles['failed']}>{trial.error.message}</p>}
      {trial.data === undefined ? undefined : <TrialResult trial={trial.data} />}
    </>
  );
  return (
    <FormDialog
      title={isNew ? 'Add a metrics target' : 'Edit a metrics target'}
      large
      trouble={trouble}
      testing={trial.isPending}
      save={isNew ? 'Add' : 'Save'}
      onTest={test}
      onSave={save}
      onClose={onClose}
      below={more}
    >
      <TextField
        label="Address"
        mono
        autoFocus
        className={styles['wide']}
        hint="Without a path: /metrics"
        {...field('url')}
      />
      <TextField label="Job" placeholder="host and port" {...field('job')} />
      <TextField label="Every" {...field('interval')} />
      <TextField label="Timeout" {...field('timeout')} />
    </FormDialog>
  );
}
