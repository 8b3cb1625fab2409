// The screen of one session that is there.
import { Link2 } from 'lucide-react';
import { useMemo, useState, type ReactNode } from 'react';
import { formatDuration } from '../../../../contract/duration-text.ts';
import type { SessionTimeline } from '../../../../contract/sessions.ts';
import { durationNanos } from '../../../../contract/time.ts';
import { useProcessMarks } from '../../../data/use-process-marks.ts';
import { useProfileLane } from '../../../data/use-profile-lane.ts';
import { useSelectedRun } from '../../../data/selected-run.tsx';
import { permalink } from '../../../host/permalink.ts';
import { serviceColours, type Scheme, type ServiceColour } from '../../../draw/palette.ts';
import { processMarks } from '../../../draw/time-marks.ts';
import { useTheme } from '../../../draw/use-theme.ts';
import { Timeline } from '../../../draw/timeline/timeline.tsx';
import { sessionLink, sessionsLink, type SessionView } from '../../../routes/sessions-route.ts';
import { Link } from '../../../routes/use-place.tsx';
import { Button } from '../../../ui/button.tsx';
import { CopyButton } from '../../../ui/copy-button.tsx';
import { FullColumn } from '../../../ui/full-column.tsx';
import { plural } from '../../../ui/number-text.ts';
import { PageHeader } from '../../../ui/page-header.tsx';
import { Splitter } from '../../../ui/splitter.tsx';
import { formatClock, formatDay } from '../../../ui/time-text.ts';
import { useDayTime } from '../../../ui/use-day-time.ts';
import { useZoneChoice } from '../../../ui/zone-choice.ts';
import { reportItem, SessionReport } from '../report/session-report.tsx';
import { ItemDetails } from './item-details.tsx';
import { itemText, spoken } from './item-text.ts';
import { ItemTip } from './item-tip.tsx';
import { Losses } from './losses.tsx';
import { TimelineTools } from './timeline-tools.tsx';
import { useTimeline } from './use-timeline.ts';
import { useTimelineCommands } from './use-timeline-commands.ts';
import styles from './session-page.module.css';

interface SessionScreenProps {
  readonly view: SessionView;
  readonly data: SessionTimeline;
  readonly live: boolean;
}

const noOffset = (): number => 0;
const corners = { node: 'Nodes', service: 'Services', stage: 'Stages' } as const;

export function SessionScreen({ view, data, live }: SessionScreenProps): ReactNode {
  const { model, shown, found, change, place } = useTimeline(view, data, live);
  const { run } = useSelectedRun();
  const [zone] = useZoneChoice();
  const theme = useTheme();
  const ends = [
    millis(data.session.first),
    live && data.session.state !== 'ended' ? undefined : millis(data.session.last),
  ] as const;
  const processes = useProcessMarks(...ends);
  const lane = useProfileLane(...ends, useDayTime());
  const look = useMemo(
    () => ({
      coloursOf: coloursOf(data),
      zone: zone === 'utc' ? noOffset : undefined,
      marks: processMarks(processes, theme),
    }),
    [data, zone, processes, theme],
  );
  const { session } = data;
  const { selected } = model;
  useTimelineCommands(model);
  const report = useMemo(() => reportItem(data), [data]);
  const [reportShown, setReportShown] = useState(true);
  const length = session.last - session.first;
  return (
    <FullColumn>
      <PageHeader
        title={
          <>
            <Link href={sessionsLink({ run: view.run })}>Sessions</Link> /{' '}
            <span className={styles['id']}>{session.id}</span>
          </>
        }
        facts={
          <span>
            {formatDay(session.first, zone)} {formatClock(session.first, zone)}
            {length > 0n ? `, ${formatDuration(durationNanos(length))}` : ''}, {plural(session.events, 'event')},{' '}
            {plural(session.spans, 'span')}
            {session.errors > 0 ? <span className={styles['failed']}>, {plural(session.errors, 'error')}</span> : ''}
            {session.state === 'unknown' ? '' : `, ${session.state}`}
          </span>
        }
        actions={
          <>
            {live && session.state !== 'ended' ? (
              model.following ? (
                <span className={styles['second']}>Live</span>
              ) : (
                <Button onClick={() => model.follow()}>Resume live</Button>
              )
            ) : undefined}
            {report < 0 || (reportShown && selected < 0) ? undefined : (
              <Button
                onClick={() => {
                  model.select(-1);
                  setReportShown(true);
                }}
              >
                Run report
              </Button>
            )}
            <CopyButton
              icon={<Link2 size={14} />}
              label="Copy a link to this view"
              text={() => permalink(sessionLink({ ...place(), run }), location)}
            />
          </>
        }
      />
      <TimelineTools
        view={view}
        data={data}
        shown={shown}
        found={found}
        onChange={change}
        onStep={(by) => void model.step('match', by)}
        processes={processes}
        onTime={(time) => model.showAround(time * 1e6 - Number(data.origin))}
      />
      <Losses data={data} onShow={(at) => model.showAround(at)} />
      <Splitter
        label="Session details"
        direction="row"
        sized="second"
        initial={360}
        first={
          <Timeline
            model={model}
            label={summaryOf(data)}
            corner={corners[view.lanes]}
            look={look}
            lane={lane}
            tip={(item) => <ItemTip text={itemText(data, item, live)} zone={zone} />}
            describe={(item) => spoken(data, item, live)}
            onOpen={(item) => model.select(item)}
          />
        }
        second={
          selected < 0 || selected >= data.items ? (
            report < 0 || !reportShown ? undefined : (
              <SessionReport data={data} item={report} linked={view.run} onClose={() => setReportShown(false)} />
            )
          ) : (
            <ItemDetails
              data={data}
              item={selected}
              live={live}
              run={view.run}
              zone={zone}
              onClose={() => model.select(-1)}
            />
          )
        }
      />
    </FullColumn>
  );
}

/** Unix milliseconds, up to the next whole one. */
function millis(time: bigint): number {
  return Math.ceil(Number(time) / 1e6);
}

function summaryOf({ session, items, lanes, losses }: SessionTimeline): string {
  const parts = [
    `${plural(items, 'item')} in ${plural(lanes.length, 'lane')}`,
    session.errors > 0 ? plural(session.errors, 'error') : 'no errors',
    losses.length > 0 ? plural(losses.length, 'loss', 'losses') : '',
  ];
  return `Timeline of session ${session.id}: ${parts.filter((part) => part !== '').join(', ')}. j and k go through them.`;
}

/** One colour for names that begin alike: `llm.request` and `llm.reply`. */
function coloursOf({ texts, name }: SessionTimeline): (scheme: Scheme) => (name: number) => ServiceColour {
  const kindOf = (text: number): string => (texts[text] ?? '').split(/[. ]/)[0] ?? '';
  const kinds = [...new Set(Array.from(new Set(name), kindOf))];
  return (scheme) => {
    const colours = serviceColours(kinds, scheme);
    const known = new Map<number, ServiceColour>();
    return (text) => {
      let colour = known.get(text);
      if (colour === undefined) {
        colour = colours(kindOf(text));
        known.set(text, colour);
      }
      return colour;
    };
  };
}
