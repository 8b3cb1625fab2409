// Files dropped anywhere on the window are opened or imported; with Shift they go into the live run.
import { FileDown } from 'lucide-react';
import { useContext, useEffect, useState, type ReactNode } from 'react';
import type { Host } from '../host/host.ts';
import { DroppedFilesContext } from '../ui/dropped-files.ts';
import styles from './drop-files.module.css';
import type { ImportFiles } from './use-import-files.ts';

interface DropFilesProps {
  readonly host: Host;
  readonly onFiles: ImportFiles;
}

export function DropFiles({ host, onFiles }: DropFilesProps): ReactNode {
  const [over, setOver] = useState(false);
  const offered = useContext(DroppedFilesContext);
  useEffect(() => {
    let depth = 0;
    const carriesFiles = (event: DragEvent): boolean => event.dataTransfer?.types.includes('Files') === true;
    const enter = (event: DragEvent): void => {
      if (!carriesFiles(event)) return;
      depth += 1;
      setOver(true);
    };
    const leave = (event: DragEvent): void => {
      if (!carriesFiles(event)) return;
      depth = Math.max(0, depth - 1);
      if (depth === 0) setOver(false);
    };
    const hover = (event: DragEvent): void => {
      if (carriesFiles(event)) event.preventDefault();
    };
    const drop = (event: DragEvent): void => {
      if (!carriesFiles(event)) return;
      event.preventDefault();
      depth = 0;
      setOver(false);
      const files = [...(event.dataTransfer?.files ?? [])];
      if (offered?.offer(files) === true) return;
      const into = event.shiftKey ? 'live' : 'auto';
      void host.dropped(files).then((chosen) => onFiles(chosen, into));
    };
    window.addEventListener('dragenter', enter);
    window.addEventListener('dragleave', leave);
    window.addEventListener('dragover', hover);
    window.addEventListener('drop', drop);
    return () => {
      window.removeEventListener('dragenter', enter);
      window.removeEventListener('dragleave', leave);
      window.removeEventListener('dragover', hover);
      window.removeEventListener('drop', drop);
    };
  }, [host, onFiles, offered]);
  if (!over) return undefined;
  return (
    <div className={styles['over']}>
      <div className={styles['words']}>
        <FileDown size={22} />
        <div>
          Drop files to open them
          <p className={styles['detail']}>
            Runs, OTLP, Jaeger, Zipkin and Chrome traces, profiles. With Shift: into the live run.
          </p>
        </div>
      </div>
    </div>
  );
}
