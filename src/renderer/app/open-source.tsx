// Opens a file of a stack trace in the editor that the settings name, or copies its place where they name none.
import { useCallback, type ReactNode } from 'react';
import type { SourcePlace } from '../../contract/editors.ts';
import type { Host } from '../host/host.ts';
import { copyText } from '../ui/copy-text.ts';
import { readEditor } from '../ui/editor-choice.ts';
import { useNotify } from '../ui/notices.tsx';
import { SourceOpener } from '../ui/source-opener.tsx';

export function OpenSource({ host, children }: { readonly host: Host; readonly children: ReactNode }): ReactNode {
  const notify = useNotify();
  const open = useCallback(
    (place: SourcePlace) => {
      const editor = readEditor();
      if (editor !== undefined) return host.openEditor(editor, place);
      const text = `${place.path}:${place.line}`;
      void copyText(text).then((worked) =>
        notify(
          worked ? 'info' : 'error',
          worked ? `Copied ${text}. Settings can name an editor that opens it.` : `${text} could not be copied.`,
        ),
      );
    },
    [host, notify],
  );
  return <SourceOpener open={open}>{children}</SourceOpener>;
}
