// The editor that frames of stack traces open in: this window's own taste. Without one, their place is copied.
import { useCallback, useState } from 'react';
import { editorIds, type EditorId } from '../../contract/editors.ts';
import { readStored, writeStored } from './stored.ts';

const name = 'editor';

export function readEditor(): EditorId | undefined {
  const stored = readStored(name);
  return editorIds.find((id) => id === stored);
}

export function useEditorChoice(): readonly [EditorId | undefined, (editor: EditorId | undefined) => void] {
  const [editor, setEditor] = useState(readEditor);
  const choose = useCallback((next: EditorId | undefined) => {
    writeStored(name, next ?? '');
    setEditor(next);
  }, []);
  return [editor, choose];
}
