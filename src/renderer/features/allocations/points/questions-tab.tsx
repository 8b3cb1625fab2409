// Ready-made questions: each says how much it is about; the chosen one lists its program points, which open in the tree.
import { useMemo, type ReactNode } from 'react';
import type { AllocationPoints, AskedQuestion } from '../../../../contract/profiles/allocations.ts';
import { dhatNumber } from '../../../../contract/profiles/dhat-number.ts';
import { useAnswer } from '../../../data/use-answer.ts';
import { useClient } from '../../../data/data-provider.tsx';
import { useTablePages } from '../../../data/use-table-pages.ts';
import cells from '../../../ui/cell-text.module.css';
import { EmptyState } from '../../../ui/empty-state.tsx';
import { FullColumn } from '../../../ui/full-column.tsx';
import { plural } from '../../../ui/number-text.ts';
import { Splitter } from '../../../ui/splitter.tsx';
import { BarEnd, ToolBar } from '../../../ui/tool-bar.tsx';
import { useCommands } from '../../../ui/use-commands.tsx';
import { VirtualTable } from '../../../ui/virtual-table.tsx';
import { shareText } from '../allocation-values.tsx';
import { SaveCsv, sumCells, sumTitles, type CsvPage } from '../save-csv.tsx';
import type { AllocationsScreen } from '../allocations-screen.ts';
import { FindField } from '../find-field.tsx';
import { FootLine } from '../foot-line.tsx';
import { NodePane } from '../tree/node-pane.tsx';
import { pointColumns } from './point-columns.tsx';
import { questionWords } from './question-words.ts';
import styles from './questions-tab.module.css';

const asInFile = { frames: 'line', from: 'allocation', filter: '' } as const;

export function QuestionsTab({ screen }: { readonly screen: AllocationsScreen }): ReactNode {
  const { file, place, change, opened } = screen;
  const { data } = useAnswer('allocations.questions', file);
  const { question, find } = place;
  const request = (offset: number, limit: number) => ({ ...file, question, filter: find, offset, limit });
  const pages = useTablePages('allocations.points', request);
  const client = useClient();
  const rowAt = (index: number): PointRow | undefined => {
    const found = pages.at(index);
    return found === undefined || found.row >= found.answer.node.length ? undefined : found;
  };
  const words = questionWords(question, opened.facts);
  const { column } = words;
  const columns = useMemo(() => pointColumns(opened, column), [opened, column]);
  const select = (node: number | undefined): void => change({ node });
  const selected = rowOf(place.node, pages.first?.total ?? 0, rowAt);
  const node = selected === undefined ? undefined : place.node;
  const details = useAnswer(
    'allocations.node',
    node === undefined ? undefined : { ...file, ...asInFile, metric: words.metric, node },
  );
  useCommands([
    {
      id: 'allocations.unselect',
      title: 'Let go of the program point',
      group: 'Allocations',
      keys: 'escape',
      listed: false,
      run: () => select(undefined),
    },
  ]);
  const csvHeader = ['Allocated at', 'Called from', ...sumTitles(opened)];
  const csvPage: CsvPage = async (offset, limit) => {
    const answer = await client.call('allocations.points', request(offset, limit));
    return answer.site.map((site, row) => [site, answer.caller[row] ?? '', ...sumCells(opened, answer, row)]);
  };
  const asked = data?.questions.find((one) => one.question === question);
  const openInTree = (index: number): void => {
    const row = rowAt(index);
    if (row === undefined) return;
    const { frames, from } = asInFile;
    change({ tab: 'tree', metric: words.metric, frames, from, find: '', node: row.answer.node[row.row] }, true);
  };
  return (
    <div className={styles['questions']}>
      <div className={styles['questionList']} role="group" aria-label="Questions">
        {(data?.questions ?? []).map((one) => (
          <QuestionButton
            key={one.question}
            asked={one}
            screen={screen}
            chosen={one.question === question}
            onChoose={() => change({ question: one.question, node: undefined })}
          />
        ))}
      </div>
      <FullColumn>
        <ToolBar wraps>
          <span className={styles['explained']}>{words.meaning}</span>
          <BarEnd>
            <FindField screen={screen} label="Only program points with this text in their stack" />
            <SaveCsv name={words.title} header={csvHeader} page={csvPage} />
          </BarEnd>
        </ToolBar>
        <Splitter
          label="Width of the program point"
          direction="row"
          sized="second"
          initial={460}
          first={
            <VirtualTable
              label="Program points of the question"
              columns={columns}
              count={pages.first?.total ?? 0}
              rowAt={rowAt}
              selected={selected}
              onSelect={(index) => {
                const row = rowAt(index);
                if (row !== undefined) select(row.answer.node[row.row]);
              }}
              onOpen={openInTree}
              onVisible={pages.onVisible}
              empty={
                pages.first === undefined ? undefined : asked?.missing === undefined ? (
                  <EmptyState title={find === '' ? 'No program point is so' : 'No program point matches'}>
                    {find === '' ? words.none : 'Look for another text, or clear the field.'}
                  </EmptyState>
                ) : (
                  <EmptyState title={`This file does not record ${asked.missing}`}>
                    {asked.missing === 'accesses'
                      ? 'Only Valgrind in its mode heap counts reads and writes: valgrind --tool=dhat.'
                      : 'Files of the modes copy and ad-hoc have no lifetimes: valgrind --tool=dhat, or dhat::Profiler::new_heap.'}
                  </EmptyState>
                )
              }
            />
          }
          second={
            node === undefined ? undefined : (
              <NodePane
                answer={details.data}
                error={details.error}
                facts={opened.facts}
                onClose={() => select(undefined)}
              />
            )
          }
        />
        <FootLine>Enter or a double click shows the program point in the tree.</FootLine>
      </FullColumn>
    </div>
  );
}

/** Where a node is among the rows that are known. */
function rowOf(
  node: number | undefined,
  total: number,
  rowAt: (index: number) => PointRow | undefined,
): number | undefined {
  for (let index = 0; node !== undefined && index < total; index++) {
    const row = rowAt(index);
    if (row?.answer.node[row.row] === node) return index;
  }
  return undefined;
}

export interface PointRow {
  readonly answer: AllocationPoints;
  readonly row: number;
}

interface QuestionButtonProps {
  readonly asked: AskedQuestion;
  readonly screen: AllocationsScreen;
  readonly chosen: boolean;
  readonly onChoose: () => void;
}

function QuestionButton({ asked, screen, chosen, onChoose }: QuestionButtonProps): ReactNode {
  const { facts, totals } = screen.opened;
  const { title, column } = questionWords(asked.question, facts);
  // All that is left, or was live, is of the question: its share would say nothing.
  const all = column === 'endBytes' || column === 'peakBytes';
  const share = all ? '' : ` (${shareText(asked.bytes, totals.totalBytes)})`;
  const amount = `${dhatNumber(asked.bytes)} ${facts.units.bytes}${share}`;
  return (
    <button type="button" className={styles['question']} aria-pressed={chosen} onClick={onChoose}>
      <strong>{title}</strong>
      <span className={cells['faint']}>
        {asked.missing !== undefined
          ? `no ${asked.missing} recorded`
          : asked.points === 0
            ? 'none'
            : `${plural(asked.points, 'point')}, ${amount}`}
      </span>
    </button>
  );
}
