// A stack trace: what failed and the first frames, the rest folded. Library frames are dimmed. A frame whose file is
// known to be on this machine is a button that opens it.
import { useMemo, useState, type ReactNode } from 'react';
import { CopyButton } from './copy-button.tsx';
import { cx } from './cx.ts';
import { plural } from './number-text.ts';
import { useSourceFiles } from './source-opener.tsx';
import { pathOfFrame, type StackFrame, type StackLine } from './stack-frames.ts';
import styles from './stack-trace.module.css';

interface StackTraceProps {
  readonly lines: readonly StackLine[];
  /** The text as it was sent. */
  readonly text: string;
}

/** Lines of frames: in Go, Rust and Python a frame takes two. */
const firstFrames = 6;

export function StackTrace({ lines, text }: StackTraceProps): ReactNode {
  const { open: openSource, useLocated } = useSourceFiles();
  const paths = useMemo(
    () => lines.flatMap(({ frame }) => (frame === undefined ? [] : (pathOfFrame(frame) ?? []))),
    [lines],
  );
  const known = useLocated(paths);
  const [open, setOpen] = useState(false);
  const folded = useMemo(() => foldedLines(lines), [lines]);
  const shown = open ? lines : folded;
  const hidden = lines.length - folded.length;
  return (
    <div className={styles['stack']}>
      <ol className={styles['lines']} aria-label="Stack trace">
        {shown.map((line, index) => (
          <li key={index} className={cx(styles[line.kind], line.library && styles['library'])}>
            <Line
              line={line}
              known={known}
              onFrame={(path, { line: number, column }) => openSource({ path, line: number, column })}
            />
          </li>
        ))}
      </ol>
      <div className={styles['tools']}>
        {hidden > 0 || open ? (
          <button type="button" className={styles['more']} aria-expanded={open} onClick={() => setOpen(!open)}>
            {open ? 'Fold' : `${plural(hidden, 'more line')}`}
          </button>
        ) : (
          <span />
        )}
        <CopyButton label="Copy stack trace" text={text} />
      </div>
    </div>
  );
}

interface LineProps {
  readonly line: StackLine;
  /** Paths of files that are there. */
  readonly known: ReadonlySet<string>;
  readonly onFrame: (path: string, frame: StackFrame) => void;
}

function Line({ line, known, onFrame }: LineProps): ReactNode {
  const { frame } = line;
  const path = frame === undefined ? undefined : pathOfFrame(frame);
  if (frame === undefined || path === undefined || !known.has(path)) return line.text;
  const place = `${frame.file}`;
  const at = line.text.indexOf(place);
  return (
    <>
      {line.text.slice(0, at)}
      <button
        type="button"
        className={styles['link']}
        title={`Open ${path}:${frame.line}`}
        onClick={() => onFrame(path, frame)}
      >
        {line.text.slice(at, at + place.length)}
      </button>
      {line.text.slice(at + place.length)}
    </>
  );
}

/** Everything that is no frame until the first one, and the first few frames, of the program's own if there are any. */
function foldedLines(lines: readonly StackLine[]): readonly StackLine[] {
  if (lines.length <= firstFrames + 3) return lines;
  const heads: StackLine[] = [];
  for (const line of lines) {
    if (line.kind === 'frame' || heads.length === 3) break;
    heads.push(line);
  }
  const rest = lines.slice(heads.length);
  const own = rest.filter((line) => line.kind === 'frame' && !line.library);
  const frames = own.length > 0 ? own : rest.filter((line) => line.kind === 'frame');
  // Python says what failed at the end
  const last = lines.at(-1);
  const tail = last !== undefined && last.kind === 'head' && !heads.includes(last) ? [last] : [];
  return [...heads, ...frames.slice(0, firstFrames), ...tail];
}
