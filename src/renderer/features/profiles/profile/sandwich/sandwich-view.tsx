// A function between its callers and its callees: what leads to it above, what it spends its values on below.
import { useMemo, useState, type ReactNode } from 'react';
import type { FlamePicture } from '../../../../../contract/profiles/flame.ts';
import { unpackPicture } from '../../../../../contract/profiles/picture-texts.ts';
import { useAnswer } from '../../../../data/use-answer.ts';
import cells from '../../../../ui/cell-text.module.css';
import { EmptyState } from '../../../../ui/empty-state.tsx';
import { FullColumn } from '../../../../ui/full-column.tsx';
import { Splitter } from '../../../../ui/splitter.tsx';
import { BarText, ToolBar } from '../../../../ui/tool-bar.tsx';
import { PictureFlame, usePictureLook } from '../flame/picture-flame.tsx';
import { usePictureModel } from '../flame/use-picture-model.ts';
import { shareText, valueText, type ProfileScreen } from '../profile-screen.ts';
import { Waiting } from '../waiting.tsx';
import styles from './sandwich-view.module.css';

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
    <FullColumn>
      <ToolBar>
        <strong className={cells['clipped']} title={name}>
          {name}
        </strong>
        <BarText>
          {valueText(value, sampleType)} with all that it calls ({shareText(value, data.whole)})
        </BarText>
      </ToolBar>
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
    </FullColumn>
  );
}

interface HalfProps {
  readonly title: 'Callers' | 'Callees';
  readonly screen: ProfileScreen;
  readonly picture: FlamePicture;
  readonly onZoom: (path: string) => void;
}

function Half({ title, screen, picture, onZoom }: HalfProps): ReactNode {
  const { place, change } = screen;
  const model = usePictureModel(picture, place, title === 'Callers' ? 'all callers' : 'all calls', onZoom);
  const look = usePictureLook(picture, screen);
  return (
    <section className={styles['half']} aria-label={title}>
      <h2 className={styles['title']}>{title}</h2>
      <PictureFlame
        screen={screen}
        picture={picture}
        model={model}
        label={title}
        look={look}
        rootAt={title === 'Callers' ? 'bottom' : 'top'}
        onAgain={(fn) => change({ fn }, true)}
      />
    </section>
  );
}
