// What is selected, beside a list or a picture: a title, a way to close it, and a body that scrolls.
import { X } from 'lucide-react';
import type { ReactNode, Ref } from 'react';
import { IconButton } from './icon-button.tsx';
import styles from './side-pane.module.css';

interface SidePaneProps {
  /** Accessible name. */
  readonly label: string;
  readonly title: ReactNode;
  /** Below the title, faint. */
  readonly subtitle?: ReactNode;
  /** What closing does: it says it beside the key, which is Escape. */
  readonly closeLabel: string;
  readonly onClose: () => void;
  /** What can be done with it, before the button that closes. */
  readonly actions?: ReactNode;
  readonly body?: Ref<HTMLDivElement> | undefined;
  readonly children: ReactNode;
}

export function SidePane({
  label,
  title,
  subtitle,
  closeLabel,
  onClose,
  actions,
  body,
  children,
}: SidePaneProps): ReactNode {
  return (
    <section className={styles['pane']} aria-label={label}>
      <header className={styles['head']}>
        <div className={styles['names']}>
          <h2 className={styles['title']}>{title}</h2>
          {subtitle === undefined ? undefined : <div className={styles['subtitle']}>{subtitle}</div>}
        </div>
        <span className={styles['actions']}>
          {actions}
          <IconButton label={closeLabel} keys="escape" onClick={onClose}>
            <X size={15} />
          </IconButton>
        </span>
      </header>
      <div ref={body} className={styles['body']} tabIndex={0}>
        {children}
      </div>
    </section>
  );
}
