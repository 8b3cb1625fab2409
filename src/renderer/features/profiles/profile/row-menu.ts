// The menu of frames for rows of a table, by the other button; the row is selected with it.
import type { MouseEvent } from 'react';
import type { ProfileScreen } from './profile-screen.ts';

interface NamedRow {
  readonly name: string;
  readonly file?: string;
}

export function rowMenu(
  frameMenu: ProfileScreen['frameMenu'],
  rowAt: (index: number) => NamedRow | undefined,
  onSelect?: (index: number) => void,
): (index: number, event: MouseEvent) => void {
  return (index, event) => {
    const row = rowAt(index);
    if (row === undefined) return;
    event.preventDefault();
    onSelect?.(index);
    frameMenu.open({ name: row.name, file: row.file ?? '' }, event.clientX, event.clientY);
  };
}
