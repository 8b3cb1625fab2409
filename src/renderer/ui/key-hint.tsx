// Keys as caps: `mod+k` is one chord, `g t` two keys one after the other. `mod` is Cmd on macOS and Ctrl elsewhere.
import { Fragment, type ReactNode } from 'react';
import styles from './key-hint.module.css';

const names: Readonly<Record<string, string>> = {
  up: '↑',
  down: '↓',
  left: '←',
  right: '→',
  enter: 'Enter',
  escape: 'Esc',
  shift: 'Shift',
  alt: 'Alt',
  space: 'Space',
};

export function KeyHint({ keys }: { readonly keys: string }): ReactNode {
  return (
    <span className={styles['keys']}>
      {keys.split(' ').map((chord, index) => (
        <Fragment key={index}>
          {index > 0 ? <span className={styles['then']}>then</span> : undefined}
          {chord.split(/(?<=.)\+/).map((key, _, chordKeys) => (
            <kbd key={key} className={styles['key']}>
              {nameOf(chordKeys.length > 1 && key.length === 1 ? key.toUpperCase() : key)}
            </kbd>
          ))}
        </Fragment>
      ))}
    </span>
  );
}

function nameOf(key: string): string {
  if (key === 'mod') return navigator.platform.startsWith('Mac') ? '⌘' : 'Ctrl';
  return names[key] ?? key;
}
