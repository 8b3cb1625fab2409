// Hands chosen, dropped or pasted files to the engine; imports-tray.tsx sees them through to their end.
import { useCallback } from 'react';
import { ContractError } from '../../contract/errors.ts';
import type { ImportTarget } from '../../contract/imports.ts';
import { useClient } from '../data/data-provider.tsx';
import { importFile } from '../data/import-file.ts';
import type { ChosenFile, Host } from '../host/host.ts';
import { useNotify } from '../ui/notices.tsx';
import { adviceOf } from './advice.ts';
import { beginSending, endSending, goNext, importBegan, sendingMoved } from './imports-store.ts';

export type ImportFiles = (files: readonly ChosenFile[], into: ImportTarget) => void;

export function useImportFiles(host: Host): ImportFiles {
  const client = useClient();
  const notify = useNotify();
  return useCallback(
    (files, into) => {
      const one = async (file: ChosenFile): Promise<void> => {
        const abort = new AbortController();
        const share = file.kind === 'file' ? 0 : undefined;
        const key = beginSending(file.name, share, () => abort.abort());
        try {
          const moved = (sent: number): void => sendingMoved(key, sent);
          const handed = await importFile(client, host, file, into, moved, abort.signal);
          if (handed.kind === 'import') importBegan(handed.import.id);
          else goNext({ run: handed.run, live: into === 'live', began: Date.now() });
        } catch (error) {
          if (abort.signal.aborted) {
            notify('info', `The import of ${file.name} was cancelled while it was sent; nothing of it is kept.`);
            return;
          }
          const words =
            error instanceof ContractError ? adviceOf(error) : error instanceof Error ? error.message : String(error);
          notify('error', `${file.name} was not imported. ${words}`);
        } finally {
          endSending(key);
        }
      };
      const all = async (): Promise<void> => {
        for (const file of files) await one(file);
      };
      void all();
    },
    [client, host, notify],
  );
}
