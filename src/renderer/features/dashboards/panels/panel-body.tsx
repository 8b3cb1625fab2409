// The picture of a panel by its kind.
import type { ReactNode } from 'react';
import type { PanelWithData } from '../../../../contract/dashboards/panels.ts';
import type { PanelResult } from '../model/ask-panel.ts';
import { BarChart } from './bar-chart.tsx';
import { BarGauge } from './bar-gauge.tsx';
import { Gauge } from './gauge.tsx';
import { Heatmap } from './heatmap.tsx';
import { PieChart } from './pie-chart.tsx';
import { Stat } from './stat.tsx';
import { StateTimeline } from './state-timeline.tsx';
import { Table } from './table.tsx';
import { TimeSeries } from './time-series.tsx';

interface PanelBodyProps {
  readonly panel: PanelWithData;
  readonly result: PanelResult;
  readonly onZoom: (from: number, to: number) => void;
  readonly onReset: () => void;
}

export function PanelBody({ panel, ...rest }: PanelBodyProps): ReactNode {
  switch (panel.kind) {
    case 'timeseries':
      return <TimeSeries panel={panel} {...rest} />;
    case 'stat':
      return <Stat panel={panel} {...rest} />;
    case 'gauge':
      return <Gauge panel={panel} {...rest} />;
    case 'bargauge':
      return <BarGauge panel={panel} {...rest} />;
    case 'heatmap':
      return <Heatmap panel={panel} {...rest} />;
    case 'piechart':
      return <PieChart panel={panel} {...rest} />;
    case 'barchart':
      return <BarChart panel={panel} {...rest} />;
    case 'state-timeline':
      return <StateTimeline panel={panel} {...rest} />;
    case 'table':
    case 'logs':
    case 'unknown':
      return <Table panel={panel} {...rest} />;
  }
}
