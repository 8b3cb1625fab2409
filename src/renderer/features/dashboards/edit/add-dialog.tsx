// Which kind of panel is added.
import type { ReactNode } from 'react';
import { Button } from '../../../ui/button.tsx';
import { Dialog } from '../../../ui/dialog.tsx';
import { panelKinds, type PanelKind } from './model/new-panel.ts';
import styles from './edit.module.css';

interface AddDialogProps {
  readonly onClose: () => void;
  readonly onAdd: (kind: PanelKind) => void;
}

export function AddDialog({ onClose, onAdd }: AddDialogProps): ReactNode {
  return (
    <Dialog open onClose={onClose} title="Add a panel" leavesFocus>
      <div className={styles['kinds']}>
        {panelKinds.map(({ kind, title, about }, index) => (
          <Button key={kind} autoFocus={index === 0} onClick={() => onAdd(kind)}>
            {title}
            <small>{about}</small>
          </Button>
        ))}
      </div>
    </Dialog>
  );
}
