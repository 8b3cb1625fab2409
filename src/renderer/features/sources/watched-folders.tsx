// Folders that the engine watches: what was read of each file, and what was left out.
import { FolderSync } from 'lucide-react';
import type { ReactNode } from 'react';
import { fileFormatTitles, type WatchedFile, type WatchInfo } from '../../../contract/imports.ts';
import { useAnswer } from '../../data/use-answer.ts';
import { Pill, type Tone } from '../../ui/badge.tsx';
import { itemsText } from '../../ui/items-text.ts';
import { formatBytes, formatCount, plural } from '../../ui/number-text.ts';
import styles from './watched-folders.module.css';

const tones: Readonly<Record<WatchedFile['state'], Tone>> = {
  reading: 'accent',
  waiting: 'ok',
  done: 'neutral',
  failed: 'error',
};
const words: Readonly<Record<WatchedFile['state'], string>> = {
  reading: 'reading',
  waiting: 'up to date',
  done: 'read',
  failed: 'not read',
};

export function WatchedFolders(): ReactNode {
  const { data: watches = [] } = useAnswer('imports.watches', {});
  if (watches.length === 0) return undefined;
  return (
    <section aria-label="Watched folders" className={styles['folders']}>
      {watches.map((watch) => (
        <Folder key={watch.folder} watch={watch} />
      ))}
    </section>
  );
}

function Folder({ watch: { folder, trouble, files } }: { readonly watch: WatchInfo }): ReactNode {
  const sum = (of: 'spans' | 'logs' | 'samples' | 'profiles'): number => files.reduce((all, file) => all + file[of], 0);
  return (
    <details className={styles['folder']} open={files.length <= 8}>
      <summary className={styles['head']}>
        <FolderSync size={14} aria-hidden="true" />
        <code>{folder}</code>
        {trouble === undefined ? <Pill tone="ok">watched</Pill> : <Pill tone="error">{trouble}</Pill>}
        <span className={styles['second']}>
          {plural(files.length, 'file')},{' '}
          {itemsText({ spans: sum('spans'), logs: sum('logs'), samples: sum('samples'), profiles: sum('profiles') })}
        </span>
      </summary>
      {files.length === 0 ? (
        <p className={styles['second']}>No files yet. What appears here goes into the live run.</p>
      ) : (
        <ul className={styles['files']}>
          {files.map((file) => (
            <File key={file.name} file={file} />
          ))}
        </ul>
      )}
    </details>
  );
}

function File({ file }: { readonly file: WatchedFile }): ReactNode {
  const { name, state, format, bytesRead, skipped, error } = file;
  return (
    <li className={styles['file']}>
      <span className={styles['name']} title={name}>
        {name}
      </span>
      <Pill tone={tones[state]} active={state === 'reading'}>
        {words[state]}
      </Pill>
      <span className={styles['second']}>
        {[format === undefined ? '' : fileFormatTitles[format], formatBytes(bytesRead), itemsText(file)]
          .filter((part) => part !== '')
          .join(', ')}
        {skipped.map((one) => `; skipped ${formatCount(one.count)}: ${one.reason} (first: ${one.first})`).join('')}
        {error === undefined ? undefined : <span className={styles['error']}> {error}</span>}
      </span>
    </li>
  );
}
