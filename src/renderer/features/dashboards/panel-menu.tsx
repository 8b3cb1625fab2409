// What can be done with a panel: its queries in Explore, copied, its removal.
import { EllipsisVertical } from 'lucide-react';
import type { ReactNode } from 'react';
import type { Panel } from '../../../contract/dashboards/panels.ts';
import { useSelectedRun } from '../../data/selected-run.tsx';
import { logsLink } from '../../routes/logs-route.ts';
import { metricsLink } from '../../routes/metrics-route.ts';
import { tracesLink } from '../../routes/traces-route.ts';
import { useNavigate } from '../../routes/use-place.tsx';
import { copyText } from '../../ui/copy-text.ts';
import { IconButton } from '../../ui/icon-button.tsx';
import { fileName, saveFile } from '../../ui/save-file.ts';
import { Menu, type MenuEntry } from '../../ui/menu.tsx';
import type { AskedTarget } from './model/ask-panel.ts';
import styles from './dashboards.module.css';

interface PanelMenuProps {
  readonly panel: Panel;
  readonly asked: readonly AskedTarget[];
  readonly onEdit: (() => void) | undefined;
  readonly onRemove: (() => void) | undefined;
  /** PNG of what is drawn; undefined where nothing is. */
  readonly onPicture: () => Promise<Blob | undefined>;
}

/** What is painted on a canvas, not made of text. */
const drawnKinds: ReadonlySet<Panel['kind']> = new Set(['timeseries', 'heatmap', 'state-timeline']);

export function PanelMenu({ panel, asked, onEdit, onRemove, onPicture }: PanelMenuProps): ReactNode {
  const navigate = useNavigate();
  const { param } = useSelectedRun();
  const queries = asked.filter(({ target, expression }) => target.kind === 'promql' && expression !== '');
  const entries: MenuEntry[] =
    onEdit === undefined ? [] : [{ kind: 'item', label: 'Edit this panel', onSelect: onEdit }];
  if (queries.length > 0) {
    entries.push(
      {
        kind: 'item',
        label: 'Open its queries in Metrics',
        onSelect: () => {
          const texts = queries.map(({ expression, target }) => ({
            text: expression,
            name: target.legend === '__auto' ? '' : target.legend,
            hidden: false,
          }));
          navigate(metricsLink({ queries: texts, run: param }));
        },
      },
      {
        kind: 'item',
        label: 'Copy its queries',
        onSelect: () => void copyText(queries.map(({ expression }) => expression).join('\n')),
      },
    );
  }
  const traces = asked.find(({ target }) => target.kind === 'traces');
  if (traces !== undefined) {
    entries.push({
      kind: 'item',
      label: 'Open the list of traces',
      onSelect: () => navigate(tracesLink({ filter: { where: traces.expression }, run: param })),
    });
  }
  const logs = asked.find(({ target }) => target.kind === 'logs');
  if (logs !== undefined) {
    entries.push({
      kind: 'item',
      label: 'Open the logs',
      onSelect: () => navigate(logsLink({ where: logs.expression, run: param })),
    });
  }
  if (asked.length > 0 && drawnKinds.has(panel.kind)) {
    entries.push({
      kind: 'item',
      label: 'Save as a picture (PNG)',
      onSelect: () =>
        void onPicture().then((picture) => {
          if (picture !== undefined) saveFile(`${fileName(panel.title || 'panel')}.png`, picture);
        }),
    });
  }
  if (onRemove !== undefined) {
    entries.push({ kind: 'item', label: 'Remove this panel', danger: true, onSelect: onRemove });
  }
  if (entries.length === 0) return undefined;
  return (
    <Menu
      align="end"
      entries={entries}
      trigger={
        <IconButton label={`More about ${panel.title || 'this panel'}`} className={styles['panelButton']}>
          <EllipsisVertical size={13} />
        </IconButton>
      }
    />
  );
}
