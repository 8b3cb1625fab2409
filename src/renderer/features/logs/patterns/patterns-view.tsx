// Message templates that records were made from. (Shown once the engine mines them.)
import type { ReactNode } from 'react';
import type { LogSelection } from '../../../../contract/logs.ts';
import type { ServiceColours } from '../../../draw/palette.ts';
import { EmptyState } from '../../../ui/empty-state.tsx';
import type { Zone } from '../../../ui/time-text.ts';
import type { LogsAddress } from '../use-logs-address.ts';

interface PatternsViewProps {
  readonly address: LogsAddress;
  readonly selection: LogSelection | undefined;
  readonly flowing: boolean;
  readonly colourOf: ServiceColours;
  readonly zone: Zone;
}

export function PatternsView(_: PatternsViewProps): ReactNode {
  return <EmptyState title="Patterns" />;
}
