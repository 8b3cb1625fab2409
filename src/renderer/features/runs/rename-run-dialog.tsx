// Asks for a run's new name.
import { useState, type ReactNode } from 'react';
import type { RunInfo } from '../../../contract/runs.ts';
import { useCommand } from '../../data/use-command.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { TextField } from '../../ui/text-field.tsx';

export function RenameRunDialog({ run, onClose }: { readonly run: RunInfo; readonly onClose: () => void }): ReactNode {
  const [name, setName] = useState(run.name);
  const rename = useCommand('runs.rename', ['runs.list']);
  const submit = (): void => rename.mutate({ run: run.id, name: name.trim() }, { onSuccess: onClose });
  return (
    <Dialog
      open
      onClose={onClose}
      size="small"
      title="Rename run"
      actions={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button look="primary" disabled={rename.isPending} onClick={submit}>
            Rename
          </Button>
        </>
      }
    >
      <TextField
        label="Name"
        autoFocus
        value={name}
        maxLength={80}
        trouble={rename.error?.message}
        onFocus={(event) => event.currentTarget.select()}
        onChange={(event) => setName(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key === 'Enter') submit();
        }}
      />
    </Dialog>
  );
}
