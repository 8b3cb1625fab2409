// The views of the trace page in the order of their tabs.
import { ChatView } from '../chat/chat-view.tsx';
import { FlameView } from './flame-view.tsx';
import { GraphView } from './graph-view.tsx';
import { TableView } from './table-view.tsx';
import { LogsView } from '../logs/logs-view.tsx';
import type { TraceViewEntry } from './trace-view.ts';
import { WaterfallTools } from './waterfall-tools.tsx';
import { WaterfallView } from './waterfall-view.tsx';

export const firstView: TraceViewEntry = {
  name: 'waterfall',
  title: 'Waterfall',
  key: '1',
  stage: WaterfallView,
  tools: WaterfallTools,
};

export const traceViews: readonly TraceViewEntry[] = [
  firstView,
  { name: 'flame', title: 'Flame graph', key: '2', stage: FlameView },
  { name: 'table', title: 'Self time', key: '3', stage: TableView },
  { name: 'graph', title: 'Graph', key: '4', stage: GraphView },
  { name: 'logs', title: 'Logs', key: '5', stage: LogsView },
  { name: 'chat', title: 'Chat', key: '6', stage: ChatView },
];
