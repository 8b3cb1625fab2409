// From key events to commands. Single keys never fire while typing or in a dialog, menu or list; chords with `mod` do.
import { keysOf, type Command } from './command.ts';

export interface KeyPress {
  readonly key: string;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly altKey: boolean;
  readonly shiftKey: boolean;
}

const names: Readonly<Record<string, string>> = {
  ArrowUp: 'up',
  ArrowDown: 'down',
  ArrowLeft: 'left',
  ArrowRight: 'right',
  Enter: 'enter',
  Escape: 'escape',
  ' ': 'space',
  Home: 'home',
  End: 'end',
  PageUp: 'pageup',
  PageDown: 'pagedown',
};

/** The chord's name as commands write it; undefined for a bare modifier. `mod` is Ctrl, or Cmd on a Mac. */
export function chordOf(press: KeyPress, mac: boolean): string | undefined {
  if (['Control', 'Shift', 'Alt', 'Meta', 'AltGraph', 'Dead', 'Process'].includes(press.key)) return undefined;
  const named = names[press.key];
  const mod = mac ? press.metaKey : press.ctrlKey;
  const other = mac ? press.ctrlKey : press.metaKey;
  if (other) return undefined;
  const single = press.key.length === 1 && named === undefined;
  const key = named ?? (single && mod ? press.key.toLowerCase() : press.key);
  // a letter's case already tells shift
  return `${mod ? 'mod+' : ''}${press.altKey ? 'alt+' : ''}${press.shiftKey && (!single || mod) ? 'shift+' : ''}${key}`;
}

/** How long the first key of a sequence waits for the second, milliseconds. */
export const sequenceWait = 1200;

export type KeyMatch =
  | { readonly kind: 'command'; readonly command: Command }
  /** The first key of a sequence: what comes next decides. */
  | { readonly kind: 'wait'; readonly prefix: string }
  | { readonly kind: 'none' };

/** `prefix` is the key that is waiting, if any. The command registered last wins. */
export function matchKey(commands: readonly Command[], chord: string, prefix: string | undefined): KeyMatch {
  const wanted = prefix === undefined ? chord : `${prefix} ${chord}`;
  const command = commands.findLast((candidate) => keysOf(candidate).includes(wanted));
  if (command !== undefined) return { kind: 'command', command };
  const starts = commands.some((candidate) => keysOf(candidate).some((keys) => keys.startsWith(`${chord} `)));
  return starts ? { kind: 'wait', prefix: chord } : { kind: 'none' };
}

const typing = 'input, textarea, select, [contenteditable=""], [contenteditable="true"]';
const modal = '[role="dialog"], [role="alertdialog"], [role="menu"], [role="listbox"]';

/** Whether single keys belong to the element and not to commands. */
export function ownsKeys(element: { closest(selector: string): unknown; matches(selector: string): boolean }): boolean {
  if (element.matches('input[type="checkbox"], input[type="radio"]')) return element.closest(modal) !== null;
  return element.closest(typing) !== null || element.closest(modal) !== null;
}
