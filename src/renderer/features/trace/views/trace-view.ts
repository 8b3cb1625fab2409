// What the trace page hands to a view, and what a view registers in trace-views.ts.
import type { ComponentType } from 'react';
import type { RunId } from '../../../../contract/ids.ts';
import type { TraceColumns } from '../../../../contract/traces.ts';
import type { WaterfallModel } from '../../../draw/waterfall/waterfall-model.ts';
import type { TraceView, TraceViewName } from '../../../routes/trace-route.ts';

export interface TraceViewProps {
  readonly run: RunId;
  /** Holds the columns as they are shown and everything the user set up; a view selects spans by `model.select(row)`. */
  readonly model: WaterfallModel;
  /** The columns as they were answered, with the times that were sent. */
  readonly columns: TraceColumns;
  /** The model's columns have the skew of clocks taken out; questions to the engine must say so too. */
  readonly corrected: boolean;
  /** What the address asks for. */
  readonly view: TraceView;
  /** Shows the details of the selected span. */
  readonly onOpen: () => void;
}

export interface TraceViewEntry {
  readonly name: TraceViewName;
  readonly title: string;
  /** Goes to the view. */
  readonly key: string;
  readonly stage: ComponentType<TraceViewProps>;
  /** Buttons at the right end of the tabs while the view is shown. */
  readonly tools?: ComponentType<TraceViewProps>;
}
