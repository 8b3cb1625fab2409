// Dialogs: Dialog for anything with its own content, ConfirmDialog before something is done that cannot be undone.
import { AlertDialog } from '@base-ui/react/alert-dialog';
import { Dialog as Base } from '@base-ui/react/dialog';
import { X } from 'lucide-react';
import { useRef, type ReactNode } from 'react';
import { Button } from './button.tsx';
import { cx } from './cx.ts';
import styles from './dialog.module.css';
import { IconButton } from './icon-button.tsx';

interface DialogProps {
  readonly open: boolean;
  readonly onClose: () => void;
  readonly title: ReactNode;
  readonly size?: 'small' | 'medium' | 'large';
  readonly actions?: ReactNode;
  /** What opened it does not get the focus back: something else has it by then. */
  readonly leavesFocus?: boolean;
  readonly children: ReactNode;
}

export function Dialog({
  open,
  onClose,
  title,
  size = 'medium',
  actions,
  leavesFocus = false,
  children,
}: DialogProps): ReactNode {
  const popup = useRef<HTMLDivElement>(null);
  // what asked for the focus keeps it; otherwise the dialog itself, so that no button is armed by opening
  const firstFocus = (): HTMLElement | false =>
    popup.current?.contains(document.activeElement) === true ? false : (popup.current ?? false);
  return (
    <Base.Root open={open} onOpenChange={(next) => (next ? undefined : onClose())}>
      <Base.Portal>
        <Base.Backdrop className={styles['backdrop']} />
        <Base.Popup
          ref={popup}
          initialFocus={firstFocus}
          finalFocus={!leavesFocus}
          className={cx(styles['popup'], styles[size])}
        >
          <header className={styles['head']}>
            <Base.Title className={styles['title']}>{title}</Base.Title>
            <Base.Close
              render={
                <IconButton label="Close" keys="escape">
                  <X size={15} />
                </IconButton>
              }
            />
          </header>
          <div className={styles['body']}>{children}</div>
          {actions === undefined ? undefined : <footer className={styles['actions']}>{actions}</footer>}
        </Base.Popup>
      </Base.Portal>
    </Base.Root>
  );
}

interface ConfirmDialogProps {
  readonly open: boolean;
  readonly onClose: () => void;
  readonly title: string;
  readonly children: ReactNode;
  /** What the button does, as a verb. */
  readonly confirm: string;
  readonly danger?: boolean;
  readonly onConfirm: () => void;
}

export function ConfirmDialog({
  open,
  onClose,
  title,
  children,
  confirm,
  danger = false,
  onConfirm,
}: ConfirmDialogProps): ReactNode {
  return (
    <AlertDialog.Root open={open} onOpenChange={(next) => (next ? undefined : onClose())}>
      <AlertDialog.Portal>
        <AlertDialog.Backdrop className={styles['backdrop']} />
        <AlertDialog.Popup className={cx(styles['popup'], styles['small'])}>
          <header className={styles['head']}>
            <AlertDialog.Title className={styles['title']}>{title}</AlertDialog.Title>
          </header>
          <AlertDialog.Description render={<div />} className={styles['body']}>
            {children}
          </AlertDialog.Description>
          <footer className={styles['actions']}>
            <AlertDialog.Close render={<Button>Cancel</Button>} />
            <Button
              look={danger ? 'danger' : 'primary'}
              onClick={() => {
                onConfirm();
                onClose();
              }}
            >
              {confirm}
            </Button>
          </footer>
        </AlertDialog.Popup>
      </AlertDialog.Portal>
    </AlertDialog.Root>
  );
}
