// Which time the map is about: the whole run, its last minutes, or from one moment to another.
import { useState, type ReactNode } from 'react';
import { durationParam, parseDuration } from '../../../contract/duration-text.ts';
import { isoOfUnixNanos, unixNanosOfIso } from '../../../contract/iso-time.ts';
import type { MapView } from '../../routes/map-route.ts';
import { Select } from '../../ui/select.tsx';
import { TextField } from '../../ui/text-field.tsx';
import styles from './map.module.css';

interface MapTimeProps {
  readonly view: MapView;
  readonly onChange: (patch: Pick<MapView, 'last' | 'from' | 'to'>) => void;
}

const presets = ['whole', '1m', '5m', '15m', '1h', '6h', '1d', 'range'] as const;
type Preset = (typeof presets)[number];

const words: Readonly<Record<Preset, string>> = {
  whole: 'Whole run',
  '1m': 'Last minute',
  '5m': 'Last 5 minutes',
  '15m': 'Last 15 minutes',
  '1h': 'Last hour',
  '6h': 'Last 6 hours',
  '1d': 'Last day',
  range: 'From … to …',
};

export function MapTime({ view, onChange }: MapTimeProps): ReactNode {
  const ranged = view.from !== undefined || view.to !== undefined;
  const [open, setOpen] = useState(ranged);
  const nothing = { last: undefined, from: undefined, to: undefined };
  const named = view.last === undefined ? 'whole' : durationParam(view.last);
  const value: Preset = open ? 'range' : (presets.find((preset) => sameLength(preset, named)) ?? 'range');
  return (
    <div className={styles['time']}>
      <Select
        label="Time"
        labelHidden
        value={value}
        options={presets.map((preset) => ({ value: preset, label: words[preset] }))}
        onChange={(preset) => {
          setOpen(preset === 'range');
          if (preset !== 'range')
            onChange({ ...nothing, last: preset === 'whole' ? undefined : parseDuration(preset) });
        }}
      />
      {open ? (
        <>
          <Moment
            label="From"
            value={view.from}
            onChange={(from) => onChange({ last: undefined, from, to: view.to })}
          />
          <Moment label="To" value={view.to} onChange={(to) => onChange({ last: undefined, from: view.from, to })} />
        </>
      ) : undefined}
    </div>
  );
}

function sameLength(preset: Preset, param: string): boolean {
  return preset === param || (param !== 'whole' && parseDuration(preset) === parseDuration(param));
}

interface MomentProps {
  readonly label: string;
  readonly value: MapView['from'];
  readonly onChange: (value: MapView['from']) => void;
}

function Moment({ label, value, onChange }: MomentProps): ReactNode {
  const [text, setText] = useState(value === undefined ? '' : isoOfUnixNanos(value));
  const [trouble, setTrouble] = useState<string>();
  const commit = (): void => {
    const next = unixNanosOfIso(text.trim());
    if (text.trim() !== '' && next === undefined) return setTrouble('Such as 2026-01-15T09:30:00Z');
    setTrouble(undefined);
    if (next !== value) onChange(next);
  };
  return (
    <TextField
      label={label}
      labelHidden
      mono
      className={styles['moment']}
      placeholder={label === 'From' ? 'from the beginning' : 'to the end'}
      value={text}
      trouble={trouble}
      onChange={(event) => setText(event.currentTarget.value)}
      onBlur={commit}
      onKeyDown={(event) => {
        if (event.key === 'Enter') commit();
      }}
    />
  );
}
