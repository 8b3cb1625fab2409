// Asks for a profile's new name.
import { useState, type ReactNode } from 'react';
import type { RunId } from '../../../../contract/ids.ts';
import type { StoredProfile } from '../../../../contract/profiles/list.ts';
import { useCommand } from '../../../data/use-command.ts';
import { Button } from '../../../ui/button.tsx';
import { Dialog } from '../../../ui/dialog.tsx';
import { TextField } from '../../../ui/text-field.tsx';

interface RenameProfileDialogProps {
  readonly run: RunId;
  readonly stored: StoredProfile;
  readonly onClose: () => void;
}

export function RenameProfileDialog({ run, stored, onClose }: RenameProfileDialogProps): ReactNode {
  const [name, setName] = useState(stored.name);
  const rename = useCommand('profiles.rename', ['profiles.list', 'profiles.open']);
  const submit = (): void => rename.mutate({ run, profile: stored.profile, name: name.trim() }, { onSuccess: onClose });
  return (
    <Dialog
      open
      onClose={onClose}
      size="small"
      title="Rename the profile"
      actions={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button look="primary" disabled={rename.isPending || name.trim() === ''} onClick={submit}>
            Rename
          </Button>
        </>
      }
    >
      <TextField
        label="Name"
        autoFocus
        value={name}
        maxLength={200}
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
