// `?`: all keys in force here, by group.
import type { ReactNode } from 'react';
import { keysOf } from '../ui/command.ts';
import { Dialog } from '../ui/dialog.tsx';
import { KeyHint } from '../ui/key-hint.tsx';
import { useAllCommands } from '../ui/use-commands.tsx';
import styles from './key-help.module.css';

export function KeyHelp({ open, onClose }: { readonly open: boolean; readonly onClose: () => void }): ReactNode {
  return (
    <Dialog open={open} onClose={onClose} title="Keyboard" size="medium">
      <Groups />
    </Dialog>
  );
}

/** In the page only while the dialog is open. */
function Groups(): ReactNode {
  const commands = useAllCommands().filter((command) => keysOf(command).length > 0);
  const groups = [...new Set(commands.map((command) => command.group))];
  return (
    <div className={styles['groups']}>
      {groups.map((group) => (
        <section key={group} className={styles['group']}>
          <h2 className={styles['heading']}>{group}</h2>
          <dl>
            {commands
              .filter((command) => command.group === group)
              .map((command) => (
                <div key={command.id} className={styles['line']}>
                  <dt>{command.title}</dt>
                  <dd>
                    {keysOf(command).map((keys, index) => (
                      <span key={keys} className={styles['way']}>
                        {index > 0 ? 'or' : undefined}
                        <KeyHint keys={keys} />
                      </span>
                    ))}
                  </dd>
                </div>
              ))}
          </dl>
        </section>
      ))}
    </div>
  );
}
