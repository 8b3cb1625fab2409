// Asks a running service for a profile: which service, what of it, how long, how often.
import { useMemo, type ReactNode } from 'react';
import { goProfiles, type CaptureOrder } from '../../../../contract/profiles/captures.ts';
import { useAnswer } from '../../../data/use-answer.ts';
import { useCommand } from '../../../data/use-command.ts';
import { HeadersField, ProofFields } from '../../../ui/access-fields.tsx';
import { Button } from '../../../ui/button.tsx';
import { Combobox, type Suggestion } from '../../../ui/combobox.tsx';
import { FieldRow, FormDialog, MoreFields } from '../../../ui/form-dialog.tsx';
import { Select } from '../../../ui/select.tsx';
import { TextField } from '../../../ui/text-field.tsx';
import { Checkbox } from '../../../ui/toggle.tsx';
import { useFormDraft } from '../../../ui/use-form-draft.ts';
import { rememberCapture, useAskedCaptures } from './asked-captures.ts';
import { goProfileTitles, hasDelta, orderOf, takesTime, type CaptureDraft } from './capture-form.ts';
import styles from './capture.module.css';

const kinds: readonly { readonly value: CaptureDraft['kind']; readonly label: string }[] = [
  { value: 'go', label: 'Go (net/http/pprof)' },
  { value: 'streamkit', label: 'StreamKit' },
  { value: 'url', label: 'Any address' },
];
const hints: Readonly<Record<CaptureDraft['kind'], string>> = {
  go: 'Base address of the service; /debug/pprof is asked for',
  streamkit: 'Base address of StreamKit’s server',
  url: 'The whole address of the profile',
};

interface CaptureDialogProps {
  /** What it begins with; what was asked for last unless given. */
  readonly from?: CaptureDraft | undefined;
  /** The capture that ends when this one begins. */
  readonly instead?: string | undefined;
  readonly onClose: () => void;
}

export function CaptureDialog({ from, instead, onClose }: CaptureDialogProps): ReactNode {
  const start = useCommand('captures.start', ['captures.list']);
  const cancel = useCommand('captures.cancel', ['captures.list']);
  const first = (): CaptureDraft => from ?? useAskedCaptures.getState().last;
  const { draft, trouble, change, field, ask } = useFormDraft(first, orderOf, start.reset);
  const addresses = useKnownAddresses();

  function capture(): void {
    const order = ask();
    if (order === undefined) return;
    const begin = (): void =>
      start.mutate(
        { order },
        {
          onSuccess(status) {
            rememberCapture(status, draft);
            onClose();
          },
        },
      );
    // A service takes one CPU profile at a time: the former has to end first.
    if (instead === undefined) begin();
    else cancel.mutate({ id: instead }, { onSettled: begin });
  }

  return (
    <FormDialog
      title={instead === undefined ? 'Capture a profile' : 'Change a repeated capture'}
      trouble={trouble ?? start.error?.message}
      onSubmit={capture}
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button look="primary" disabled={start.isPending || cancel.isPending} onClick={capture}>
            Capture
          </Button>
        </>
      }
      below={<Further draft={draft} change={change} field={field} />}
    >
      <Select label="From" value={draft.kind} options={kinds} onChange={(kind) => change({ kind })} />
      <div className={styles['wide']}>
        <Combobox
          label="Address"
          mono
          value={draft.url}
          suggestions={addresses}
          searchDetails
          onText={(url) => change({ url })}
        />
        <p className={styles['hint']}>{hints[draft.kind]}</p>
      </div>
      {draft.kind === 'go' ? (
        <Select
          label="Profile"
          value={draft.goProfile}
          options={goProfiles.map((value) => ({ value, label: goProfileTitles[value] }))}
          onChange={(goProfile) => change({ goProfile })}
        />
      ) : undefined}
      {draft.kind === 'streamkit' ? (
        <Select
          label="Profile"
          value={draft.streamkitProfile}
          options={[
            { value: 'cpu', label: 'CPU' },
            { value: 'heap', label: 'Heap' },
          ]}
          onChange={(streamkitProfile) => change({ streamkitProfile })}
        />
      ) : undefined}
      {takesTime(draft) ? (
        <TextField
          label={draft.kind === 'url' ? 'Seconds to wait for it' : 'Seconds'}
          inputMode="numeric"
          className={styles['short']}
          {...field('seconds')}
        />
      ) : undefined}
      {draft.kind === 'streamkit' && draft.streamkitProfile === 'cpu' ? (
        <TextField label="Samples a second" inputMode="numeric" className={styles['short']} {...field('frequency')} />
      ) : undefined}
      <TextField
        label="Again every (seconds)"
        placeholder="once"
        inputMode="numeric"
        className={styles['short']}
        {...field('every')}
      />
      <TextField label="Service name" placeholder="host of the address" {...field('service')} />
    </FormDialog>
  );
}

type FurtherProps = Pick<ReturnType<typeof useFormDraft<CaptureDraft, CaptureOrder>>, 'draft' | 'change' | 'field'>;

function Further({ draft, change, field }: FurtherProps): ReactNode {
  return (
    <>
      <div className={styles['checks']}>
        {draft.kind === 'go' && draft.goProfile === 'heap' ? (
          <Checkbox
            label="Collect garbage first"
            checked={draft.collectGarbage}
            onChange={(collectGarbage) => change({ collectGarbage })}
          />
        ) : undefined}
        {hasDelta(draft) ? (
          <Checkbox
            label="Only what changes over some seconds"
            checked={draft.delta}
            onChange={(delta) => change({ delta })}
          />
        ) : undefined}
      </div>
      {draft.kind === 'go' && draft.goProfile === 'trace' ? (
        <p className={styles['hint']}>An execution trace is kept as it is; go tool trace opens it.</p>
      ) : undefined}
      <MoreFields title="Authorization and headers">
        <FieldRow>
          <ProofFields auth={draft.auth} change={change} field={field} wide={styles['wide']} />
        </FieldRow>
        <HeadersField headers={field('headers')} />
      </MoreFields>
    </>
  );
}

/** Addresses of what the settings fetch from already, and of captures before. */
function useKnownAddresses(): readonly Suggestion[] {
  const { data: settings } = useAnswer('settings.get', {});
  const { data: captures } = useAnswer('captures.list', {});
  return useMemo(() => {
    const found = new Map<string, string>();
    for (const { url, job } of settings?.targets ?? []) found.set(originOf(url), job);
    for (const one of settings?.collectors ?? []) if ('url' in one) found.set(originOf(one.url), one.name);
    for (const { order } of captures ?? []) if (order.subject.kind !== 'url') found.set(order.url, order.service);
    found.delete('');
    return [...found].map(([value, detail]) => ({ value, detail }));
  }, [settings, captures]);
}

function originOf(url: string): string {
  return /^https?:\/\/[^/?#]+/i.exec(url)?.[0] ?? '';
}
