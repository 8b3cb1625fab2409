// The imports that this window began: their uploads while they are sent, and which of the engine's imports are ours, so
// that their end leads somewhere here and not in every window.
import { create } from 'zustand';
import type { ImportInfo } from '../../contract/imports.ts';
import type { RunId } from '../../contract/ids.ts';

export interface Sending {
  readonly key: number;
  readonly name: string;
  /** Share that was sent, 0 to 1; `undefined` on the desktop, where the file is read where it lies. */
  readonly share: number | undefined;
  readonly cancel: () => void;
}

/** Where to go, and when its import began: of several files the last one counts, whichever ends last. */
export interface NextRun {
  readonly run: RunId;
  readonly live: boolean;
  /** Its number, where the file was a profile. */
  readonly profile?: number | undefined;
  /** What the file was. */
  readonly format: ImportInfo['format'];
  /** Unix milliseconds. */
  readonly began: number;
}

interface ImportsState {
  readonly sending: readonly Sending[];
  /** Ids of imports that were begun here and whose end was not seen yet. */
  readonly mine: readonly string[];
  /** The run to go to when everything has ended. */
  readonly next: NextRun | undefined;
  readonly keys: number;
}

export const useImportsStore = create<ImportsState>(() => ({ sending: [], mine: [], next: undefined, keys: 0 }));

/** Answers its key. */
export function beginSending(name: string, share: number | undefined, cancel: () => void): number {
  const key = useImportsStore.getState().keys + 1;
  useImportsStore.setState(({ sending }) => ({ keys: key, sending: [...sending, { key, name, share, cancel }] }));
  return key;
}

export function sendingMoved(key: number, share: number): void {
  useImportsStore.setState(({ sending }) => ({
    sending: sending.map((one) => (one.key === key ? { ...one, share } : one)),
  }));
}

export function endSending(key: number): void {
  useImportsStore.setState(({ sending }) => ({ sending: sending.filter((one) => one.key !== key) }));
}

export function importBegan(id: string): void {
  useImportsStore.setState(({ mine }) => ({ mine: [...mine, id] }));
}

export function importEnded(id: string): void {
  useImportsStore.setState(({ mine }) => ({ mine: mine.filter((one) => one !== id) }));
}

export function goNext(run: NextRun): void {
  useImportsStore.setState(({ next }) => ({ next: next === undefined || run.began >= next.began ? run : next }));
}

export function wentNext(): void {
  useImportsStore.setState({ next: undefined });
}
