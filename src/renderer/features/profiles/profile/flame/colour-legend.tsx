// What the colours of a flame graph mean: more or less than the base, how much is a frame's own, or which kind of frame it is.
import type { ReactNode } from 'react';
import type { FlamePicture } from '../../../../../contract/profiles/flame.ts';
import { useTheme } from '../../../../draw/use-theme.ts';
import type { ProfilePlace } from '../../../../routes/profile-route.ts';
import { changeColours, kindColours, ownColours } from './frame-colours.ts';
import styles from './colour-legend.module.css';

interface ColourLegendProps {
  readonly picture: Pick<FlamePicture, 'sides' | 'kinds'>;
  readonly by: ProfilePlace['colour'];
}

const mostKinds = 6;

/** Packages need none: their names stand on the frames. */
export function ColourLegend({ picture, by }: ColourLegendProps): ReactNode {
  const { scheme } = useTheme();
  if (picture.sides !== undefined) return <Ramp from="less" to="more" colours={changeColours(scheme)} />;
  if (by === 'self') return <Ramp from="passed on" to="its own" colours={ownColours(scheme)} />;
  if (by !== 'kind') return undefined;
  const kinds = kindColours(picture, mostKinds);
  if (kinds.length === 0) return <span className={styles['legend']}>this profile names no kinds</span>;
  return (
    <span className={styles['legend']}>
      {kinds.map(([kind, colour]) => (
        <span key={kind} className={styles['kind']}>
          <span className={styles['dot']} style={{ background: colour }} aria-hidden="true" />
          {kind}
        </span>
      ))}
    </span>
  );
}

interface RampProps {
  readonly from: string;
  readonly to: string;
  readonly colours: readonly string[];
}

function Ramp({ from, to, colours }: RampProps): ReactNode {
  return (
    <span className={styles['legend']}>
      {from}
      <span className={styles['steps']} aria-hidden="true">
        {colours.map((colour) => (
          <span key={colour} style={{ background: colour }} />
        ))}
      </span>
      {to}
    </span>
  );
}
