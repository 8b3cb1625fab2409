// Light, dark, or as the system says. The choice lives in `data-theme` of the root element (tokens.css reads it, canvases
// watch it) and is remembered by this window.
import { useCallback, useSyncExternalStore } from 'react';
import { readStored, writeStored } from './stored.ts';

export type ThemeChoice = 'system' | 'light' | 'dark';

/** Before the first drawing. */
export function applyStoredTheme(): void {
  const stored = readStored('theme');
  document.documentElement.dataset['theme'] = stored === 'light' || stored === 'dark' ? stored : 'system';
}

export function useThemeChoice(): readonly [ThemeChoice, (theme: ThemeChoice) => void] {
  const theme = useSyncExternalStore(watch, read);
  const choose = useCallback((next: ThemeChoice) => {
    writeStored('theme', next);
    document.documentElement.dataset['theme'] = next;
  }, []);
  return [theme, choose];
}

/** What is on the screen now, whoever decided. */
export function isDark(theme: ThemeChoice): boolean {
  return theme === 'dark' || (theme === 'system' && matchMedia('(prefers-color-scheme: dark)').matches);
}

function read(): ThemeChoice {
  const theme = document.documentElement.dataset['theme'];
  return theme === 'light' || theme === 'dark' ? theme : 'system';
}

function watch(listener: () => void): () => void {
  const observer = new MutationObserver(listener);
  observer.observe(document.documentElement, { attributes: true, attributeFilter: ['data-theme'] });
  return () => observer.disconnect();
}
