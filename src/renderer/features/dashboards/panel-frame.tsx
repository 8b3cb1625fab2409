// One panel on the grid: head, states, picture. It asks only while it is on screen.
import { CircleAlert, Maximize2, Minimize2, TriangleAlert } from 'lucide-react';
import { useEffect, useMemo, useRef, useState, type ReactNode, type RefObject } from 'react';
import { isLibraryPanel } from '../../../contract/dashboards/grafana/panel.ts';
import { interpolate } from '../../../contract/dashboards/variables/interpolate.ts';
import type { TimeRange } from '../../../contract/dashboards/variables/time-range.ts';
import type { PlacedPanel } from '../../../contract/dashboards/arrange.ts';
import type { PanelReport } from '../../../contract/dashboards/grafana/import-report.ts';
import { hasData, type PanelWithData } from '../../../contract/dashboards/panels.ts';
import type { RunId } from '../../../contract/ids.ts';
import { useAnswer } from '../../data/use-answer.ts';
import { useWork } from '../../data/use-work.ts';
import { pictureOf } from '../../draw/picture.ts';
import { IconButton } from '../../ui/icon-button.tsx';
import { Tooltip } from '../../ui/tooltip.tsx';
import { askPanel, type AskedTarget, type PanelResult } from './model/ask-panel.ts';
import { scopeOf } from './model/ask-variables.ts';
import { PanelBody } from './panels/panel-body.tsx';
import { Text } from './panels/text.tsx';
import { PanelLinks } from './panel-links.tsx';
import { PanelMenu } from './panel-menu.tsx';
import { PanelSurroundContext, usePanelSurround } from './panel-surround.ts';
import styles from './dashboards.module.css';

export interface PanelFrameProps {
  readonly run: RunId;
  readonly placed: PlacedPanel;
  readonly range: TimeRange;
  readonly title: string;
  readonly report: PanelReport | undefined;
  readonly alone: boolean;
  /** undefined: there is nothing to go to. */
  readonly onAlone: (() => void) | undefined;
  readonly onZoom: (from: number, to: number) => void;
  readonly onReset: () => void;
  readonly onEdit?: (() => void) | undefined;
  /** Of own dashboards only. */
  readonly onRemove: (() => void) | undefined;
  /** What the queries answered, newest. */
  readonly onResult?: ((result: PanelResult) => void) | undefined;
}

export function PanelFrame(props: PanelFrameProps): ReactNode {
  const { placed, range, title, report, alone, onAlone } = props;
  const { panel } = placed;
  const scope = scopeOf(placed.values, range, title);
  const name = interpolate(panel.title, scope, 'plain');
  const [asked, setAsked] = useState<readonly AskedTarget[]>([]);
  const frame = useRef<HTMLElement>(null);
  const remarks = [
    ...(report?.outcome === 'ok' ? [] : (report?.reasons ?? [])),
    ...new Set(asked.flatMap((one) => one.remarks)),
  ];
  return (
    <section
      ref={frame}
      className={styles['panel']}
      aria-label={name || 'Panel'}
      data-transparent={panel.transparent ? '' : undefined}
    >
      <header className={styles['panelHead']}>
        <h2
          className={styles['panelTitle']}
          title={panel.description === '' ? name : `${name}\n${interpolate(panel.description, scope, 'plain')}`}
        >
          {name}
        </h2>
        {remarks.length > 0 ? (
          <Tooltip text={remarks.join(' ')}>
            <button type="button" className={styles['remark']} aria-label={`Remarks: ${remarks.join(' ')}`}>
              <TriangleAlert size={13} />
            </button>
          </Tooltip>
        ) : undefined}
        <PanelLinks links={panel.links} scope={scope} />
        <PanelMenu
          panel={panel}
          asked={asked}
          onEdit={props.onEdit}
          onRemove={props.onRemove}
          onPicture={async () => (frame.current === null ? undefined : pictureOf(frame.current))}
        />
        {onAlone === undefined ? undefined : (
          <IconButton
            label={alone ? 'Back to the dashboard' : 'Show this panel alone'}
            className={styles['panelButton']}
            onClick={onAlone}
          >
            {alone ? <Minimize2 size={13} /> : <Maximize2 size={13} />}
          </IconButton>
        )}
      </header>
      {alone && panel.description !== '' ? (
        <p className={styles['panelAbout']}>{interpolate(panel.description, scope, 'plain')}</p>
      ) : undefined}
      {panel.kind === 'text' ? (
        <div className={styles['panelBody']}>
          <Text panel={panel} content={interpolate(panel.content, scope, 'plain')} />
        </div>
      ) : hasData(panel) ? (
        <DataBody
          {...props}
          panel={panel}
          onAsked={(result) => {
            setAsked(result.targets);
            props.onResult?.(result);
          }}
        />
      ) : undefined}
    </section>
  );
}

interface DataBodyProps extends PanelFrameProps {
  readonly panel: PanelWithData;
  readonly onAsked: (result: PanelResult) => void;
}

