// The dialog of a form that can be tried before it counts: Enter in a field tests, what is wrong stands beside the buttons.
import type { ReactNode } from 'react';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import styles from './form-dialog.module.css';

interface FormDialogProps {
  readonly title: string;
  readonly large?: boolean;
  readonly trouble: string | undefined;
  readonly testing: boolean;
  readonly save: string;
  readonly onTest: () => void;
  readonly onSave: () => void;
  readonly onClose: () => void;
  /** The fields. */
  readonly children: ReactNode;
  /** Below them: further fields, what a test has found. */
  readonly below: ReactNode;
}

export function FormDialog(props: FormDialogProps): ReactNode {
  const { title, large = false, trouble, testing, save, onTest, onSave, onClose, children, below } = props;
  return (
    <Dialog
      open
      onClose={onClose}
      {...(large ? { size: 'large' as const } : {})}
      title={title}
      actions={
        <>
          {trouble === undefined ? undefined : (
            <span className={styles['trouble']} role="alert">
              {trouble}
            </span>
          )}
          <Button disabled={testing} onClick={onTest}>
            {testing ? 'Testing…' : 'Test now'}
          </Button>
          <Button look="primary" onClick={onSave}>
            {save}
          </Button>
        </>
      }
    >
      <form
        className={styles['form']}
        onSubmit={(event) => {
          event.preventDefault();
          onTest();
        }}
      >
        {children}
        <button type="submit" className="visually-hidden" tabIndex={-1} aria-hidden="true" />
      </form>
      {below}
    </Dialog>
  );
}
