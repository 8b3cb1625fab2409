// The dialog of what can be tried before it counts: Enter in a field tests.
import type { ReactNode } from 'react';
import { Button } from '../../ui/button.tsx';
import { FormDialog } from '../../ui/form-dialog.tsx';

interface TrialDialogProps {
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

export function TrialDialog(props: TrialDialogProps): ReactNode {
  const { title, large = false, trouble, testing, save, onTest, onSave, onClose, children, below } = props;
  return (
    <FormDialog
      title={title}
      size={large ? 'large' : 'medium'}
      trouble={trouble}
      onSubmit={onTest}
      onClose={onClose}
      below={below}
      actions={
        <>
          <Button disabled={testing} onClick={onTest}>
            {testing ? 'Testing…' : 'Test now'}
          </Button>
          <Button look="primary" onClick={onSave}>
            {save}
          </Button>
        </>
      }
    >
      {children}
    </FormDialog>
  );
}
