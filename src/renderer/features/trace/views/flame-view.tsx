// The flame graph of the trace, with its settings, the way to what is zoomed, and its files.
import { ChevronDown } from 'lucide-react';
import { useMemo, useSyncExternalStore, type ReactNode } from 'react';
import { formatNanos } from '../../../../contract/duration-text.ts';
import { formatShare } from '../../../../contract/share-text.ts';
import { useHost } from '../../../data/host-provider.tsx';
import { FlameCrumbs } from '../../../draw/flame/flame-crumbs.tsx';
import { Flame } from '../../../draw/flame/flame.tsx';
import type { FlameModel } from '../../../draw/flame/flame-model.ts';
import type { Scheme, ServiceColour } from '../../../draw/palette.ts';
import { coloursOf, type Colouring } from '../../../draw/waterfall/colouring.ts';
import { Button } from '../../../ui/button.tsx';
import { Choice } from '../../../ui/choice.tsx';
import { EmptyState } from '../../../ui/empty-state.tsx';
import { FullColumn } from '../../../ui/full-column.tsx';
import { Menu } from '../../../ui/menu.tsx';
import { BarEnd, BarText, ToolBar } from '../../../ui/tool-bar.tsx';
import { useTraceAddress } from '../use-trace-address.ts';
import { flameFoldedFile, flameSvgFile } from './flame-export.ts';
import { rowsOfFrame, type TraceFlame } from './flame-of-trace.ts';
import { flameWords } from './flame-words.ts';
import type { TraceViewProps } from './trace-view.ts';
import { useTraceFlame } from './use-trace-flame.ts';

export function FlameView(props: TraceViewProps): ReactNode {
  const { model, view } = props;
  const { change } = useTraceAddress();
  const { model: shown, flame, error } = useTraceFlame(props);
  const { colouring } = model;
  const look = useMemo(
    () => ({ coloursOf: (scheme: Scheme) => flameColours(colouring, scheme), valueText: formatNanos }),
    [colouring],
  );
  if (flame === undefined) {
    return error === undefined ? (
      <FullColumn busy />
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
    <FullColumn>
      <ToolBar>
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
        <BarText>
          {formatNanos(total[0] as number)} {view.weight === 'self' ? 'in spans' : 'on the critical path'}, over{' '}
          {formatNanos(model.total)}
        </BarText>
        <Matched model={shown} />
        <BarEnd>
          {error === undefined ? undefined : <BarText tone="warning">not up to date: {error.message}</BarText>}
          <SaveMenu flame={flame} model={shown} colouring={colouring} weight={view.weight} />
        </BarEnd>
      </ToolBar>
      <FlameCrumbs model={shown} />
      <Flame
        model={shown}
        label={`Flame graph of the trace, ${formatNanos(total[0] as number)}`}
        look={look}
        wordsOf={(frame) => flameWords(flame, frame, view.weight)}
        onOpen={select}
        onChoose={(frame) => select(frame, false)}
        autoFocus
      />
    </FullColumn>
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
    <BarText tone="found" spoken>
      {formatNanos(matched.value)} matched ({formatShare(matched.share, 1)})
    </BarText>
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
