// The dialog of a form: Enter in a field does the main thing, what is wrong stands beside the buttons.
import type { ReactNode } from 'react';
import { Dialog } from './dialog.tsx';
import styles from './form-dialog.module.css';

interface FormDialogProps {
  readonly title: string;
  readonly size?: 'medium' | 'large';
  readonly trouble: string | undefined;
  readonly actions: ReactNode;
  /** Enter in a field. */
  readonly onSubmit: () => void;
  readonly onClose: () => void;
  /** The fields, in rows as wide as the dialog. */
  readonly children: ReactNode;
  /** Further fields, which are not looked at by most. */
  readonly below?: ReactNode;
}

export function FormDialog(props: FormDialogProps): ReactNode {
  const { title, size = 'medium', trouble, actions, onSubmit, onClose, children, below } = props;
  return (
    <Dialog
      open
      onClose={onClose}
      size={size}
      title={title}
      actions={
        <>
          {trouble === undefined ? undefined : (
            <span className={styles['trouble']} role="alert">
              {trouble}
            </span>
          )}
          {actions}
        </>
      }
    >
      <form
        className={styles['fields']}
        onSubmit={(event) => {
          event.preventDefault();
          onSubmit();
        }}
      >
        {children}
        <button type="submit" className="visually-hidden" tabIndex={-1} aria-hidden="true" />
      </form>
      {below}
    </Dialog>
  );
}

/** Fields side by side, as many as find room in a line. */
export function FieldRow({ children }: { readonly children: ReactNode }): ReactNode {
  return <div className={styles['fields']}>{children}</div>;
}

/** Fields that most leave as they are, folded away. */
export function MoreFields(props: {
  readonly title: string;
  readonly open?: boolean;
  readonly children: ReactNode;
}): ReactNode {
  return (
    <details className={styles['more']} open={props.open}>
      <summary>{props.title}</summary>
      {props.children}
    </details>
  );
}
