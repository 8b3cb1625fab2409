// One program point or branch: the reference viewer's lines to read and copy, what they hide, and its accesses drawn.
import { X } from 'lucide-react';
import type { ReactNode } from 'react';
import type { AllocationNode } from '../../../../contract/profiles/allocations.ts';
import { dhatNumber } from '../../../../contract/profiles/dhat-number.ts';
import type { DhatFacts } from '../../../../contract/profiles/dhat.ts';
import { CopyButton } from '../../../ui/copy-button.tsx';
import { IconButton } from '../../../ui/icon-button.tsx';
import { plural } from '../../../ui/number-text.ts';
import { AccessHistogram } from './access-histogram.tsx';
import styles from '../allocations-page.module.css';

interface NodePaneProps {
  readonly answer: AllocationNode | undefined;
  readonly error: Error | null;
  readonly facts: DhatFacts;
  readonly onClose: () => void;
}

export function NodePane({ answer, error, facts, onClose }: NodePaneProps): ReactNode {
  const text = answer?.lines.join('\n') ?? '';
  return (
    <section className={styles['pane']} aria-label="The selected program point">
      <header className={styles['paneHead']}>
        <h2 className={styles['paneTitle']}>
          {answer === undefined ? 'Program point' : `PP ${answer.id}`}
          {answer === undefined ? undefined : (
            <span className={styles['faint']}> {plural(answer.points, 'program point')}</span>
          )}
        </h2>
        <span>
          <CopyButton label="Copy as text" text={text} />
          <IconButton label="Close the program point" keys="escape" onClick={onClose}>
            <X size={15} />
          </IconButton>
        </span>
      </header>
      <div className={styles['paneBody']} tabIndex={0}>
        {error === null ? undefined : <p className={styles['words']}>{error.message}</p>}
        {answer === undefined ? undefined : (
          <>
            <Maximum answer={answer} facts={facts} />
            {answer.wrapped ? (
              <p className={styles['note']}>
                Access counts are too low: a counter of Valgrind has 16 bits, and one here went past its end. What the
                bytes were read and written is a multiple of 65,536 more than the counts add up to.
              </p>
            ) : undefined}
            {answer.accesses.length > 0 ? <AccessHistogram counts={answer.accesses} /> : undefined}
            <pre className={styles['lines']}>{answer.lines.map(inEveryFont).join('\n')}</pre>
          </>
        )}
      </div>
    </section>
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
    <p className={styles['note']}>
      It held at least {dhatNumber(maximum.atLeastBytes)} {bytes} in {dhatNumber(maximum.atLeastBlocks)} {blocks} at
      once. The file says {dhatNumber(maximum.bytes)} in {dhatNumber(maximum.blocks)}, which cannot be: Valgrind notes a
      maximum only while the whole heap reaches one.
    </p>
  );
}
