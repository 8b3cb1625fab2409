// The flame graph of the profile, with its settings, the way to what is zoomed, and what the search found.
import { Fragment, useEffect, useMemo, useRef, useSyncExternalStore, type ReactNode } from 'react';
import { Flame } from '../../../../draw/flame/flame.tsx';
import type { FlameModel } from '../../../../draw/flame/flame-model.ts';
import { Choice } from '../../../../ui/choice.tsx';
import { EmptyState } from '../../../../ui/empty-state.tsx';
import { InSlices } from '../../../../ui/in-slices.tsx';
import { plural } from '../../../../ui/number-text.ts';
import { Select } from '../../../../ui/select.tsx';
import { Checkbox } from '../../../../ui/toggle.tsx';
import { isFiltered } from '../filter-change.ts';
import { shareText, valueText, type ProfileScreen } from '../profile-screen.ts';
import { ColourLegend } from './colour-legend.tsx';
import { graphColours } from './frame-colours.ts';
import { frameName, isRest, namesTo } from './flame-of-picture.ts';
import { FrameTip, frameChange, frameText } from './frame-words.tsx';
import { SaveMenu } from './save-menu.tsx';
import { TimeStrip } from './time-strip.tsx';
import { usePicture, type ReadPicture, type ShownPicture } from './use-picture.ts';
import { Waiting } from '../waiting.tsx';
import styles from '../profile-page.module.css';

export function FlameTab({ screen }: { readonly screen: ProfileScreen }): ReactNode {
  const shown = usePicture(screen);
  const { picture, error } = shown;
  const waiting = <Waiting what="Making the flame graph" />;
  if (picture === undefined)
    return error === undefined ? (
      waiting
    ) : (
      <EmptyState title="The flame graph could not be made">{error.message}</EmptyState>
    );
  return (
    <InSlices waiting={waiting}>
      <FlameView screen={screen} shown={shown} picture={picture} />
    </InSlices>
  );
}

interface FlameViewProps {
  readonly screen: ProfileScreen;
  readonly shown: ShownPicture;
  readonly picture: ReadPicture;
}

