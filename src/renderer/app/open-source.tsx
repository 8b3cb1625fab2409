// Opens a file of a stack trace in the editor that the settings name, or copies its place where they name none.
import { useMemo, type ReactNode } from 'react';
import type { SourcePlace } from '../../contract/editors.ts';
import { useLocated } from '../data/use-located.ts';
import type { Host } from '../host/host.ts';
import { copyText } from '../ui/copy-text.ts';
import { readEditor } from '../ui/editor-choice.ts';
import { useNotify } from '../ui/notices.tsx';
import { SourceOpener, type SourceFiles } from '../ui/source-opener.tsx';

export function OpenSource({ host, children }: { readonly host: Host; readonly children: ReactNode }): ReactNode {
  const notify = useNotify();
  const files = useMemo((): SourceFiles => {
    const open = (place: SourcePlace): void => {
      const editor = readEditor();
      if (editor !== undefined) return host.openEditor(editor, place);
      const text = `${place.path}:${place.line}`;
      void copyText(text).then((worked) =>
        notify(
          worked ? 'info' : 'error',
          worked ? `Copied ${text}. Settings can name an editor that opens it.` : `${text} could not be copied.`,
        ),
      );
    };
    return { open, useLocated };
  }, [host, notify]);
  return <SourceOpener files={files}>{children}</SourceOpener>;
}
