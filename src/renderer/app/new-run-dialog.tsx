// Asks for the name of a new run. An empty name is fine: the run is then known by its start.
import { useState, type ReactNode } from 'react';
import { useCommand } from '../data/use-command.ts';
import { tracesLink } from '../routes/traces-route.ts';
import { useNavigate } from '../routes/use-place.tsx';
import { Button } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { TextField } from '../ui/text-field.tsx';

export function NewRunDialog({ open, onClose }: { readonly open: boolean; readonly onClose: () => void }): ReactNode {
  return open ? <OpenDialog onClose={onClose} /> : undefined;
}

function OpenDialog({ onClose }: { readonly onClose: () => void }): ReactNode {
  const [name, setName] = useState('');
  const create = useCommand('runs.create', ['runs.list', 'app.info']);
  const navigate = useNavigate();
  const submit = (): void =>
    create.mutate(
      { name: name.trim() },
      {
        onSuccess: () => {
          onClose();
          navigate(tracesLink());
        },
      },
    );
  return (
    <Dialog
      open
      onClose={onClose}
      size="small"
      title="New run"
      actions={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button look="primary" disabled={create.isPending} onClick={submit}>
            Start run
          </Button>
        </>
      }
    >
      <p style={{ marginBottom: 12 }}>
        What arrives from now on is kept in a new file. The run so far stays as it is and can be opened any time.
      </p>
      <TextField
        label="Name (optional)"
        autoFocus
        value={name}
        maxLength={80}
        placeholder="e.g. before the cache change"
        trouble={create.error?.message}
        onChange={(event) => setName(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key === 'Enter') submit();
        }}
      />
    </Dialog>
  );
}
