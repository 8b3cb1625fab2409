// Asks for the name of a new run. An empty name is fine: the run is then known by its start.
import type { ReactNode } from 'react';
import { useCommand } from '../data/use-command.ts';
import { tracesLink } from '../routes/traces-route.ts';
import { useNavigate } from '../routes/use-place.tsx';
import { NameDialog } from '../ui/name-dialog.tsx';

export function NewRunDialog({ open, onClose }: { readonly open: boolean; readonly onClose: () => void }): ReactNode {
  return open ? <OpenDialog onClose={onClose} /> : undefined;
}

function OpenDialog({ onClose }: { readonly onClose: () => void }): ReactNode {
  const create = useCommand('runs.create', ['runs.list', 'app.info']);
  const navigate = useNavigate();
  const start = (name: string): void =>
    create.mutate(
      { name },
      {
        onSuccess: () => {
          onClose();
          navigate(tracesLink());
        },
      },
    );
  return (
    <NameDialog
      title="New run"
      label="Name (optional)"
      placeholder="e.g. before the cache change"
      longest={80}
      action="Start run"
      busy={create.isPending}
      trouble={create.error?.message}
      onName={start}
      onClose={onClose}
    >
      <p style={{ marginBottom: 12 }}>
        What arrives from now on is kept in a new file. The run so far stays as it is and can be opened any time.
      </p>
    </NameDialog>
  );
}
