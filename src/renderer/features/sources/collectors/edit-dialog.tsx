// Edits one source: where it is, who asks, and what its kind has beside that; with a test before it is saved.
import { useState, type ReactNode } from 'react';
import type { Collector, LogFormat } from '../../../../contract/collectors.ts';
import { Button } from '../../../ui/button.tsx';
import { Dialog } from '../../../ui/dialog.tsx';
import { Select } from '../../../ui/select.tsx';
import { TextArea } from '../../../ui/text-area.tsx';
import { TextField } from '../../../ui/text-field.tsx';
import { Checkbox } from '../../../ui/toggle.tsx';
import { kindTitles } from './collector-columns.tsx';
import { collectorOf, draftOfCollector, type CollectorDraft } from './collector-form.ts';
import styles from './collectors.module.css';
import { Found } from './part-line.tsx';
import { useTrials } from './use-trials.ts';

interface EditDialogProps {
  readonly initial: Collector;
  readonly onClose: () => void;
  readonly onSave: (collector: Collector) => void;
}

const auths: readonly { readonly value: CollectorDraft['auth']; readonly label: string }[] = [
  { value: 'none', label: 'No proof' },
  { value: 'bearer', label: 'Bearer token' },
  { value: 'basic', label: 'User and password' },
];
const formats: readonly { readonly value: LogFormat; readonly label: string }[] = [
  { value: 'auto', label: 'Look at each line' },
  { value: 'json', label: 'JSON' },
  { value: 'logfmt', label: 'logfmt' },
  { value: 'plain', label: 'Plain text' },
];

export function EditDialog({ initial, onClose, onSave }: EditDialogProps): ReactNode {
  const [draft, setDraft] = useState(() => draftOfCollector(initial));
  const [asked, setAsked] = useState(false);
  const trials = useTrials();
  const collector = collectorOf(initial, draft);
  const trouble = asked && typeof collector === 'string' ? collector : undefined;
  const found = trials.results.get('one');
  const isFile = initial.kind === 'llama-stack' || initial.kind === 'log-files';

  function change(part: Partial<CollectorDraft>): void {
    setDraft((before) => ({ ...before, ...part }));
    setAsked(false);
    trials.reset();
  }

  function field(name: 'name' | 'service' | 'place' | 'token' | 'user' | 'password' | 'items' | 'interval') {
    return {
      value: draft[name],
      onChange: (event: { readonly currentTarget: { readonly value: string } }) =>
        change({ [name]: event.currentTarget.value }),
    };
  }

  function test(): void {
    setAsked(true);
    if (typeof collector !== 'string') trials.run([['one', { kind: 'collector', collector }]]);
  }

  function save(): void {
    setAsked(true);
    if (typeof collector === 'string') return;
    onSave(collector);
    onClose();
  }

  return (
    <Dialog
      open
      onClose={onClose}
      title={`Edit a source: ${kindTitles[initial.kind]}`}
      actions={
        <>
          {trouble === undefined ? undefined : (
            <span className={styles['bad']} role="alert">
              {trouble}
            </span>
          )}
          <Button disabled={trials.busy} onClick={test}>
            {trials.busy ? 'Testing…' : 'Test now'}
          </Button>
          <Button look="primary" onClick={save}>
            Save
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
        <TextField label="Name" className={styles['narrow']} {...field('name')} />
        <TextField
          label="Service name"
          placeholder="the usual one"
          className={styles['narrow']}
          {...field('service')}
        />
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
            <Select
              label="Lines are"
              value={draft.format}
              options={formats}
              onChange={(format) => change({ format })}
            />
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
            <Select label="Proof" value={draft.auth} options={auths} onChange={(auth) => change({ auth })} />
            {draft.auth === 'bearer' ? <TextField label="Token" mono type="password" {...field('token')} /> : undefined}
            {draft.auth === 'basic' ? (
              <>
                <TextField label="User" {...field('user')} />
                <TextField label="Password" type="password" {...field('password')} />
              </>
            ) : undefined}
            <TextArea
              label="Headers, one in a line"
              rows={2}
              className={styles['wide']}
              value={draft.headers}
              onChange={(event) => change({ headers: event.currentTarget.value })}
            />
          </>
        )}
        {/* Enter in a field tests. */}
        <button type="submit" className="visually-hidden" tabIndex={-1} aria-hidden="true" />
      </form>
      {found === undefined ? undefined : <Found trial={found} />}
    </Dialog>
  );
}
