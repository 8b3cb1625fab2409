// Two DHAT files, of one run or of two, laid over each other, and the peaks and remains of all of its DHAT files.
import { useMemo, useState, type ReactNode } from 'react';
import { runId } from '../../../../contract/ids.ts';
import type { AllocationDiff } from '../../../../contract/profiles/allocations.ts';
import { dhatNumber } from '../../../../contract/profiles/dhat-number.ts';
import { useAnswer } from '../../../data/use-answer.ts';
import { useClient } from '../../../data/data-provider.tsx';
import { useTablePages } from '../../../data/use-table-pages.ts';
import type { AllocationsPlace } from '../../../routes/allocations-route.ts';
import { Badge } from '../../../ui/badge.tsx';
import { Caution } from '../../../ui/caution.tsx';
import cells from '../../../ui/cell-text.module.css';
import { Choice } from '../../../ui/choice.tsx';
import { cx } from '../../../ui/cx.ts';
import { EmptyState } from '../../../ui/empty-state.tsx';
import { FullColumn } from '../../../ui/full-column.tsx';
import { numberColumn } from '../../../ui/number-column.tsx';
import { Select } from '../../../ui/select.tsx';
import { BarEnd, BarText, ToolBar } from '../../../ui/tool-bar.tsx';
import { VirtualTable, type Column } from '../../../ui/virtual-table.tsx';
import { columnTitle, recordedColumns, shareText } from '../allocation-values.tsx';
import type { AllocationsScreen } from '../allocations-screen.ts';
import { FindField } from '../find-field.tsx';
import { cellOf, SaveCsv, type CsvPage } from '../save-csv.tsx';
import { FileSeries } from './file-series.tsx';
import { useBase } from './use-base.ts';
import { useDhatFiles } from './use-dhat-files.ts';

export function CompareTab({ screen }: { readonly screen: AllocationsScreen }): ReactNode {
  const { run, place, change, opened } = screen;
  const files = useDhatFiles(run);
  const { data: runs = [] } = useAnswer('runs.list', {});
  const { looked, look, offered, base, choose } = useBase(screen);
  if (files === undefined || offered === undefined) return undefined;
  const isHere = offered.some(({ profile }) => profile === base?.profile);
  const others = runs.filter(({ id, profiles, trouble }) => id === looked || (profiles > 0 && trouble === undefined));
  return (
    <FullColumn>
      <FileSeries screen={screen} files={files} />
      <ToolBar wraps>
        <BarText>Since</BarText>
        {base === undefined ? undefined : (
          <Select
            label="Compared with"
            labelHidden
            value={String(base.profile)}
            options={[
              ...(isHere ? [] : [{ value: String(base.profile), label: `${base.profile}, not here` }]),
              ...offered.map(({ profile, name }) => ({ value: String(profile), label: `${name} (${profile})` })),
            ]}
            onChange={(next) => choose(Number(next))}
          />
        )}
        <Select
          label="Run of the file compared with"
          labelHidden
          value={looked}
          options={others.map(({ id, name }) => ({ value: id, label: id === run ? `${name}, this run` : name }))}
          onChange={(next) => look(runId(next))}
        />
        <Select
          label="Column"
          labelHidden
          value={place.column}
          options={recordedColumns(opened.facts).map((value) => ({
            value,
            label: columnTitle(value, opened.facts.units),
          }))}
          onChange={(column) => change({ column })}
        />
        <Choice
          label="Rows"
          value={place.stacks ? 'stack' : 'function'}
          options={[
            ['stack', 'Stacks', 'Program points by the functions of their stack'],
            ['function', 'Functions', 'Functions with all that they call'],
          ]}
          onChange={(next) => change({ stacks: next === 'stack' })}
        />
        <FindField screen={screen} label="Find in stacks" />
      </ToolBar>
      {base === undefined ? (
        <EmptyState title="There is no other DHAT file in this run">
          Choose another run above, or record the program again after a change and bring the file into this run (drop it
          on the window, or otterscope import --into live): what grew and what went away is shown here then.
        </EmptyState>
      ) : isHere ? (
        <Differences screen={screen} base={base} />
      ) : (
        <EmptyState title="The file to compare with is not here">
          The run has no DHAT file {base.profile}: it may have been deleted. Choose another file or another run above.
        </EmptyState>
      )}
    </FullColumn>
  );
}

interface DiffRow {
  readonly answer: AllocationDiff;
  readonly row: number;
}

