// What a panel can be told because of its kind.
import type { ReactNode } from 'react';
import { calcTitle } from '../../../../contract/dashboards/format/reduce-names.ts';
import type { LegendOptions, Orientation, Panel, ReduceOptions } from '../../../../contract/dashboards/panels.ts';
import { Select } from '../../../ui/select.tsx';
import { TextArea } from '../../../ui/text-area.tsx';
import { TextField } from '../../../ui/text-field.tsx';
import { Checkbox } from '../../../ui/toggle.tsx';
import { calcs, CalcsField } from './calcs-field.tsx';
import { unitChoices } from './model/unit-names.ts';
import { Combobox } from '../../../ui/combobox.tsx';
import { NumberField } from './number-field.tsx';
import styles from './edit.module.css';

interface KindOptionsProps<P extends Panel = Panel> {
  readonly panel: P;
  readonly onChange: (panel: Panel) => void;
}

export function KindOptions({ panel, onChange }: KindOptionsProps): ReactNode {
  return (
    <div className={styles['fields']}>
      <Own panel={panel} onChange={onChange} />
      {'reduce' in panel ? (
        <Reduce value={panel.reduce} onChange={(reduce) => onChange({ ...panel, reduce })} />
      ) : undefined}
      {'orientation' in panel ? (
        <Choose<Orientation>
          label="Orientation"
          value={panel.orientation}
          options={{ auto: 'Auto', horizontal: 'Horizontal', vertical: 'Vertical' }}
          onChange={(orientation) => onChange({ ...panel, orientation })}
        />
      ) : undefined}
      {'legend' in panel ? (
        <Legend value={panel.legend} onChange={(legend) => onChange({ ...panel, legend })} />
      ) : undefined}
    </div>
  );
}

function Own({ panel, onChange }: KindOptionsProps): ReactNode {
  switch (panel.kind) {
    case 'timeseries':
      return (
        <>
          <Choose
            label="Tooltip"
            value={panel.tooltip}
            options={{ multi: 'All series', single: 'One series', none: 'None' }}
            onChange={(tooltip) => onChange({ ...panel, tooltip })}
          />
          <Choose
            label="Order in the tooltip"
            value={panel.tooltipSort ?? 'desc'}
            options={{ none: 'As they come', asc: 'Smallest first', desc: 'Largest first' }}
            onChange={(tooltipSort) => onChange({ ...panel, tooltipSort })}
          />
        </>
      );
    case 'stat':
      return (
        <>
          <Choose
            label="Coloured"
            value={panel.colour}
            options={{ none: 'Nothing', value: 'The value', background: 'The background' }}
            onChange={(colour) => onChange({ ...panel, colour })}
          />
          <Choose
            label="Course"
            value={panel.graph}
            options={{ none: 'Not shown', area: 'Area below' }}
            onChange={(graph) => onChange({ ...panel, graph })}
          />
          <Choose
            label="Text"
            value={panel.text}
            options={{ auto: 'Auto', value: 'Value', value_and_name: 'Value and name', name: 'Name', none: 'None' }}
            onChange={(text) => onChange({ ...panel, text })}
          />
        </>
      );
    case 'gauge':
      return (
        <>
          <Checkbox
            label="Marks of thresholds"
            checked={panel.thresholdMarkers}
            onChange={(thresholdMarkers) => onChange({ ...panel, thresholdMarkers })}
          />
          <Checkbox
            label="Values of thresholds"
            checked={panel.thresholdLabels}
            onChange={(thresholdLabels) => onChange({ ...panel, thresholdLabels })}
          />
        </>
      );
    case 'bargauge':
      return (
        <Choose
          label="Bars"
          value={panel.display}
          options={{ gradient: 'Gradient', basic: 'Plain', lcd: 'Cells' }}
          onChange={(display) => onChange({ ...panel, display })}
        />
      );
    case 'table':
      return (
        <>
          <TextField
            label="Sorted by"
            placeholder="name of a column"
            value={panel.sortBy[0]?.field ?? ''}
            onChange={(event) => {
              const field = event.currentTarget.value;
              const descending = panel.sortBy[0]?.descending ?? false;
              onChange({ ...panel, sortBy: field === '' ? [] : [{ field, descending }] });
            }}
          />
          <Checkbox
            label="Largest first"
            checked={panel.sortBy[0]?.descending ?? false}
            disabled={panel.sortBy.length === 0}
            onChange={(descending) =>
              onChange({ ...panel, sortBy: panel.sortBy.map(({ field }) => ({ field, descending })) })
            }
          />
          <Checkbox label="Header" checked={panel.header} onChange={(header) => onChange({ ...panel, header })} />
        </>
      );
    case 'heatmap':
      return (
        <>
          <Combobox
            label="Unit of the axis"
            value={panel.yUnit}
            suggestions={unitChoices}
            searchDetails
            onText={(yUnit) => onChange({ ...panel, yUnit })}
          />
          <Checkbox
            label="Work buckets out of the values"
            checked={panel.calculate}
            onChange={(calculate) => onChange({ ...panel, calculate })}
          />
        </>
      );
    case 'piechart':
      return (
        <>
          <Checkbox label="Ring" checked={panel.donut} onChange={(donut) => onChange({ ...panel, donut })} />
          {(['name', 'value', 'percent'] as const).map((label) => (
            <Checkbox
              key={label}
              label={`Label: ${label}`}
              checked={panel.labels.includes(label)}
              onChange={(wanted) =>
                onChange({
                  ...panel,
                  labels: wanted ? [...panel.labels, label] : panel.labels.filter((one) => one !== label),
                })
              }
            />
          ))}
        </>
      );
    case 'barchart':
      return (
        <>
          <TextField
            label="Field along the axis"
            placeholder="first text"
            value={panel.xField}
            onChange={(event) => onChange({ ...panel, xField: event.currentTarget.value })}
          />
          <Choose
            label="Stacking"
            value={panel.stacking}
            options={{ none: 'None', normal: 'Normal', percent: '100 %' }}
            onChange={(stacking) => onChange({ ...panel, stacking })}
          />
        </>
      );
    case 'state-timeline':
      return (
        <>
          <Checkbox
            label="Join equal values"
            checked={panel.mergeValues}
            onChange={(mergeValues) => onChange({ ...panel, mergeValues })}
          />
          <Checkbox
            label="A square for each sample"
            checked={panel.history}
            onChange={(history) => onChange({ ...panel, history })}
          />
        </>
      );
    case 'logs':
      return (
        <Checkbox
          label="Newest first"
          checked={panel.newestFirst}
          onChange={(newestFirst) => onChange({ ...panel, newestFirst })}
        />
      );
    case 'text':
      return (
        <>
          <Choose
            label="Format"
            value={panel.mode}
            options={{ markdown: 'Markdown', html: 'HTML, its text only', code: 'Code' }}
            onChange={(mode) => onChange({ ...panel, mode })}
          />
          <TextArea
            label="Text"
            rows={10}
            value={panel.content}
            onChange={(event) => onChange({ ...panel, content: event.currentTarget.value })}
          />
        </>
      );
    case 'row':
    case 'unknown':
      return undefined;
  }
}

