// A stack trace with its frames: those whose file is on this machine open it when they are clicked.
import { useMemo, type ReactNode } from 'react';
import { useLocated } from '../../../data/use-located.ts';
import { useSourceOpener } from '../../../ui/source-opener.tsx';
import { pathOfFrame, type StackLine } from '../../../ui/stack-frames.ts';
import { StackTrace } from '../../../ui/stack-trace.tsx';

interface SourceStackProps {
  readonly lines: readonly StackLine[];
  readonly text: string;
}

export function SourceStack({ lines, text }: SourceStackProps): ReactNode {
  const open = useSourceOpener();
  const paths = useMemo(
    () => lines.flatMap(({ frame }) => (frame === undefined ? [] : (pathOfFrame(frame) ?? []))),
    [lines],
  );
  const known = useLocated(paths);
  return (
    <StackTrace
      lines={lines}
      text={text}
      known={known}
      onFrame={(path, { line, column }) => open({ path, line, column })}
      verb="Open"
    />
  );
}
