// Saves a stored profile byte for byte as it was received, piece by piece.
import { useCallback } from 'react';
import type { StoredProfile } from '../../../contract/profiles/list.ts';
import { useClient } from '../../data/data-provider.tsx';
import { useHost } from '../../data/host-provider.tsx';
import { useSelectedRun } from '../../data/selected-run.tsx';
import { useNotify } from '../../ui/notices.tsx';

import { profileName } from '../../../contract/profiles/profile-name.ts';
export function useSaveProfile(): (stored: StoredProfile) => void {
  const client = useClient();
  const host = useHost();
  const notify = useNotify();
  const { run } = useSelectedRun();
  return useCallback(
    (stored) => {
      const { profile, source } = stored;
      const name = profileName(stored);
      if (run === undefined) return;
      const whole = async (): Promise<void> => {
        const pieces: Uint8Array<ArrayBuffer>[] = [];
        for (let piece = 0; ; piece++) {
          const { bytes, last } = await client.call('profiles.file', { run, profile, piece });
          pieces.push(new Uint8Array(bytes));
          if (last) break;
        }
        await host.save(fileName(source, name), new Blob(pieces));
      };
      whole().catch((error: unknown) =>
        notify('error', `${name} was not saved: ${error instanceof Error ? error.message : String(error)}`),
      );
    },
    [client, host, notify, run],
  );
}

/** The file's own name where it came as one. */
function fileName(source: string, name: string): string {
  const last = source.split(/[/\\]/).at(-1) ?? '';
  const plain = (/\.\w+$/.test(last) && !source.includes('://') ? last : name).replaceAll(/[^\w.-]+/g, '-');
  return plain === '' ? 'profile' : plain;
}
