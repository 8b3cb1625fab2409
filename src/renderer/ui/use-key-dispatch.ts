// Listens to the window's keys and runs the matching command.
import { useEffect } from 'react';
import type { Command } from './command.ts';
import { chordOf, matchKey, ownsKeys, sequenceWait } from './key-dispatch.ts';

export function useKeyDispatch(commands: readonly Command[]): void {
  useEffect(() => {
    const mac = navigator.platform.startsWith('Mac');
    let waiting: { readonly prefix: string; readonly until: number } | undefined;
    const onKeyDown = (event: KeyboardEvent): void => {
      const chord = chordOf(event, mac);
      if (chord === undefined || event.defaultPrevented || event.isComposing) return;
      // The path begins inside of shadow roots, where the search field's editor is.
      const [target] = event.composedPath();
      if (!chord.startsWith('mod+') && target instanceof Element && ownsKeys(target)) return;
      const prefix = waiting !== undefined && waiting.until > performance.now() ? waiting.prefix : undefined;
      const match = matchKey(commands, chord, prefix);
      waiting = match.kind === 'wait' ? { prefix: match.prefix, until: performance.now() + sequenceWait } : undefined;
      if (match.kind !== 'command') return;
      event.preventDefault();
      match.command.run();
    };
    window.addEventListener('keydown', onKeyDown);
    return () => window.removeEventListener('keydown', onKeyDown);
  }, [commands]);
}
