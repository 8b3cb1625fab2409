// Asks a running service for a profile: which service, what of it, how long, how often.
import { useMemo, useState, type ReactNode } from 'react';
import { goProfiles } from '../../../../contract/profiles/captures.ts';
import { useAnswer } from '../../../data/use-answer.ts';
import { useCommand } from '../../../data/use-command.ts';
import { Button } from '../../../ui/button.tsx';
import { Combobox, type Suggestion } from '../../../ui/combobox.tsx';
import { Dialog } from '../../../ui/dialog.tsx';
import { Select } from '../../../ui/select.tsx';
import { TextArea } from '../../../ui/text-area.tsx';
import { TextField } from '../../../ui/text-field.tsx';
import { Checkbox } from '../../../ui/toggle.tsx';
import { firstDraft, goProfileTitles, hasDelta, orderOf, takesTime, type CaptureDraft } from './capture-form.ts';
import styles from './capture.module.css';

const kinds: readonly { readonly value: CaptureDraft['kind']; readonly label: string }[] = [
  { value: 'go', label: 'Go (net/http/pprof)' },
  { value: 'streamkit', label: 'StreamKit' },
  { value: 'url', label: 'Any address' },
];
const auths: readonly { readonly value: CaptureDraft['auth']; readonly label: string }[] = [
  { value: 'none', label: 'No proof' },
  { value: 'bearer', label: 'Bearer token' },
  { value: 'basic', label: 'User and password' },
];
const hints: Readonly<Record<CaptureDraft['kind'], string>> = {
  go: 'Base address of the service; /debug/pprof is asked for',
  streamkit: 'Base address of StreamKit’s server',
  url: 'The whole address of the profile',
};

export function CaptureDialog({ onClose }: { readonly onClose: () => void }): ReactNode {
  const [draft, setDraft] = useState(firstDraft);
  const [asked, setAsked] = useState(false);
  const start = useCommand('captures.start', ['captures.list']);
  const addresses = useKnownAddresses();
  const order = orderOf(draft);
  const trouble = asked && typeof order === 'string' ? order : start.error?.message;

  function change(part: Partial<CaptureDraft>): void {
    setDraft((before) => ({ ...before, ...part }));
    setAsked(false);
    start.reset();
  }

  function capture(): void {
    setAsked(true);
    if (typeof order !== 'string') start.mutate({ order }, { onSuccess: onClose });
  }

  function field(name: 'seconds' | 'frequency' | 'every' | 'service' | 'token' | 'user' | 'password') {
    return {
      value: draft[name],
      onChange: (event: { readonly currentTarget: { readonly value: string } }) =>
        change({ [name]: event.currentTarget.value }),
    };
  }

  return (
    <Dialog
      open
      onClose={onClose}
      title="Capture a profile"
      actions={
        <>
          {trouble === undefined ? undefined : (
            <span className={styles['trouble']} role="alert">
              {trouble}
            </span>
          )}
          <Button onClick={onClose}>Cancel</Button>
          <Button look="primary" disabled={start.isPending} onClick={capture}>
            Capture
          </Button>
        </>
      }
    >
      <form
        className={styles['form']}
        onSubmit={(event) => {
          event.preventDefault();
          capture();
        }}
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
        <button type="submit" className="visually-hidden" tabIndex={-1} aria-hidden="true" />
      </form>
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
      <details className={styles['more']}>
        <summary>Authorization and headers</summary>
        <div className={styles['form']}>
          <Select label="Authorization" value={draft.auth} options={auths} onChange={(auth) => change({ auth })} />
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
        <TextArea
          label="Headers, one in a line"
          rows={2}
          value={draft.headers}
          onChange={(event) => change({ headers: event.currentTarget.value })}
        />
      </details>
    </Dialog>
  );
}

/** Addresses of what the settings fetch from already. */
function useKnownAddresses(): readonly Suggestion[] {
  const { data: settings } = useAnswer('settings.get', {});
  return useMemo(() => {
    const found = new Map<string, string>();
    for (const { url, job } of settings?.targets ?? []) found.set(originOf(url), job);
    for (const one of settings?.collectors ?? []) if ('url' in one) found.set(originOf(one.url), one.name);
    found.delete('');
    return [...found].map(([value, detail]) => ({ value, detail }));
  }, [settings]);
}

function originOf(url: string): string {
  return /^https?:\/\/[^/?#]+/i.exec(url)?.[0] ?? '';
}
