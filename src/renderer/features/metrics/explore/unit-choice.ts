// Units that one may choose for the values of a chart, and the one in force.
import { valueUnit, type ValueUnit } from '../../../ui/value-unit.ts';
import type { Option } from '../../../ui/select.tsx';

export const unitOptions: readonly Option<string>[] = [
  { value: 'auto', label: 'Unit automatic' },
  { value: '1', label: 'Plain number' },
  { value: '1/s', label: 'Per second' },
  { value: 's', label: 'Seconds' },
  { value: 'ms', label: 'Milliseconds' },
  { value: 'By', label: 'Bytes' },
  { value: 'By/s', label: 'Bytes per second' },
  { value: 'ratio', label: 'Share of 1 as percent' },
  { value: '%', label: 'Percent' },
];

export function chosenUnit(chosen: string | undefined, otherwise: ValueUnit): ValueUnit {
  return chosen === undefined ? otherwise : valueUnit(chosen);
}

/** The unit by the ids that dashboards have from Grafana; '' for none. */
export function dashboardUnit({ base, factor, word, perSecond }: ValueUnit): string {
  switch (base) {
    case 'bytes':
      return factor !== 1 ? '' : perSecond ? 'binBps' : 'bytes';
    case 'bits':
      return perSecond ? 'bps' : 'bits';
    case 'seconds':
      return secondsIds[String(factor)] ?? '';
    case 'ratio':
      return factor === 1 ? 'percentunit' : 'percent';
    case 'number':
      return perSecond ? 'ops' : word === '' ? 'short' : word;
  }
}

const secondsIds: Readonly<Record<string, string>> = { 1: 's', 0.001: 'ms', 0.000001: 'µs', '1e-9': 'ns' };
