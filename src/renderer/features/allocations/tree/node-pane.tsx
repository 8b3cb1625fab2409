// One program point or branch: the reference viewer's lines to read and copy, what they hide, and its accesses drawn.
import type { ReactNode } from 'react';
import type { AllocationNode } from '../../../../contract/profiles/allocations.ts';
import { dhatNumber } from '../../../../contract/profiles/dhat-number.ts';
import type { DhatFacts } from '../../../../contract/profiles/dhat.ts';
import { Caution } from '../../../ui/caution.tsx';
import { CopyButton } from '../../../ui/copy-button.tsx';
import { plural } from '../../../ui/number-text.ts';
import { SidePane } from '../../../ui/side-pane.tsx';
import { AccessHistogram } from './access-histogram.tsx';
import styles from './node-pane.module.css';

interface NodePaneProps {
  readonly answer: AllocationNode | undefined;
  readonly error: Error | null;
  readonly facts: DhatFacts;
  readonly onClose: () => void;
}

export function NodePane({ answer, error, facts, onClose }: NodePaneProps): ReactNode {
  const text = answer?.lines.join('\n') ?? '';
  return (
    <SidePane
      label="The selected program point"
      title={
        <>
          {answer === undefined ? 'Program point' : `PP ${answer.id}`}
          {answer === undefined ? undefined : (
            <span className={styles['points']}> {plural(answer.points, 'program point')}</span>
          )}
        </>
      }
      closeLabel="Close the program point"
      onClose={onClose}
      actions={<CopyButton label="Copy as text" text={text} />}
    >
      {error === null ? undefined : <p className={styles['words']}>{error.message}</p>}
      {answer === undefined ? undefined : (
        <>
          <Maximum answer={answer} facts={facts} />
          {answer.wrapped ? (
            <Caution>
              Access counts are too low: a counter of Valgrind has 16 bits, and one here went past its end. What the
              bytes were read and written is a multiple of 65,536 more than the counts add up to.
            </Caution>
          ) : undefined}
          {answer.accesses.length > 0 ? <AccessHistogram counts={answer.accesses} /> : undefined}
          <pre className={styles['lines']}>{answer.lines.map(inEveryFont).join('\n')}</pre>
        </>
      )}
    </SidePane>
  );
}

/** The reference viewer's ditto mark is a sign that few fonts have; copied text keeps it. */
function inEveryFont(line: string): string {
  return /^ *\[ *\d+\] /.test(line) ? line.replaceAll('〃', '"') : line;
}

function Maximum({
  answer: { maximum },
  facts,
}: {
  readonly answer: AllocationNode;
  readonly facts: DhatFacts;
}): ReactNode {
  if (maximum === undefined || (maximum.bytes >= maximum.atLeastBytes && maximum.blocks >= maximum.atLeastBlocks)) {
    return undefined;
  }
  const { bytes, blocks } = facts.units;
  return (
    <Caution>
      It held at least {dhatNumber(maximum.atLeastBytes)} {bytes} in {dhatNumber(maximum.atLeastBlocks)} {blocks} at
      once. The file says {dhatNumber(maximum.bytes)} in {dhatNumber(maximum.blocks)}, which cannot be: Valgrind notes a
      maximum only while the whole heap reaches one.
    </Caution>
  );
}
