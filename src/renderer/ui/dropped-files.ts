// Who takes files that are dropped on the window: what is shown may ask for them before they count as telemetry to open.
import { createContext, useContext, useEffect } from 'react';

/** true: taken. */
export type FileTaker = (files: readonly File[]) => boolean;

export interface DroppedFiles {
  /** The one that asked last comes first. */
  offer(files: readonly File[]): boolean;
  add(taker: FileTaker): () => void;
}

export function createDroppedFiles(): DroppedFiles {
  const takers: FileTaker[] = [];
  return {
    offer: (files) => files.length > 0 && takers.toReversed().some((taker) => taker(files)),
    add(taker) {
      takers.push(taker);
      return () => {
        takers.splice(takers.indexOf(taker), 1);
      };
    },
  };
}

export const DroppedFilesContext = createContext<DroppedFiles | undefined>(undefined);

/** While mounted; `taker` stays the same as long as it means the same. */
export function useFileTaker(taker: FileTaker): void {
  const files = useContext(DroppedFilesContext);
  useEffect(() => files?.add(taker), [files, taker]);
}
