// Asks for a profile's new name.
import type { ReactNode } from 'react';
import type { RunId } from '../../../../contract/ids.ts';
import type { StoredProfile } from '../../../../contract/profiles/list.ts';
import { useCommand } from '../../../data/use-command.ts';
import { NameDialog } from '../../../ui/name-dialog.tsx';

interface RenameProfileDialogProps {
  readonly run: RunId;
  readonly stored: StoredProfile;
  readonly onClose: () => void;
}

export function RenameProfileDialog({ run, stored, onClose }: RenameProfileDialogProps): ReactNode {
  const rename = useCommand('profiles.rename', ['profiles.list', 'profiles.open']);
  return (
    <NameDialog
      title="Rename the profile"
      initial={stored.name}
      longest={200}
      required
      action="Rename"
      busy={rename.isPending}
      trouble={rename.error?.message}
      onName={(name) => rename.mutate({ run, profile: stored.profile, name }, { onSuccess: onClose })}
      onClose={onClose}
    />
  );
}
