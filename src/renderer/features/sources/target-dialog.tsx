// Adds or edits a metrics target: the address and how often, more where it is wanted, and a test before it counts.
import type { ReactNode } from 'react';
import type { ScrapeTarget } from '../../../contract/scrape.ts';
import { useCommand } from '../../data/use-command.ts';
import { HeadersField, ProofFields } from '../../ui/access-fields.tsx';
import { FieldRow, MoreFields } from '../../ui/form-dialog.tsx';
import { Select } from '../../ui/select.tsx';
import { TextArea } from '../../ui/text-area.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { Checkbox } from '../../ui/toggle.tsx';
import { TrialDialog } from './trial-dialog.tsx';
import { useFormDraft } from '../../ui/use-form-draft.ts';
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
      <MoreFields
        title="Authorization, labels, formats and limits"
        open={draft.auth !== 'none' || draft.headers !== '' || draft.labels !== ''}
      >
        <FieldRow>
          <ProofFields auth={draft.auth} change={change} field={field} wide={styles['wide']} />
        </FieldRow>
        <FieldRow>
          <HeadersField headers={field('headers')} className={styles['half']} />
          <TextArea
            label="Labels for every series, one in a line"
            rows={2}
            className={styles['half']}
            placeholder="env=dev"
            value={draft.labels}
            onChange={(event) => change({ labels: event.currentTarget.value })}
          />
        </FieldRow>
        <FieldRow>
          <Select
            label="Page without a usable Content-Type"
            value={draft.fallback}
            options={fallbacks}
            onChange={(fallback) => change({ fallback })}
          />
          <TextField label="Most samples" placeholder="no limit" {...field('sampleLimit')} />
          <TextField label="Most labels" placeholder="no limit" {...field('labelLimit')} />
        </FieldRow>
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
      </MoreFields>
      {trial.error === null ? undefined : <p className={styles['failed']}>{trial.error.message}</p>}
      {trial.data === undefined ? undefined : <TrialResult trial={trial.data} />}
    </>
  );
  return (
    <TrialDialog
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
    </TrialDialog>
  );
}
