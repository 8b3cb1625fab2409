// What a dashboard has at its top besides variables: switches of its annotations and its links.
import { ChevronDown, ExternalLink } from 'lucide-react';
import type { ReactNode } from 'react';
import { builtInDashboards } from '../../../contract/dashboards/built-in/index.ts';
import type { Annotation } from '../../../contract/dashboards/annotation.ts';
import type { Dashboard, DashboardLink } from '../../../contract/dashboards/model.ts';
import type { Scope } from '../../../contract/dashboards/variables/interpolate.ts';
import { useAnswer } from '../../data/use-answer.ts';
import { namedColour } from '../../draw/named-colour.ts';
import { useTheme } from '../../draw/use-theme.ts';
import { Button } from '../../ui/button.tsx';
import { Menu } from '../../ui/menu.tsx';
import { plural } from '../../ui/number-text.ts';
import { formatDayTime } from '../../ui/time-text.ts';
import { useZoneChoice } from '../../ui/zone-choice.ts';
import type { AnnotationMark } from './model/annotation-marks.ts';
import { LinkMenu } from './link-menu.tsx';
import type { AnnotationAnswer } from './model/ask-annotations.ts';
import { useFollowLink } from './use-follow-link.ts';
import styles from './dashboards.module.css';

interface DashboardBarProps {
  readonly dashboard: Dashboard;
  readonly scope: Scope;
  readonly annotations: AnnotationAnswer | undefined;
  readonly isOn: (annotation: Annotation) => boolean;
  readonly onToggle: (annotation: Annotation) => void;
  /** Unix milliseconds. */
  readonly onZoom: (from: number, to: number) => void;
}

export function DashboardBar({ dashboard, scope, annotations, isOn, onToggle, onZoom }: DashboardBarProps): ReactNode {
  const theme = useTheme();
  const switches = (dashboard.annotations ?? []).filter(({ kind, hidden }) => kind === 'promql' && !hidden);
  const { links } = dashboard;
  if (switches.length === 0 && links.length === 0) return undefined;
  return (
    <div className={styles['bar']}>
      {switches.length === 0 ? undefined : (
        <div className={styles['switches']} role="group" aria-label="Annotations">
          {switches.map((one) => {
            const marks = (annotations?.marks ?? []).filter(({ annotation }) => annotation.name === one.name);
            const problem = annotations?.problems.get(one.name);
            const words = marks.map(({ title, text }) => `${title} ${text}`.trim()).slice(0, 20);
            return (
              <span key={one.name} className={styles['switch']}>
                <label title={problem ?? words.join('\n')} data-trouble={problem === undefined ? undefined : ''}>
                  <input type="checkbox" checked={isOn(one)} onChange={() => onToggle(one)} />
                  <span
                    className={styles['dot']}
                    style={{ background: namedColour(one.colour, theme) ?? theme.accent }}
                  />
                  {one.name}
                  {isOn(one) && (problem !== undefined || marks.length === 0) ? (
                    <span className={styles['faint']}>{problem ?? 0}</span>
                  ) : undefined}
                </label>
                {isOn(one) && problem === undefined && marks.length > 0 ? (
                  <MarkMenu marks={marks} onZoom={onZoom} name={one.name} />
                ) : undefined}
              </span>
            );
          })}
        </div>
      )}
      {links.length === 0 ? undefined : (
        <nav className={styles['links']} aria-label="Links">
          {links.map((link, index) => (
            <OneLink key={`${link.title} ${index}`} link={link} scope={scope} self={dashboard.id} />
          ))}
        </nav>
      )}
    </div>
  );
}

/** More entries of a menu help nobody. */
const mostMarks = 30;
/** Milliseconds around a mark that are shown when it is chosen. */
const around = 60_000;

interface MarkMenuProps {
  readonly name: string;
  readonly marks: readonly AnnotationMark[];
  readonly onZoom: (from: number, to: number) => void;
}

/** The newest first; choosing one shows the time around it. */
function MarkMenu({ name, marks, onZoom }: MarkMenuProps): ReactNode {
  const [zone] = useZoneChoice();
  return (
    <Menu
      entries={marks
        .toReversed()
        .slice(0, mostMarks)
        .map(({ time, end, title, text }) => ({
          kind: 'item',
          label: `${title} ${text}`.trim(),
          detail: formatDayTime(BigInt(Math.round(time)) * 1_000_000n, zone),
          onSelect: () => onZoom(time - around, (end ?? time) + around),
        }))}
      trigger={
        <button type="button" className={styles['count']} aria-label={`${plural(marks.length, 'mark')} of ${name}`}>
          {marks.length}
        </button>
      }
    />
  );
}

interface OneLinkProps {
  readonly link: DashboardLink;
  readonly scope: Scope;
  readonly self: string;
}

function OneLink({ link, scope, self }: OneLinkProps): ReactNode {
  const show = useFollowLink();
  const { data: stored } = useAnswer('dashboards.list', {});
  const { tags } = link;
  if (tags === undefined) {
    const { title, detail, disabled, follow } = show(link, scope);
    return (
      <Button onClick={follow} disabled={disabled} title={detail}>
        <ExternalLink size={12} aria-hidden="true" /> {title || detail}
      </Button>
    );
  }
  const all = [...(stored ?? []), ...builtInDashboards.map(({ dashboard }) => dashboard)];
  const found = all.filter((one) => one.id !== self && tags.every((tag) => one.tags.includes(tag)));
  const places = found.map(({ id, title }) => show({ ...link, title, url: `/d/${id}` }, scope));
  return (
    <LinkMenu
      links={places}
      trigger={
        <Button
          disabled={places.length === 0}
          title={tags.length === 0 ? 'All dashboards' : `Tagged ${tags.join(', ')}`}
        >
          {link.title || tags.join(', ') || 'Dashboards'} <ChevronDown size={12} aria-hidden="true" />
        </Button>
      }
    />
  );
}
