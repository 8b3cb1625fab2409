// Edits one source: where it is, who asks, and what its kind has beside that; with a test before it is saved.
import type { ReactNode } from 'react';
import type { Collector, LogFormat } from '../../../../contract/collectors.ts';
import { HeadersField, ProofFields } from '../../../ui/access-fields.tsx';
import { Select } from '../../../ui/select.tsx';
import { TextField } from '../../../ui/text-field.tsx';
import { Checkbox } from '../../../ui/toggle.tsx';
import { kindTitles } from './collector-columns.tsx';
import { TrialDialog } from '../trial-dialog.tsx';
import { useFormDraft } from '../../../ui/use-form-draft.ts';
import { collectorOf, draftOfCollector } from './collector-form.ts';
import styles from './collectors.module.css';
import { Found } from './part-line.tsx';
import { useTrials } from './use-trials.ts';

interface EditDialogProps {
  readonly initial: Collector;
  readonly onClose: () => void;
  readonly onSave: (collector: Collector) => void;
}

const formats: readonly { readonly value: LogFormat; readonly label: string }[] = [
  { value: 'auto', label: 'Look at each line' },
  { value: 'json', label: 'JSON' },
  { value: 'logfmt', label: 'logfmt' },
  { value: 'plain', label: 'Plain text' },
];

export function EditDialog({ initial, onClose, onSave }: EditDialogProps): ReactNode {
  const trials = useTrials();
  const { draft, trouble, change, field, ask } = useFormDraft(
    () => draftOfCollector(initial),
    (now) => collectorOf(initial, now),
    trials.reset,
  );
  const found = trials.results.get('one');
  const isFile = initial.kind === 'llama-stack' || initial.kind === 'log-files';

  function test(): void {
    const collector = ask();
    if (collector !== undefined) trials.run([['one', { kind: 'collector', collector }]]);
  }

  function save(): void {
    const collector = ask();
    if (collector === undefined) return;
    onSave(collector);
    onClose();
  }

  return (
    <TrialDialog
      title={`Edit a source: ${kindTitles[initial.kind]}`}
      trouble={trouble}
      testing={trials.busy}
      save="Save"
      onTest={test}
      onSave={save}
      onClose={onClose}
      below={found === undefined ? undefined : <Found trial={found} />}
    >
      <TextField label="Name" className={styles['narrow']} {...field('name')} />
      <TextField label="Service name" placeholder="the usual one" className={styles['narrow']} {...field('service')} />
      <TextField label={isFile ? 'Path' : 'Address'} mono className={styles['wide']} {...field('place')} />
      {initial.kind === 'health' ? (
        <>
          <TextField label="Paths, separated by commas" mono className={styles['wide']} {...field('items')} />
          <TextField label="Every" mono className={styles['narrow']} {...field('interval')} />
        </>
      ) : undefined}
      {initial.kind === 'omnirt' ? (
        <TextField label="Jobs to follow" mono className={styles['wide']} {...field('items')} />
      ) : undefined}
      {initial.kind === 'log-files' ? (
        <>
          <Select label="Lines are" value={draft.format} options={formats} onChange={(format) => change({ format })} />
          <div className={styles['check']}>
            <Checkbox
              label="Read what is in the files already"
              checked={draft.fromStart}
              onChange={(fromStart) => change({ fromStart })}
            />
          </div>
        </>
      ) : undefined}
      {isFile ? undefined : (
        <>
          <ProofFields auth={draft.auth} change={change} field={field} />
          <HeadersField headers={field('headers')} className={styles['wide']} />
        </>
      )}
    </TrialDialog>
  );
}
