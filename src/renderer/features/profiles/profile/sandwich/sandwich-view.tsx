// A function between its callers and its callees: what leads to it above, what it spends its values on below.
import { useMemo, useState, type ReactNode } from 'react';
import type { FlamePicture } from '../../../../../contract/profiles/flame.ts';
import { unpackPicture } from '../../../../../contract/profiles/picture-texts.ts';
import { useAnswer } from '../../../../data/use-answer.ts';
import { Flame } from '../../../../draw/flame/flame.tsx';
import { EmptyState } from '../../../../ui/empty-state.tsx';
import { Splitter } from '../../../../ui/splitter.tsx';
import { graphColours } from '../flame/frame-colours.ts';
import { frameName, isRest, namesTo } from '../flame/flame-of-picture.ts';
import { FrameTip, frameText } from '../flame/frame-words.tsx';
import { usePictureModel } from '../flame/use-picture-model.ts';
import { shareText, valueText, type ProfileScreen } from '../profile-screen.ts';
import { Waiting } from '../waiting.tsx';
import styles from '../profile-page.module.css';

export function SandwichView({ screen, name }: { readonly screen: ProfileScreen; readonly name: string }): ReactNode {
  const { view, place, sampleType } = screen;
  const [zooms, setZooms] = useState({ of: name, callers: '', callees: '' });
  // Another function begins without the zoom of the former one.
  const { callers: callersZoom, callees: calleesZoom } = zooms.of === name ? zooms : { callers: '', callees: '' };
  const request = useMemo(
    () => ({ view, width: place.width, frame: name, callersZoom, calleesZoom }),
    [view, place.width, name, callersZoom, calleesZoom],
  );
  const { data: sent, error } = useAnswer('profiles.sandwich', request, { keepPrevious: true });
  const data = useMemo(
    () =>
      sent === undefined
        ? undefined
        : { ...sent, callers: unpackPicture(sent.callers), callees: unpackPicture(sent.callees) },
    [sent],
  );
  if (data === undefined)
    return error === null ? (
      <Waiting what="Turning stacks around" />
    ) : (
      <EmptyState title="The function could not be looked at">{error.message}</EmptyState>
    );
  const value = data.callees.total[0] ?? 0;
  if (data.callees.frames <= 1)
    return (
      <EmptyState title="The function is not in this view">
        <code>{name}</code> is filtered away, or frames are merged by something else. Change the filters above.
      </EmptyState>
    );
  return (
    <div className={styles['view']}>
      <div className={styles['bar']}>
        <strong className={styles['clipped']} title={name}>
          {name}
        </strong>
        <span className={styles['fact']}>
          {valueText(value, sampleType)} with all that it calls ({shareText(value, data.whole)})
        </span>
      </div>
      <Splitter
        label="Height of the callers"
        direction="column"
        sized="first"
        initial={240}
        first={
          <Half
            title="Callers"
            screen={screen}
            picture={data.callers}
            onZoom={(callers) => setZooms({ of: name, callers, callees: calleesZoom })}
          />
        }
        second={
          <Half
            title="Callees"
            screen={screen}
            picture={data.callees}
            onZoom={(callees) => setZooms({ of: name, callers: callersZoom, callees })}
          />
        }
      />
    </div>
  );
}

interface HalfProps {
  readonly title: 'Callers' | 'Callees';
  readonly screen: ProfileScreen;
  readonly picture: FlamePicture;
  readonly onZoom: (path: string) => void;
}

function Half({ title, screen, picture, onZoom }: HalfProps): ReactNode {
  const { place, sampleType, frameMenu, change } = screen;
  const model = usePictureModel(picture, place, title === 'Callers' ? 'all callers' : 'all calls', onZoom);
  const look = useMemo(
    () => ({ coloursOf: graphColours, valueText: (value: number) => valueText(value, sampleType) }),
    [sampleType],
  );
  return (
    <section className={styles['half']} aria-label={title}>
      <h2 className={styles['halfTitle']}>{title}</h2>
      <Flame
        model={model}
        label={title}
        look={look}
        tip={(frame) => <FrameTip picture={picture} frame={frame} type={sampleType} />}
        describe={(frame) => frameText(picture, frame, sampleType)}
        onOpen={(frame, again) => {
          if (again && frame > 0 && !isRest(picture, frame)) change({ fn: frameName(picture, frame) }, true);
        }}
        onChoose={() => undefined}
        rootAt={title === 'Callers' ? 'bottom' : 'top'}
        onMenu={(frame, x, y) => {
          if (frame === 0 || isRest(picture, frame)) return;
          const file = picture.files[picture.name[frame] as number] ?? '';
          frameMenu.open({ name: frameName(picture, frame), file, path: namesTo(picture, frame) }, x, y);
        }}
      />
    </section>
  );
}
