// The bar on top: mark, run, palette, what comes in, theme.
import { Moon, Search, Sun } from 'lucide-react';
import type { ReactNode } from 'react';
import { useSelectedRun } from '../data/selected-run.tsx';
import { tracesLink } from '../routes/traces-route.ts';
import { Link } from '../routes/use-place.tsx';
import { IconButton } from '../ui/icon-button.tsx';
import { KeyHint } from '../ui/key-hint.tsx';
import { isDark, useThemeChoice } from '../ui/theme-choice.ts';
import { useRunCommand } from '../ui/use-commands.tsx';
import { Logo } from './logo.tsx';
import { ReceivingPill } from './receiving-pill.tsx';
import { RunSelector } from './run-selector.tsx';
import styles from './top-bar.module.css';

export function TopBar(): ReactNode {
  const { param } = useSelectedRun();
  const runCommand = useRunCommand();
  const [theme] = useThemeChoice();
  return (
    <header className={styles['bar']}>
      <div className={styles['left']}>
        <Link href={tracesLink({ run: param })} className={styles['brand']} aria-label="Otterscope, to the traces">
          <Logo />
          <span>Otterscope</span>
        </Link>
        <span className={styles['slash']} aria-hidden="true">
          /
        </span>
        <RunSelector />
      </div>
      <button type="button" className={styles['search']} onClick={() => runCommand('palette')}>
        <Search size={13} />
        <span>Go to, or run a command</span>
        <KeyHint keys="mod+k" />
      </button>
      <div className={styles['right']}>
        <ReceivingPill />
        <IconButton label={isDark(theme) ? 'Light theme' : 'Dark theme'} onClick={() => runCommand('theme.toggle')}>
          {isDark(theme) ? <Sun size={15} /> : <Moon size={15} />}
        </IconButton>
      </div>
    </header>
  );
}
