// What can be done with files of source code that stack traces name: ask which are here, and open one. app/ provides both;
// a file is opened on the user's click only.
import { createContext, useContext, type ReactNode } from 'react';
import type { SourcePlace } from '../../contract/editors.ts';

export interface SourceFiles {
  readonly open: (place: SourcePlace) => void;
  /** A hook: which of the paths are files of this machine. */
  readonly useLocated: (paths: readonly string[]) => ReadonlySet<string>;
}

const none: ReadonlySet<string> = new Set();
const SourceOpenerContext = createContext<SourceFiles>({ open: () => undefined, useLocated: () => none });

interface SourceOpenerProps {
  /** `useLocated` stays the same from one rendering to the next. */
  readonly files: SourceFiles;
  readonly children: ReactNode;
}

export function SourceOpener({ files, children }: SourceOpenerProps): ReactNode {
  return <SourceOpenerContext value={files}>{children}</SourceOpenerContext>;
}

export function useSourceFiles(): SourceFiles {
  return useContext(SourceOpenerContext);
}
