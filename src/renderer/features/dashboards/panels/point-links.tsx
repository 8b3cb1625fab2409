// What one point of a chart is, and where its links lead.
import type { ReactNode } from 'react';
import type { FieldLink } from '../../../../contract/dashboards/field-config.ts';
import type { LinkedData } from '../../../../contract/dashboards/variables/link-text.ts';
import type { Scope } from '../../../../contract/dashboards/variables/interpolate.ts';
import { Button } from '../../../ui/button.tsx';
import { Dialog } from '../../../ui/dialog.tsx';
import { useFollowLink } from '../use-follow-link.ts';
import extras from './chart-extras.module.css';
import styles from './panels.module.css';

export interface LinkedPoint {
  readonly links: readonly FieldLink[];
  readonly data: LinkedData;
  /** As it is read. */
  readonly moment: string;
}

interface PointLinksProps {
  readonly point: LinkedPoint;
  readonly scope: Scope;
  readonly onClose: () => void;
}

export function PointLinks({ point, scope, onClose }: PointLinksProps): ReactNode {
  const show = useFollowLink();
  return (
    <Dialog open onClose={onClose} title={point.data.name} size="small">
      <p>
        <span className="numeric">{point.data.text}</span> at {point.moment}
      </p>
      <ul className={extras['pointLinks']}>
        {point.links.map((link, index) => {
          const { title, detail, disabled, follow } = show(link, scope, point.data);
          return (
            <li key={index}>
              <Button
                disabled={disabled}
                onClick={() => {
                  onClose();
                  follow();
                }}
              >
                {title || detail}
              </Button>{' '}
              <span className={styles['faint']}>{detail}</span>
            </li>
          );
        })}
      </ul>
    </Dialog>
  );
}