function Differences({
  screen,
  base,
}: {
  readonly screen: AllocationsScreen;
  readonly base: NonNullable<AllocationsPlace['base']>;
}): ReactNode {
  const { run, file, place, opened } = screen;
  const { column, stacks, find } = place;
  const [selected, setSelected] = useState<number>();
  const { profile, run: baseRun } = base;
  const other = { run: baseRun ?? run, profile };
  const by: 'stack' | 'function' = stacks ? 'stack' : 'function';
  const request = (offset: number, limit: number) => ({
    ...file,
    base: other,
    column,
    by,
    filter: find,
    offset,
    limit,
  });
  const pages = useTablePages('allocations.diff', request);
  const { data: compared } = useAnswer('allocations.open', other);
  const client = useClient();
  const title = columnTitle(column, opened.facts.units);
  const csvPage: CsvPage = async (offset, limit) =>
    diffCells(await client.call('allocations.diff', request(offset, limit)));
  const { first, error } = pages;
  const rowAt = (index: number): DiffRow | undefined => {
    const found = pages.at(index);
    return found === undefined || found.row >= found.answer.name.length ? undefined : found;
  };
  const columns = useMemo(() => diffColumns(title), [title]);
  if (error !== null && first === undefined)
    return <EmptyState title="The files could not be compared">{error.message}</EmptyState>;
  return (
    <>
      {compared === undefined || compared.facts.mode === opened.facts.mode ? undefined : (
        <Caution whole>
          The other file is of the mode {compared.facts.mode}, this one of the mode {opened.facts.mode}: their{' '}
          {opened.facts.units.bytes} and {opened.facts.units.blocks} are not of the same kind.
        </Caution>
      )}
      {first === undefined ? undefined : (
        <ToolBar>
          <BarText>
            {title}: {dhatNumber(first.before)} before, {dhatNumber(first.after)} now,{' '}
            <Change before={first.before} after={first.after} />
          </BarText>
          <BarEnd>
            <SaveCsv name="changes" header={diffHeader(title)} page={csvPage} />
          </BarEnd>
        </ToolBar>
      )}
      <VirtualTable
        label="Differences"
        columns={columns}
        count={first?.total ?? 0}
        rowAt={rowAt}
        selected={selected}
        onSelect={setSelected}
        onVisible={pages.onVisible}
        empty={
          first === undefined ? undefined : (
            <EmptyState title={find === '' ? 'Nothing differs' : 'Nothing that differs matches'}>
              {find === '' ? 'Both files have the same in this column.' : 'Look for another text, or clear the field.'}
            </EmptyState>
          )
        }
      />
    </>
  );
}

function diffHeader(title: string): readonly string[] {
  return ['Stack', `Change of ${title}`, `${title} before`, `${title} now`, 'Blocks before', 'Blocks now'];
}

function diffCells({ name, beforeValues, afterValues, beforeBlocks, afterBlocks }: AllocationDiff) {
  return name.map((stack, row): readonly (string | number)[] => {
    const [before, after] = [beforeValues[row] ?? 0, afterValues[row] ?? 0];
    const blocks = [cellOf(beforeBlocks[row]), cellOf(afterBlocks[row])];
    return [stack.replaceAll('\n', ' ‹ '), after - before, before, after, ...blocks];
  });
}

function diffColumns(title: string): readonly Column<DiffRow>[] {
  const number = (id: 'beforeValues' | 'afterValues' | 'beforeBlocks' | 'afterBlocks', heading: string) =>
    numberColumn<DiffRow>(id, heading, 112, ({ answer, row }) => dhatNumber(answer[id][row] as number));
  return [
    {
      id: 'change',
      title: `Change of ${title}`,
      width: 190,
      align: 'end',
      cell: ({ answer, row }) => (
        <Change before={answer.beforeValues[row] as number} after={answer.afterValues[row] as number} />
      ),
    },
    {
      id: 'state',
      title: '',
      width: 52,
      cell: ({ answer, row }) =>
        answer.beforeBlocks[row] === 0 ? (
          <Badge tone="warning">new</Badge>
        ) : answer.afterBlocks[row] === 0 ? (
          <Badge>gone</Badge>
        ) : undefined,
    },
    {
      id: 'name',
      title: 'Allocated at, called from',
      width: 320,
      grow: 1,
      cell: ({ answer, row }) => (
        <span className={cells['clipped']} title={answer.name[row]}>
          {answer.name[row]?.replaceAll('\n', ' ‹ ')}
        </span>
      ),
    },
    number('beforeValues', 'Before'),
    number('afterValues', 'Now'),
    number('beforeBlocks', 'Blocks before'),
    number('afterBlocks', 'Blocks now'),
  ];
}

function Change({ before, after }: { readonly before: number; readonly after: number }): ReactNode {
  const delta = after - before;
  if (delta === 0) return <span className={cells['faint']}>no change</span>;
  const sign = delta > 0 ? '+' : '−';
  return (
    <span className={cx(cells['number'], delta > 0 ? cells['grew'] : cells['shrank'])}>
      {sign}
      {dhatNumber(Math.abs(delta))}
      {before === 0 ? '' : ` (${sign}${shareText(Math.abs(delta), before)})`}
    </span>
  );
}
