// What the tree is sorted by, how stacks are merged and looked at, and which points are kept.
import { Copy } from 'lucide-react';
import type { ReactNode } from 'react';
import {
  allocationMetricLabel,
  allocationMetrics,
  hasAllocationMetric,
} from '../../../../contract/profiles/allocation-metric.ts';
import type { AllocationRows } from '../../../../contract/profiles/allocations.ts';
import { useCommand } from '../../../data/use-command.ts';
import { Button } from '../../../ui/button.tsx';
import { Choice } from '../../../ui/choice.tsx';
import { copyText } from '../../../ui/copy-text.ts';
import { useNotify } from '../../../ui/notices.tsx';
import { formatBytes, formatCount } from '../../../ui/number-text.ts';
import { Select } from '../../../ui/select.tsx';
import { BarEnd, BarText, ToolBar } from '../../../ui/tool-bar.tsx';
import type { AllocationsScreen } from '../allocations-screen.ts';
import { SaveCsv, type CsvPage } from '../save-csv.tsx';
import { treeHeader } from './tree-cells.ts';
import { shareText } from '../allocation-values.tsx';
import { FindField } from '../find-field.tsx';

interface TreeToolsProps {
  readonly screen: AllocationsScreen;
  readonly answer: AllocationRows | undefined;
  /** Rows in sight. */
  readonly csvPage: CsvPage;
  /** Forgets what was folded and opened. */
  readonly onUnfold: () => void;
}

export function TreeTools({ screen, answer, csvPage, onUnfold }: TreeToolsProps): ReactNode {
  const { file, place, change, opened } = screen;
  const { facts } = opened;
  const { metric, frames, from, find } = place;
  const notify = useNotify();
  const text = useCommand('allocations.text');
  const copy = (): void =>
    text.mutate(
      { ...file, metric, frames, from, filter: find },
      {
        onSuccess: (copied) => {
          void copyText(copied.text).then((worked) => {
            if (worked) notify('info', `Copied ${formatBytes(copied.text.length)} of text`);
            else notify('error', 'The text could not be copied');
          });
        },
        onError: (error) => notify('error', error.message),
      },
    );
  const field = allocationMetrics[metric]?.field ?? 'totalBlocks';
  return (
    <ToolBar wraps>
      <Select
        label="Sorted by"
        labelHidden
        value={String(metric)}
        options={allocationMetrics.flatMap((one, at) =>
          hasAllocationMetric(one, facts) || at === metric
            ? [{ value: String(at), label: allocationMetricLabel(one, facts.units) }]
            : [],
        )}
        onChange={(next) => change({ metric: Number(next) }, true)}
      />
      <Choice
        label="Frames"
        value={frames}
        options={[
          ['line', 'Lines', 'Frames as the file has them'],
          ['function', 'Functions', 'All lines and addresses of a function as one'],
        ]}
        onChange={(next) => change({ frames: next, node: undefined })}
      />
      <Choice
        label="Direction"
        value={from}
        options={[
          ['allocation', 'From allocations', 'From where memory is allocated towards the callers'],
          ['entry', 'From the entry', 'From the entry of the program towards the allocations'],
        ]}
        onChange={(next) => change({ from: next, node: undefined })}
      />
      <FindField screen={screen} label="Only program points with this text in their stack" />
      {find === '' || answer === undefined ? undefined : (
        <BarText tone="found">
          {formatCount(answer.points)} of {formatCount(answer.allPoints)} points,{' '}
          {shareText(answer[field][0] ?? 0, answer.root[field])}
        </BarText>
      )}
      <BarEnd>
        <Button look="ghost" onClick={onUnfold} title="Fold and unfold as the metric has it">
          As it was
        </Button>
        <Button look="ghost" onClick={copy} disabled={text.isPending} title="The page as DHAT's viewer shows it">
          <Copy size={13} aria-hidden="true" /> Copy as text
        </Button>
        <SaveCsv name="program-points" header={treeHeader(opened)} page={csvPage} />
      </BarEnd>
    </ToolBar>
  );
}
