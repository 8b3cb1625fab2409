// Asks for a name: of something new, or the new one of what has one.
import { useState, type ReactNode } from 'react';
import { Button } from './button.tsx';
import { Dialog } from './dialog.tsx';
import { TextField } from './text-field.tsx';

interface NameDialogProps {
  readonly title: string;
  readonly label?: string;
  readonly initial?: string;
  readonly placeholder?: string;
  /** Characters. */
  readonly longest?: number;
  /** Without a name it is nothing. */
  readonly required?: boolean;
  /** What the button does, as a verb. */
  readonly action: string;
  /** It was asked for already. */
  readonly busy: boolean;
  readonly trouble: string | undefined;
  /** Is given the name without blanks around it. */
  readonly onName: (name: string) => void;
  readonly onClose: () => void;
  /** Above the field: what it is about. */
  readonly children?: ReactNode;
}

export function NameDialog(props: NameDialogProps): ReactNode {
  const { title, label = 'Name', initial = '', longest, required = false, action, busy, trouble } = props;
  const [name, setName] = useState(initial);
  const refused = busy || (required && name.trim() === '');
  const submit = (): void => {
    if (!refused) props.onName(name.trim());
  };
  return (
    <Dialog
      open
      onClose={props.onClose}
      size="small"
      title={title}
      actions={
        <>
          <Button onClick={props.onClose}>Cancel</Button>
          <Button look="primary" disabled={refused} onClick={submit}>
            {action}
          </Button>
        </>
      }
    >
      {props.children}
      <TextField
        label={label}
        autoFocus
        value={name}
        maxLength={longest}
        placeholder={props.placeholder}
        trouble={trouble}
        onFocus={(event) => event.currentTarget.select()}
        onChange={(event) => setName(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key === 'Enter') submit();
        }}
      />
    </Dialog>
  );
}
