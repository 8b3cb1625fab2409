// The flame graph of the trace, with its settings, the way to what is zoomed, and its files.
import { ChevronDown } from 'lucide-react';
import { Fragment, useEffect, useMemo, useRef, useSyncExternalStore, type ReactNode } from 'react';
import { formatNanos } from '../../../../contract/duration-text.ts';
import { formatShare } from '../../../../contract/share-text.ts';
import { useHost } from '../../../data/host-provider.tsx';
import { Flame } from '../../../draw/flame/flame.tsx';
import type { FlameModel } from '../../../draw/flame/flame-model.ts';
import type { Scheme, ServiceColour } from '../../../draw/palette.ts';
import { coloursOf, type Colouring } from '../../../draw/waterfall/colouring.ts';
import { Button } from '../../../ui/button.tsx';
import { Choice } from '../../../ui/choice.tsx';
import { EmptyState } from '../../../ui/empty-state.tsx';
import { Menu } from '../../../ui/menu.tsx';
import { useTraceAddress } from '../use-trace-address.ts';
import { flameFoldedFile, flameSvgFile } from './flame-export.ts';
import { rowsOfFrame, type TraceFlame } from './flame-of-trace.ts';
import { FlameTip, flameText } from './flame-words.tsx';
import type { TraceViewProps } from './trace-view.ts';
import { useTraceFlame } from './use-trace-flame.ts';
import styles from './views.module.css';

export function FlameView(props: TraceViewProps): ReactNode {
  const { model, view } = props;
  const { change } = useTraceAddress();
  const { model: shown, flame, error } = useTraceFlame(props);
  const { colouring } = model;
  const look = useMemo(
    () => ({ coloursOf: (scheme: Scheme) => flameColours(colouring, scheme), valueText: formatNanos }),
    [colouring],
  );
  const stage = useRef<HTMLDivElement>(null);
  const ready = flame !== undefined;
  useEffect(() => {
    // The keys work at once; nobody has to click first.
    if (ready && document.activeElement === document.body)
      stage.current?.querySelector<HTMLElement>('[role="tree"]')?.focus({ preventScroll: true });
  }, [ready]);
  if (flame === undefined) {
    return error === undefined ? (
      <div className={styles['view']} aria-busy="true" />
    ) : (
      <EmptyState title="The flame graph could not be worked out">{error.message}</EmptyState>
    );
  }
  /** Selects the frame's first span, or the one after the selected. */
  const select = (frame: number, step: boolean): void => {
    const rows = rowsOfFrame(flame.flame, frame);
    const at = rows.indexOf(model.selected);
    const row = rows[at < 0 ? 0 : step ? (at + 1) % rows.length : at];
    if (row !== undefined) model.select(row);
  };
  const { total } = flame.flame;
  return (
    <div ref={stage} className={styles['view']}>
      <div className={styles['bar']}>
        <Choice
          label="Order"
          value={view.order}
          options={[
            ['merged', 'Left heavy', 'Spans with the same path of operations are one frame, the widest first'],
            ['time', 'Time order', 'A frame for each span, siblings in the order in which they began'],
          ]}
          onChange={(order) => change({ order })}
        />
        <Choice
          label="Width"
          value={view.weight}
          options={[
            ['self', 'Self time', 'Time in a span and not in its children, summed'],
            ['critical', 'Critical path', 'Only the time that the span is on the critical path'],
          ]}
          onChange={(weight) => change({ weight })}
        />
        <span className={styles['fact']}>
          {formatNanos(total[0] as number)} {view.weight === 'self' ? 'in spans' : 'on the critical path'}, over{' '}
          {formatNanos(model.total)}
        </span>
        <Matched model={shown} />
        <div className={styles['end']}>
          {error === undefined ? undefined : <span className={styles['trouble']}>not up to date: {error.message}</span>}
          <SaveMenu flame={flame} model={shown} colouring={colouring} weight={view.weight} />
        </div>
      </div>
      <Crumbs model={shown} />
      <Flame
        model={shown}
        label={`Flame graph of the trace, ${formatNanos(total[0] as number)}`}
        look={look}
        tip={(frame) => <FlameTip flame={flame} frame={frame} weight={view.weight} />}
        describe={(frame) => flameText(flame, frame, view.weight)}
        onOpen={select}
        onChoose={(frame) => select(frame, false)}
      />
    </div>
  );
}

/** Colours of the groups, and behind them that of frames with spans of several. */
function flameColours(colouring: Colouring, scheme: Scheme): readonly ServiceColour[] {
  const mixed = { light: { fill: '#c6cdd4', ink: '#182026' }, dark: { fill: '#4a5560', ink: '#e3e8ec' } } as const;
  return [...coloursOf(colouring, scheme), mixed[scheme]];
}

function Matched({ model }: { readonly model: FlameModel }): ReactNode {
  useSyncExternalStore(model.subscribe, () => model.revision);
  const matched = model.matched();
  if (matched === undefined) return undefined;
  return (
    <span className={styles['matched']} role="status">
      {formatNanos(matched.value)} matched ({formatShare(matched.share, 1)})
    </span>
  );
}

/** Where deep, the middle is left out. */
const crumbsShown = 6;

function Crumbs({ model }: { readonly model: FlameModel }): ReactNode {
  useSyncExternalStore(model.subscribe, () => model.revision);
  const path = model.frames.count === 0 ? [] : model.pathTo(model.zoomed);
  if (path.length < 2) return undefined;
  const hidden = Math.max(0, path.length - crumbsShown);
  const shown = hidden === 0 ? path : [path[0] as number, ...path.slice(hidden + 1)];
  return (
    <nav className={styles['crumbs']} aria-label="Way to the zoomed frame">
      {shown.map((frame, at) => (
        <Fragment key={frame}>
          {at === 0 ? undefined : <span aria-hidden="true">{at === 1 && hidden > 0 ? `› ${hidden} more ›` : '›'}</span>}
          <button
            type="button"
            className={styles['crumb']}
            aria-current={frame === model.zoomed ? 'true' : undefined}
            onClick={() => model.zoom(frame)}
          >
            {model.frames.nameOf(frame)}
          </button>
        </Fragment>
      ))}
    </nav>
  );
}

interface SaveMenuProps {
  readonly flame: TraceFlame;
  readonly model: FlameModel;
  readonly colouring: Colouring;
  readonly weight: TraceViewProps['view']['weight'];
}

function SaveMenu({ flame, model, colouring, weight }: SaveMenuProps): ReactNode {
  const host = useHost();
  const save = ({ name, bytes }: { readonly name: string; readonly bytes: Uint8Array }): void => {
    void host.save(name, bytes);
  };
  return (
    <Menu
      align="end"
      trigger={
        <Button look="ghost" title="Save the flame graph as a file">
          Save as <ChevronDown size={13} aria-hidden="true" />
        </Button>
      }
      entries={[
        {
          kind: 'item',
          label: 'SVG picture',
          detail: model.zoomed === 0 ? 'the whole trace' : 'what is zoomed',
          onSelect: () => save(flameSvgFile(flame, flameColours(colouring, 'light'), model.zoomed, weight)),
        },
        {
          kind: 'item',
          label: 'Folded stacks',
          detail: 'microseconds',
          onSelect: () => save(flameFoldedFile(flame)),
        },
      ]}
    />
  );
}
