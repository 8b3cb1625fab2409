// Hands chosen, dropped or pasted files to the engine; imports-tray.tsx sees them through to their end.
import { useCallback } from 'react';
import { ContractError } from '../../contract/errors.ts';
import type { ImportWish } from '../../contract/imports.ts';
import { useClient } from '../data/data-provider.tsx';
import { importFile } from '../data/import-file.ts';
import { useSelectedRun } from '../data/selected-run.tsx';
import type { ChosenFile, Host } from '../host/host.ts';
import { useNotify } from '../ui/notices.tsx';
import { adviceOf } from './advice.ts';
import { beginSending, endSending, goNext, importBegan, sendingMoved } from './imports-store.ts';

/** `auto`: a profile goes into the live run while that is looked at. */
export type ImportFiles = (files: readonly ChosenFile[], into: ImportWish) => void;

export function useImportFiles(host: Host): ImportFiles {
  const client = useClient();
  const notify = useNotify();
  const { live } = useSelectedRun();
  return useCallback(
    (files, wish) => {
      const into = wish === 'auto' && !live ? 'new' : wish;
      const one = async (file: ChosenFile): Promise<void> => {
        const abort = new AbortController();
        const share = file.kind === 'file' ? 0 : undefined;
        const key = beginSending(file.name, share, () => abort.abort());
        try {
          const moved = (sent: number): void => sendingMoved(key, sent);
          const handed = await importFile(client, host, file, into, moved, abort.signal);
          if (handed.kind === 'import') importBegan(handed.import.id);
          else {
            const list = await client.call('imports.list', {});
            const own = list.find(({ run, name }) => run === handed.run && name === file.name);
            goNext({
              run: handed.run,
              live: own?.into === 'live',
              profile: own?.profile,
              format: own?.format,
              began: Date.now(),
            });
          }
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
    [client, host, live, notify],
  );
}
