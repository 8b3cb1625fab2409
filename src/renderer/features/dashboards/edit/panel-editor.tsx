// One panel while it is changed: how it looks now, its queries and what is done with their answers, and its options.
import { useCallback, useState, type ReactNode } from 'react';
import { fieldName } from '../../../../contract/dashboards/frame.ts';
import { hasData, type Panel, type PanelWithData } from '../../../../contract/dashboards/panels.ts';
import type { PanelPart } from '../../../routes/edit-place.ts';
import { EmptyState } from '../../../ui/empty-state.tsx';
import { Splitter } from '../../../ui/splitter.tsx';
import { Tabs } from '../../../ui/tabs.tsx';
import type { PanelResult } from '../model/ask-panel.ts';
import { PanelFrame } from '../panel-frame.tsx';
import type { DashboardData } from '../use-dashboard-data.ts';
import { changePanel, findPanel, sameChange } from './model/change-panels.ts';
import { OverridesEditor } from './overrides-editor.tsx';
import { PanelOptions } from './panel-options.tsx';
import { QueriesEditor } from './queries-editor.tsx';
import { TransformationsEditor } from './transformations-editor.tsx';
import type { Draft } from './use-draft.ts';
import styles from './edit.module.css';
import page from '../dashboards.module.css';

interface PanelEditorProps {
  readonly draft: Draft;
  readonly data: DashboardData;
  readonly id: number;
  readonly part: PanelPart;
  readonly onPart: (part: PanelPart) => void;
}

export function PanelEditor({ draft, data, id, part, onPart }: PanelEditorProps): ReactNode {
  const { dashboard, change } = draft;
  const panel = findPanel(dashboard, id);
  const [result, setResult] = useState<PanelResult>();
  const { run, values, range } = data;
  const put = useCallback(
    (next: Panel, mark?: string) =>
      change(
        (now) => changePanel(now, id, (current) => (panel === undefined ? next : sameChange(current, panel, next))),
        mark === undefined ? undefined : `${id} ${mark}`,
      ),
    [change, id, panel],
  );
  if (panel === undefined) {
    return (
      <EmptyState title="There is no such panel">
        It may have been removed. Go back to the panels with Escape.
      </EmptyState>
    );
  }
  if (panel.kind === 'row') {
    return (
      <div className={styles['form']}>
        <PanelOptions panel={panel} dashboard={dashboard} onChange={put} />
      </div>
    );
  }
  const preview = (
    <div className={page['single']}>
      {run === undefined ? undefined : (
        <PanelFrame
          run={run}
          placed={{ key: String(id), panel, grid: panel.grid, values, inside: 0 }}
          range={range}
          title={dashboard.title}
          report={undefined}
          alone={false}
          onAlone={undefined}
          onZoom={data.onZoom}
          onReset={data.onReset}
          onRemove={undefined}
          onResult={setResult}
        />
      )}
    </div>
  );
  return (
    <Splitter
      label="Width of the options of a panel"
      direction="row"
      sized="second"
      initial={360}
      min={280}
      minRest={420}
      first={
        hasData(panel) ? (
          <Splitter
            label="Height of the preview"
            direction="column"
            sized="first"
            initial={320}
            min={140}
            first={preview}
            second={<Parts key={draft.turn} {...{ panel, part, onPart, result, put }} />}
          />
        ) : (
          preview
        )
      }
      second={<PanelOptions panel={panel} dashboard={dashboard} onChange={put} />}
    />
  );
}

interface PartsProps extends Pick<PanelEditorProps, 'part' | 'onPart'> {
  readonly panel: PanelWithData;
  readonly result: PanelResult | undefined;
  readonly put: (panel: Panel, mark?: string) => void;
}

function Parts({ panel, part, onPart, result, put }: PartsProps): ReactNode {
  const names = [
    ...new Set(result?.frames.flatMap((frame) => frame.fields.map((field) => fieldName(field, frame))) ?? []),
  ];
  return (
    <Tabs<PanelPart>
      label="Parts of the panel"
      value={part}
      onChange={onPart}
      className={styles['parts']}
      tabs={[
        {
          id: 'queries',
          title: 'Queries',
          count: panel.targets.length,
          content: <QueriesEditor panel={panel} asked={result?.targets ?? []} onChange={put} />,
        },
        {
          id: 'transformations',
          title: 'Transformations',
          count: panel.transformations.length || undefined,
          content: (
            <TransformationsEditor
              value={panel.transformations}
              names={names}
              onChange={(transformations, mark) => put({ ...panel, transformations }, mark)}
            />
          ),
        },
        {
          id: 'overrides',
          title: 'Overrides',
          count: panel.fields.overrides.length || undefined,
          content: (
            <OverridesEditor
              panel={panel}
              names={names}
              onChange={(overrides, mark) => put({ ...panel, fields: { ...panel.fields, overrides } }, mark)}
            />
          ),
        },
      ]}
    />
  );
}
