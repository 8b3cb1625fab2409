// Adds or edits a metrics target: the address and how often, more where it is wanted, and a test before it counts.
import { useState, type ReactNode } from 'react';
import type { ScrapeTarget } from '../../../contract/scrape.ts';
import { useCommand } from '../../data/use-command.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Select } from '../../ui/select.tsx';
import { TextArea } from '../../ui/text-area.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { Checkbox } from '../../ui/toggle.tsx';
import styles from './metrics-targets.module.css';
import { targetOf, type TargetDraft } from './target-form.ts';
import { TrialResult } from './trial-result.tsx';

interface TargetDialogProps {
  readonly initial: TargetDraft;
  readonly isNew: boolean;
  readonly onClose: () => void;
  readonly onSave: (target: ScrapeTarget) => void;
}

const auths: readonly { readonly value: TargetDraft['auth']; readonly label: string }[] = [
  { value: 'none', label: 'No proof' },
  { value: 'bearer', label: 'Bearer token' },
  { value: 'basic', label: 'User and password' },
];
const fallbacks: readonly { readonly value: TargetDraft['fallback']; readonly label: string }[] = [
  { value: 'text', label: 'Prometheus text' },
  { value: 'openmetrics', label: 'OpenMetrics' },
  { value: 'protobuf', label: 'Prometheus protobuf' },
  { value: 'none', label: 'Refuse the page' },
];

export function TargetDialog({ initial, isNew, onClose, onSave }: TargetDialogProps): ReactNode {
  const [draft, setDraft] = useState(initial);
  const [asked, setAsked] = useState(false);
  const trial = useCommand('targets.test');
  const target = targetOf(draft);
  const trouble = asked && typeof target === 'string' ? target : undefined;

  function change(part: Partial<TargetDraft>): void {
    setDraft((before) => ({ ...before, ...part }));
    setAsked(false);
    trial.reset();
  }

  function field(name: 'url' | 'job' | 'interval' | 'timeout' | 'sampleLimit' | 'labelLimit' | 'token' | 'user') {
    return {
      value: draft[name],
      onChange: (event: { readonly currentTarget: { readonly value: string } }) =>
        change({ [name]: event.currentTarget.value }),
    };
  }

  function test(): void {
    setAsked(true);
    if (typeof target !== 'string') trial.mutate({ target });
  }

  function save(): void {
    setAsked(true);
    if (typeof target === 'string') return;
    onSave(target);
    onClose();
  }

  return (
    <Dialog
      open
      onClose={onClose}
      size="large"
      title={isNew ? 'Add a metrics target' : 'Edit a metrics target'}
      actions={
        <>
          {trouble === undefined ? undefined : (
            <span className={styles['trouble']} role="alert">
              {trouble}
            </span>
          )}
          <Button disabled={trial.isPending} onClick={test}>
            {trial.isPending ? 'Testing…' : 'Test now'}
          </Button>
          <Button look="primary" onClick={save}>
            {isNew ? 'Add' : 'Save'}
          </Button>
        </>
      }
    >
      <form
        className={styles['form']}
        onSubmit={(event) => {
          event.preventDefault();
          test();
        }}
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
        {/* Enter in a field tests. */}
        <button type="submit" className="visually-hidden" tabIndex={-1} aria-hidden="true" />
      </form>
      <details className={styles['more']} open={draft.auth !== 'none' || draft.headers !== '' || draft.labels !== ''}>
        <summary>Authorization, labels, formats and limits</summary>
        <div className={styles['form']}>
          <Select label="Authorization" value={draft.auth} options={auths} onChange={(auth) => change({ auth })} />
          {draft.auth === 'bearer' ? (
            <TextField label="Token" type="password" mono className={styles['wide']} {...field('token')} />
          ) : undefined}
          {draft.auth === 'basic' ? (
            <>
              <TextField label="User" {...field('user')} />
              <TextField
                label="Password"
                type="password"
                value={draft.password}
                onChange={(event) => change({ password: event.currentTarget.value })}
              />
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
    </Dialog>
  );
}
