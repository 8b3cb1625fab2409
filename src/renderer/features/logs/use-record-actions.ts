// The things that the details of a record can ask for: conditions, columns, its neighbours.
import { useMemo } from 'react';
import type { RecordActions } from './details/record-actions.ts';
import { useLogsStore } from './logs-store.ts';
import type { Conditions } from './use-conditions.ts';
import type { LogsAddress } from './use-logs-address.ts';

export function useRecordActions({ change }: LogsAddress, conditions: Conditions): RecordActions {
  return useMemo(
    () => ({
      filter: conditions.toggle,
      addColumn(field) {
        const { taste, change: changeTaste } = useLogsStore.getState();
        if (!taste.columns.includes(field)) changeTaste({ columns: [...taste.columns, field] });
      },
      showContext({ sequence }) {
        // Back comes to the list with the record selected.
        change({ record: sequence }, true);
        change({ around: sequence, record: sequence });
      },
    }),
    [change, conditions],
  );
}
