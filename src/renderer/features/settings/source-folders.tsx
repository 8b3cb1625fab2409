// Folders whose files may be shown as source code: a list to change in the desktop app. In a browser they are only told, so that
// nobody who has but the token can have more files shown.
import type { ReactNode } from 'react';
import type { AppInfo } from '../../../contract/app.ts';
import { mostSourceFolders, sourceFolderTrouble } from '../../../contract/source.ts';
import { KeyList } from './key-list.tsx';
import styles from './settings-page.module.css';

interface SourceFoldersProps {
  readonly folders: readonly string[];
  readonly info: AppInfo | undefined;
  readonly onChange: (folders: readonly string[]) => void;
}

export function SourceFolders({ folders, info, onChange }: SourceFoldersProps): ReactNode {
  if (info === undefined) return undefined;
  if (info.mode === 'desktop')
    return (
      <KeyList
        label="Folders of source code"
        keys={folders}
        placeholder="/home/me/projects/shop"
        hint="One folder per line, as an absolute path."
        troubleOf={folderTrouble}
        onChange={onChange}
      />
    );
  const all = [...new Set([...info.sourceFolders, ...folders])];
  return (
    <>
      {all.length === 0 ? undefined : (
        <ul className={styles['paths']}>
          {all.map((folder) => (
            <li key={folder}>
              <code>{folder}</code>
            </li>
          ))}
        </ul>
      )}
      <p className={styles['intro']}>
        {all.length === 0 ? 'There are none. ' : ''}They are named where the engine is started, with{' '}
        <code>--source-path &lt;folder&gt;</code>, or in <code>settings.json</code> of its data folder as{' '}
        <code>sourceFolders</code>; not from a browser.
      </p>
    </>
  );
}

function folderTrouble(folders: readonly string[]): string | undefined {
  if (folders.length > mostSourceFolders) return `${folders.length} folders; ${mostSourceFolders} is the most`;
  const wrong = folders.find((folder) => sourceFolderTrouble(folder) !== undefined);
  return wrong === undefined ? undefined : `${wrong} ${sourceFolderTrouble(wrong) ?? ''}`;
}
