// Opens chosen or dropped files as runs and goes to the last of them; says what could not be opened and why.
import { useCallback } from 'react';
import { useQueryClient } from '@tanstack/react-query';
import { ContractError } from '../../contract/errors.ts';
import type { RunId } from '../../contract/ids.ts';
import { useClient } from '../data/data-provider.tsx';
import { openRunFile } from '../data/open-run-file.ts';
import type { ChosenFile, Host } from '../host/host.ts';
import { tracesLink } from '../routes/traces-route.ts';
import { useNavigate } from '../routes/use-place.tsx';
import { useNotify } from '../ui/notices.tsx';
import { adviceOf } from './advice.ts';

export function useOpenFiles(host: Host): (files: readonly ChosenFile[]) => void {
  const client = useClient();
  const queries = useQueryClient();
  const navigate = useNavigate();
  const notify = useNotify();
  return useCallback(
    (files) => {
      const openAll = async (): Promise<void> => {
        let opened: RunId | undefined;
        for (const file of files) {
          try {
            opened = await openRunFile(client, host, file);
          } catch (error) {
            notify(
              'error',
              `${file.name} was not opened. ${error instanceof ContractError ? adviceOf(error) : String(error)}`,
            );
          }
        }
        if (opened === undefined) return;
        await queries.invalidateQueries({ queryKey: ['', 'runs.list'] });
        navigate(tracesLink({ run: opened }));
      };
      void openAll();
    },
    [client, host, queries, navigate, notify],
  );
}