function FlameView({ screen, shown, picture }: FlameViewProps): ReactNode {
  const { place, part, change, sampleType, frameMenu } = screen;
  const compared = place.base !== undefined;
  const { model } = shown;
  // Negative values have a side of their own too.
  const sided = compared || picture.sides !== undefined;
  const look = useMemo(
    () => ({
      coloursOf: graphColours,
      // Widths are no values where there are sides: then a frame tells its change.
      valueText: (value: number, frame: number) =>
        picture?.sides === undefined
          ? valueText(value, sampleType)
          : frameChange(picture.sides, frame, sampleType, place.relative),
    }),
    [sampleType, picture, place.relative],
  );
  const stage = useRef<HTMLDivElement>(null);
  useEffect(() => {
    // The keys work at once; nobody has to click first.
    if (document.activeElement === document.body)
      stage.current?.querySelector<HTMLElement>('[role="tree"]')?.focus({ preventScroll: true });
  }, []);
  return (
    <div ref={stage} className={styles['view']}>
      <div className={styles['bar']}>
        <Choice
          label="Order"
          value={place.order === 'time' && !part.timed ? 'weight' : place.order}
          options={[
            ['weight', 'Left heavy', 'The widest first; equal stacks are one frame'],
            ['name', 'By name', 'Siblings from A to Z, the same in every profile'],
            ...(part.timed && !compared
              ? [['time', 'Time order', 'As the samples came; equal stacks after each other are one frame'] as const]
              : []),
          ]}
          onChange={(order) => change({ order })}
        />
        <Checkbox
          label="Inverted"
          checked={place.inverted}
          onChange={(inverted) => change({ inverted, at: undefined })}
        />
        <Choice
          label="Root"
          value={place.root}
          options={[
            ['top', 'Icicle', 'The outermost frames on top'],
            ['bottom', 'Flame', 'The outermost frames at the bottom'],
          ]}
          onChange={(root) => change({ root })}
        />
        {sided ? undefined : (
          <Select
            label="Colours"
            labelHidden
            value={place.colour}
            options={[
              { value: 'package', label: 'Colour by package' },
              { value: 'self', label: 'Colour by own share' },
              { value: 'kind', label: 'Colour by kind of frame' },
            ]}
            onChange={(colour) => change({ colour })}
          />
        )}
        <ColourLegend picture={picture} by={place.colour} />
        <Facts shown={shown} screen={screen} />
        <Found shown={shown} screen={screen} />
        <span className={styles['barEnd']}>
          <SaveMenu screen={screen} model={model} look={look} />
        </span>
      </div>
      {part.timed && !compared ? <TimeStrip screen={screen} /> : undefined}
      <Crumbs model={model} picture={picture} />
      {picture.frames <= 1 ? (
        <EmptyState title="No stack is left">
          {isFiltered(place.filter)
            ? 'The filters let no sample through. Take one away above.'
            : `The profile has no values of the type ${sampleType.type}.`}
        </EmptyState>
      ) : (
        <Flame
          model={model}
          label={`Flame graph, ${valueText(picture.total[0] ?? 0, sampleType)} of ${sampleType.type}`}
          look={look}
          tip={(frame) => <FrameTip picture={picture} frame={frame} type={sampleType} />}
          describe={(frame) => frameText(picture, frame, sampleType)}
          onOpen={() => undefined}
          onChoose={() => undefined}
          rootAt={place.root}
          onMenu={(frame, x, y) => {
            if (frame === 0 || isRest(picture, frame)) return;
            const file = picture.files[picture.name[frame] as number] ?? '';
            frameMenu.open({ name: frameName(picture, frame), file, path: namesTo(picture, frame) }, x, y);
          }}
        />
      )}
    </div>
  );
}

interface PartProps {
  readonly shown: ShownPicture;
  readonly screen: ProfileScreen;
}

function Facts({ shown: { picture, error, asking }, screen: { sampleType } }: PartProps): ReactNode {
  if (picture === undefined) return undefined;
  const { notes, treeNodes, cutBelow, zoomMissing, baseScale } = picture;
  const words = [
    plural(treeNodes, 'node'),
    ...(cutBelow > 0 ? [`without what is below ${valueText(cutBelow, sampleType)}`] : []),
    ...(baseScale === 1 ? [] : [`the base times ${baseScale.toPrecision(3)}`]),
    ...(zoomMissing ? ['what was zoomed is not in this view'] : []),
    ...notes,
  ];
  return (
    <span className={styles['fact']} title={words.join(', ')}>
      {words.join(', ')}
      {asking ? ' …' : ''}
      {error === undefined ? undefined : <span className={styles['trouble']}> {error.message}</span>}
    </span>
  );
}

function Found({ shown: { found, findError }, screen: { sampleType, place } }: PartProps): ReactNode {
  if (place.find === '') return undefined;
  if (findError !== undefined)
    return (
      <span className={styles['trouble']} role="status" title={findError.message}>
        {findError.message}
      </span>
    );
  if (found === undefined) return undefined;
  return (
    <span className={styles['matched']} role="status">
      {found.nodes === 0
        ? 'no frame matches'
        : `${valueText(found.value, sampleType)} matched (${shareText(found.value, found.whole)}), ${plural(found.names, 'name')}`}
    </span>
  );
}

/** Where deep, the middle is left out. */
const crumbsShown = 6;

function Crumbs({ model, picture }: { readonly model: FlameModel; readonly picture: ReadPicture }): ReactNode {
  useSyncExternalStore(model.subscribe, () => model.revision);
  const path = model.frames.count === 0 || model.zoomed >= picture.frames ? [] : model.pathTo(model.zoomed);
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
