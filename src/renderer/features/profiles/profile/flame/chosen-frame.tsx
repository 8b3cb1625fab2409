// What the chosen frame spends here and in all its places together, at the foot of the flame graph; how to use the graph
// while none is chosen.
import { MoreHorizontal } from 'lucide-react';
import { useDeferredValue, useMemo, useSyncExternalStore, type ReactNode } from 'react';
import type { FlamePicture, FunctionAnswer, FunctionSums } from '../../../../../contract/profiles/flame.ts';
import { useAnswer } from '../../../../data/use-answer.ts';
import type { FlameModel } from '../../../../draw/flame/flame-model.ts';
import { IconButton } from '../../../../ui/icon-button.tsx';
import { plural } from '../../../../ui/number-text.ts';
import { changeText, shareText, valueText, type ProfileScreen } from '../profile-screen.ts';
import { frameName, isRest, namesTo } from './flame-of-picture.ts';
import { frameWords } from './frame-words.ts';
import styles from './chosen-frame.module.css';

interface ChosenFrameProps {
  readonly screen: ProfileScreen;
  readonly model: FlameModel;
  readonly picture: FlamePicture;
}

export function ChosenFrame({ screen, model, picture }: ChosenFrameProps): ReactNode {
  const { view, place, sampleType, frameMenu } = screen;
  const chosen = useSyncExternalStore(model.subscribe, () => model.chosen);
  const frame = chosen > 0 && chosen < picture.frames && !isRest(picture, chosen) ? chosen : undefined;
  const name = frame === undefined ? undefined : frameName(picture, frame);
  // Only where a frame stays chosen: whoever moves on does not wait for sums.
  const settled = useDeferredValue(name);
  const request = useMemo(
    () => (settled === undefined ? undefined : { view, width: place.width, frame: settled }),
    [view, place.width, settled],
  );
  const { data } = useAnswer('profiles.function', request);
  if (frame === undefined || name === undefined)
    return (
      <p className={styles['foot']}>
        <span className={styles['hint']}>
          Click or Enter zooms in, Escape out. Arrows go from frame to frame, / finds. The other button shows what can
          be done with a frame.
        </span>
      </p>
    );
  const { lines } = frameWords(picture, frame, sampleType);
  const file = picture.files[picture.name[frame] as number] ?? '';
  return (
    <section className={styles['foot']} aria-label="Chosen frame">
      <IconButton
        label="What can be done with the frame"
        onClick={(event) => {
          const box = event.currentTarget.getBoundingClientRect();
          frameMenu.open({ name, file, path: namesTo(picture, frame) }, box.left, box.top);
        }}
      >
        <MoreHorizontal size={14} />
      </IconButton>
      <strong className={styles['name']} title={name}>
        {name}
      </strong>
      {data === undefined || settled !== name ? undefined : <WholeNames names={data.wholeNames} />}
      <span className={styles['values']}>{lines.filter((line) => line !== file).join(' · ')}</span>
      {data === undefined || settled !== name || data.places < 2 ? undefined : (
        <span className={styles['values']}>
          in all {plural(data.places, 'place')} {sumsText(data, picture.total[0] as number, sampleType)}
        </span>
      )}
      <span className={styles['file']} title={file}>
        {file}
      </span>
    </section>
  );
}

/** What is not shown of the name; the mangled ones are told by the pointer. */
function WholeNames({ names }: { readonly names: FunctionAnswer['wholeNames'] }): ReactNode {
  const [first] = names;
  if (first === undefined) return undefined;
  const all = names.map(({ whole, mangled }) => (whole === mangled ? mangled : `${whole}\n${mangled}`)).join('\n\n');
  return (
    <span className={styles['values']} title={all}>
      {names.length === 1 ? first.whole : `${plural(names.length, 'instance')}, e.g. ${first.whole}`}
    </span>
  );
}

function sumsText({ self, total, sides }: FunctionSums, whole: number, type: ProfileScreen['sampleType']): string {
  if (sides === undefined)
    return `${valueText(total, type)} (${shareText(total, whole)}) · ${valueText(self, type)} its own (${shareText(self, whole)})`;
  const { leftTotal, rightTotal, leftSelf, rightSelf } = sides;
  return `${changeText(rightTotal - leftTotal, type)} · its own ${changeText(rightSelf - leftSelf, type)}`;
}
