// The screen of one session that is there.
import { useMemo, type ReactNode } from 'react';
import { formatDuration } from '../../../../contract/duration-text.ts';
import type { SessionTimeline } from '../../../../contract/sessions.ts';
import { durationNanos } from '../../../../contract/time.ts';
import { serviceColours, type Scheme, type ServiceColour } from '../../../draw/palette.ts';
import { Timeline } from '../../../draw/timeline/timeline.tsx';
import { sessionsLink, type SessionView } from '../../../routes/sessions-route.ts';
import { Link } from '../../../routes/use-place.tsx';
import { Button } from '../../../ui/button.tsx';
import { plural } from '../../../ui/number-text.ts';
import { PageHeader } from '../../../ui/page-header.tsx';
import { Splitter } from '../../../ui/splitter.tsx';
import { formatClock, formatDay } from '../../../ui/time-text.ts';
import { useCommands } from '../../../ui/use-commands.tsx';
import { useZoneChoice } from '../../../ui/zone-choice.ts';
import { ItemDetails } from './item-details.tsx';
import { itemText, spoken } from './item-text.ts';
import { ItemTip } from './item-tip.tsx';
import { Losses } from './losses.tsx';
import { TimelineTools } from './timeline-tools.tsx';
import { useTimeline } from './use-timeline.ts';
import styles from './session-page.module.css';

interface SessionScreenProps {
  readonly view: SessionView;
  readonly data: SessionTimeline;
  readonly live: boolean;
}

const noOffset = (): number => 0;

export function SessionScreen({ view, data, live }: SessionScreenProps): ReactNode {
  const { model, found } = useTimeline(view, data, live);
  const [zone] = useZoneChoice();
  const look = useMemo(
    () => ({ coloursOf: coloursOf(data), zone: zone === 'utc' ? noOffset : undefined }),
    [data, zone],
  );
  const { session } = data;
  const { selected } = model;
  useCommands([
    { id: 'session.all', title: 'Show all of the session', group: 'Session', keys: '0', run: () => model.showAll() },
    {
      id: 'session.unselect',
      title: 'Let go of the selected item',
      group: 'Session',
      keys: 'escape',
      listed: false,
      run: () => model.select(-1),
    },
    {
      id: 'session.error',
      title: 'Next error of the session',
      group: 'Session',
      keys: 'e',
      run: () => void model.step('error', 1),
    },
    {
      id: 'session.next',
      title: 'Next item',
      group: 'Session',
      keys: 'j',
      listed: false,
      run: () => void model.step('any', 1),
    },
    {
      id: 'session.previous',
      title: 'Previous item',
      group: 'Session',
      keys: 'k',
      listed: false,
      run: () => void model.step('any', -1),
    },
  ]);
  const length = session.last - session.first;
  return (
    <div className={styles['page']}>
      <PageHeader
        title={
          <>
            <Link href={sessionsLink({ run: view.run })}>Sessions</Link> /{' '}
            <span className={styles['id']}>{session.id}</span>
          </>
        }
        facts={
          <>
            {formatDay(session.first, zone)} {formatClock(session.first, zone)}
            {length > 0n ? `, ${formatDuration(durationNanos(length))}` : ''}, {plural(session.events, 'event')},{' '}
            {plural(session.spans, 'span')}
            {session.errors > 0 ? <span className={styles['failed']}>, {plural(session.errors, 'error')}</span> : ''}
            {session.state === 'unknown' ? '' : `, ${session.state}`}
          </>
        }
        actions={live && !model.following ? <Button onClick={() => model.follow()}>Resume live</Button> : undefined}
      />
      <TimelineTools view={view} data={data} found={found} />
      <Losses data={data} onShow={(at) => model.setWindow({ from: at - 5e9, to: at + 5e9 })} />
      <Splitter
        label="Session details"
        direction="row"
        sized="second"
        initial={360}
        first={
          <Timeline
            model={model}
            label={`Timeline of session ${session.id}: ${plural(data.items, 'item')} in ${plural(data.lanes.length, 'lane')}`}
            look={look}
            tip={(item) => <ItemTip text={itemText(data, item)} zone={zone} />}
            describe={(item) => spoken(data, item)}
            onOpen={(item) => model.select(item)}
          />
        }
        second={
          selected < 0 || selected >= data.items ? undefined : (
            <ItemDetails data={data} item={selected} run={view.run} zone={zone} onClose={() => model.select(-1)} />
          )
        }
      />
    </div>
  );
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
