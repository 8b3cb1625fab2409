// Asks for a run's new name.
import type { ReactNode } from 'react';
import type { RunInfo } from '../../../contract/runs.ts';
import { useCommand } from '../../data/use-command.ts';
import { NameDialog } from '../../ui/name-dialog.tsx';

export function RenameRunDialog({ run, onClose }: { readonly run: RunInfo; readonly onClose: () => void }): ReactNode {
  const rename = useCommand('runs.rename', ['runs.list']);
  return (
    <NameDialog
      title="Rename run"
      initial={run.name}
      longest={80}
      action="Rename"
      busy={rename.isPending}
      trouble={rename.error?.message}
      onName={(name) => rename.mutate({ run: run.id, name }, { onSuccess: onClose })}
      onClose={onClose}
    />
  );
}
