// The flame graph of the profile, with its settings, the way to what is zoomed, and what the search found.
import { ChevronDown, ChevronUp } from 'lucide-react';
import type { ReactNode } from 'react';
import { FlameCrumbs } from '../../../../draw/flame/flame-crumbs.tsx';
import { Choice } from '../../../../ui/choice.tsx';
import { EmptyState } from '../../../../ui/empty-state.tsx';
import { FullColumn } from '../../../../ui/full-column.tsx';
import { IconButton } from '../../../../ui/icon-button.tsx';
import { InSlices } from '../../../../ui/in-slices.tsx';
import { plural } from '../../../../ui/number-text.ts';
import { Select } from '../../../../ui/select.tsx';
import { Checkbox } from '../../../../ui/toggle.tsx';
import { BarEnd, BarText, ToolBar } from '../../../../ui/tool-bar.tsx';
import { isFiltered } from '../filter-change.ts';
import { shareText, valueText, type ProfileScreen } from '../profile-screen.ts';
import { ChosenFrame } from './chosen-frame.tsx';
import { ColourLegend } from './colour-legend.tsx';
import { PictureFlame, usePictureLook } from './picture-flame.tsx';
import { SaveMenu } from './save-menu.tsx';
import { TimeStrip } from './time-strip.tsx';
import { useFindSteps } from './use-find-steps.ts';
import { usePicture, type ReadPicture, type ShownPicture } from './use-picture.ts';
import { Waiting } from '../waiting.tsx';

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
  const { place, part, change, sampleType } = screen;
  const compared = place.base !== undefined;
  const { model } = shown;
  // Negative values have a side of their own too.
  const sided = compared || picture.sides !== undefined;
  const look = usePictureLook(picture, screen);
  const step = useFindSteps(screen, model);
  return (
    <FullColumn>
      <ToolBar fits>
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
        <Found shown={shown} screen={screen} step={step} />
        <BarEnd>
          <SaveMenu screen={screen} model={model} look={look} />
        </BarEnd>
      </ToolBar>
      {part.timed && !compared ? <TimeStrip screen={screen} /> : undefined}
      <FlameCrumbs model={model} />
      {picture.frames <= 1 ? (
        <EmptyState title="No stack is left">
          {isFiltered(place.filter)
            ? 'The filters let no sample through. Take one away above.'
            : `The profile has no values of the type ${sampleType.type}.`}
        </EmptyState>
      ) : (
        <PictureFlame
          screen={screen}
          picture={picture}
          model={model}
          label={`Flame graph, ${valueText(picture.total[0] ?? 0, sampleType)} of ${sampleType.type}`}
          look={look}
          rootAt={place.root}
          autoFocus
        />
      )}
      <ChosenFrame screen={screen} model={model} picture={picture} />
    </FullColumn>
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
    <BarText title={words.join(', ')}>
      {words.join(', ')}
      {asking ? ' …' : ''}
      {error === undefined ? undefined : <BarText tone="trouble"> {error.message}</BarText>}
    </BarText>
  );
}

interface FoundProps extends PartProps {
  readonly step: (direction: 1 | -1) => void;
}

function Found({ shown: { found, findError }, screen: { sampleType, place }, step }: FoundProps): ReactNode {
  if (place.find === '') return undefined;
  if (findError !== undefined)
    return (
      <BarText tone="trouble" title={findError.message} spoken>
        {findError.message}
      </BarText>
    );
  if (found === undefined) return undefined;
  return (
    <>
      <BarText tone="found" spoken>
        {found.nodes === 0
          ? 'no frame matches'
          : `${valueText(found.value, sampleType)} matched (${shareText(found.value, found.whole)}), ${plural(found.names, 'name')}`}
      </BarText>
      {found.nodes === 0 ? undefined : (
        <span>
          <IconButton label="Previous match" keys="N" onClick={() => step(-1)}>
            <ChevronUp size={13} />
          </IconButton>
          <IconButton label="Next match" keys="n" onClick={() => step(1)}>
            <ChevronDown size={13} />
          </IconButton>
        </span>
      )}
    </>
  );
}