function DataBody({ run, panel, placed, range, title, onZoom, onReset, onAsked }: DataBodyProps): ReactNode {
  const tell = useRef(onAsked);
  tell.current = onAsked;
  const box = useRef<HTMLDivElement>(null);
  const { width, seen } = useSeen(box);
  const values = useMemo(
    () =>
      [...placed.values.values()].map(({ variable, chosen, all }) => [
        variable.name,
        all,
        chosen.map(({ value }) => value),
      ]),
    [placed.values],
  );
  const work = useWork(
    'dashboard.panel',
    seen && width > 0 ? [run, askedOf(panel), values, range.from, range.to, width] : undefined,
    (client, signal) => askPanel(client, { run, panel, values: placed.values, range, width, dashboard: title }, signal),
  );
  const { data } = work;
  const { marks, processes, lane } = usePanelSurround();
  const surround = useMemo(
    () => ({ marks, processes, lane, scope: scopeOf(placed.values, range, title) }),
    [marks, processes, lane, placed.values, range, title],
  );
  useEffect(() => {
    if (data !== undefined) tell.current(data);
  }, [data]);
  return (
    <div ref={box} className={styles['panelBody']} aria-busy={work.isFetching}>
      {work.error !== null && data === undefined ? (
        <p className={styles['trouble']} role="alert">
          <CircleAlert size={14} /> {work.error.message}
        </p>
      ) : data === undefined ? undefined : (
        <PanelSurroundContext value={surround}>
          <Result run={run} panel={panel} result={data} onZoom={onZoom} onReset={onReset} />
        </PanelSurroundContext>
      )}
    </div>
  );
}

/** What the answer depends on: not where the panel stands, nor how it looks. */
function askedOf(panel: PanelWithData): unknown {
  const { kind, targets, transformations, maxPoints, interval, timeFrom, timeShift } = panel;
  const newestFirst = panel.kind === 'logs' && panel.newestFirst;
  return [kind, targets, transformations, maxPoints, interval, timeFrom, timeShift, newestFirst];
}

interface ResultProps {
  readonly run: RunId;
  readonly panel: PanelWithData;
  readonly result: PanelResult;
  readonly onZoom: (from: number, to: number) => void;
  readonly onReset: () => void;
}

function Result({ run, panel, result, onZoom, onReset }: ResultProps): ReactNode {
  const problem = result.targets.find((target) => target.problem !== undefined);
  const histograms = result.histograms !== undefined;
  const empty = !histograms && result.frames.every(({ fields }) => fields.every(({ values }) => values.length === 0));
  if (problem !== undefined && empty) {
    return (
      <p className={styles['trouble']} role="alert">
        <CircleAlert size={14} /> {problem.problem}
      </p>
    );
  }
  if (empty) return <Nothing run={run} result={result} panel={panel} />;
  if (histograms && panel.kind !== 'heatmap' && !hasNumbers(result)) {
    return <p className={styles['nothing']}>{result.targets.flatMap(({ remarks }) => remarks)[0]}</p>;
  }
  if (panel.kind === 'heatmap' && histograms && !result.histograms?.cells.bucketCount.some((count) => count > 0)) {
    return <p className={styles['nothing']}>Nothing was counted in this time.</p>;
  }
  return <PanelBody panel={panel} result={result} onZoom={onZoom} onReset={onReset} />;
}

function hasNumbers({ frames }: PanelResult): boolean {
  return frames.some(({ fields }) =>
    fields.some(({ kind, values }) => kind === 'number' && values.some((value) => value !== undefined)),
  );
}

/** Why there is nothing, in the engine's words. */
function Nothing({ run, result, panel }: Pick<ResultProps, 'run' | 'result' | 'panel'>): ReactNode {
  const [asked] = result.targets.filter(({ target }) => target.kind === 'promql');
  const to = Math.floor(result.range.to);
  // Once a minute is often enough for an explanation.
  const end = Math.floor(to / 60_000) * 60_000;
  const why = useAnswer(
    'metrics.explain',
    asked === undefined ? undefined : { run, query: asked.expression, start: end, end, step: 0 },
    { live: false, keepPrevious: true },
  );
  if (panel.targets.every(({ kind, expression }) => kind !== 'other' && expression.trim() === '')) {
    return <p className={styles['nothing']}>This panel has no query yet.</p>;
  }
  const others = panel.targets.filter(({ kind, hidden }) => kind === 'other' && !hidden);
  // Each place of a query has its own finding; several may say the same.
  const reasons = new Set(why.data?.findings.map(({ text }) => text));
  return (
    <div className={styles['nothing']}>
      <p>No data</p>
      {[...reasons].slice(0, 2).map((text) => (
        <p key={text}>{text}</p>
      ))}
      {panel.kind === 'unknown' && isLibraryPanel(panel.source) ? (
        <p>
          It is a library panel: Grafana keeps its queries apart from the dashboard. Export it with its library panels.
        </p>
      ) : undefined}
      {asked === undefined && others.length > 0 ? (
        <p>Its queries ask {others[0]?.source || 'another data source'}.</p>
      ) : undefined}
    </div>
  );
}

/** Width in steps of 50 CSS pixels, and whether any of it is on screen. */
function useSeen(box: RefObject<HTMLDivElement | null>): { width: number; seen: boolean } {
  const [width, setWidth] = useState(0);
  const [seen, setSeen] = useState(false);
  useEffect(() => {
    const element = box.current;
    if (element === null) return undefined;
    const sizes = new ResizeObserver(() => setWidth(Math.ceil(element.clientWidth / 50) * 50));
    const views = new IntersectionObserver((entries) => setSeen(entries.some((entry) => entry.isIntersecting)));
    sizes.observe(element);
    views.observe(element);
    return () => {
      sizes.disconnect();
      views.disconnect();
    };
  }, [box]);
  return { width, seen };
}