interface ChooseProps<T extends string> {
  readonly label: string;
  readonly value: T;
  readonly options: Readonly<Record<T, string>>;
  readonly onChange: (value: T) => void;
}

function Choose<T extends string>({ label, value, options, onChange }: ChooseProps<T>): ReactNode {
  const listed = Object.entries<string>(options).map(([id, title]) => ({ value: id as T, label: title }));
  return <Select label={label} value={value} options={listed} onChange={onChange} />;
}

interface ReduceProps {
  readonly value: ReduceOptions;
  readonly onChange: (value: ReduceOptions) => void;
}

function Reduce({ value, onChange }: ReduceProps): ReactNode {
  const [calc = 'lastNotNull'] = value.calcs;
  const listed = calcs.includes(calc) ? calcs : [calc, ...calcs];
  return (
    <>
      <Select
        label="Value"
        value={calc}
        options={listed.map((one) => ({ value: one, label: calcTitle(one) }))}
        onChange={(next) => onChange({ ...value, calcs: [next] })}
      />
      <TextField
        label="Fields"
        placeholder="numbers; a name or /expression/"
        value={value.fields}
        onChange={(event) => onChange({ ...value, fields: event.currentTarget.value })}
      />
      <NumberField label="Most values" value={value.limit} onChange={(limit) => onChange({ ...value, limit })} />
      <Checkbox label="One for each row" checked={value.values} onChange={(values) => onChange({ ...value, values })} />
    </>
  );
}

interface LegendProps {
  readonly value: LegendOptions;
  readonly onChange: (value: LegendOptions) => void;
}

function Legend({ value, onChange }: LegendProps): ReactNode {
  return (
    <>
      <Choose
        label="Legend"
        value={value.shown ? value.mode : 'hidden'}
        options={{ list: 'List', table: 'Table', hidden: 'Hidden' }}
        onChange={(mode) =>
          onChange({ ...value, shown: mode !== 'hidden', mode: mode === 'hidden' ? value.mode : mode })
        }
      />
      <Choose
        label="Place of the legend"
        value={value.placement}
        options={{ bottom: 'Below', right: 'Beside' }}
        onChange={(placement) => onChange({ ...value, placement })}
      />
      <CalcsField
        label="Values in the legend"
        value={value.calcs}
        onChange={(next) => onChange({ ...value, calcs: next })}
      />
    </>
  );
}
