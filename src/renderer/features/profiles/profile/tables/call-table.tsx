// Callers, a function, callees: rows of pprof's tree and peek. Enter or a double click goes to a caller or callee.
import { useMemo, useState, type ReactNode } from 'react';
import type { ProfileTreeAnswer } from '../../../../../contract/profiles/tables.ts';
import { formatPercent } from '../../../../../contract/profiles/units.ts';
import cells from '../../../../ui/cell-text.module.css';
import { cx } from '../../../../ui/cx.ts';
import { numberColumn } from '../../../../ui/number-column.tsx';
import { VirtualTable, type Column } from '../../../../ui/virtual-table.tsx';
import type { ProfileScreen } from '../profile-screen.ts';
import { rowMenu } from '../row-menu.ts';
import { callRows, type CallRow } from './call-rows.ts';
import { NoFunction } from './no-function.tsx';
import { tableShare, tableValue } from './table-values.ts';
import styles from './call-table.module.css';

interface CallTableProps {
  readonly label: string;
  readonly screen: ProfileScreen;
  readonly answer: ProfileTreeAnswer;
  /** Go to a function of the table. */
  readonly onGo: (name: string) => void;
}

export function CallTable({ label, screen, answer, onGo }: CallTableProps): ReactNode {
  const [selected, setSelected] = useState<number>();
  const rows = useMemo(() => callRows(answer), [answer]);
  const columns = useMemo(() => columnsOf(answer), [answer]);
  return (
    <VirtualTable
      label={label}
      columns={columns}
      count={rows.length}
      rowAt={(index) => rows[index]}
      rowClass={({ kind, first }) => cx(kind === 'function' && styles['own'], first && styles['block'])}
      selected={selected}
      onSelect={setSelected}
      onOpen={(index) => {
        const row = rows[index];
        if (row !== undefined) onGo(row.name);
      }}
      onContextMenu={rowMenu(screen.frameMenu, (index) => rows[index], setSelected)}
      empty={<NoFunction text={screen.place.find} />}
    />
  );
}

function columnsOf(answer: ProfileTreeAnswer): readonly Column<CallRow>[] {
  return [
    numberColumn('flat', 'Flat', 84, ({ flat }) => (flat === undefined ? '' : tableValue(flat, answer))),
    numberColumn('flatShare', 'Flat %', 70, ({ flat }) => (flat === undefined ? '' : tableShare(flat, answer))),
    numberColumn('running', 'Sum %', 70, ({ running }) => (running === undefined ? '' : tableShare(running, answer))),
    numberColumn('cum', 'Cum', 84, ({ kind, cum }) => (kind === 'function' ? tableValue(cum, answer) : '')),
    numberColumn('cumShare', 'Cum %', 70, ({ kind, cum }) => (kind === 'function' ? tableShare(cum, answer) : '')),
    numberColumn('calls', 'Calls', 84, ({ kind, cum }) => (kind === 'function' ? '' : tableValue(cum, answer))),
    numberColumn('callsShare', 'Calls %', 74, ({ kind, cum, of }) =>
      kind === 'function' ? '' : formatPercent(cum, of).trim(),
    ),
    {
      id: 'name',
      title: 'Function',
      width: 260,
      grow: 1,
      cell: ({ kind, name, inlined }) => (
        <span className={cx(cells['clipped'], kind !== 'function' && styles['indented'])} title={name}>
          {kind === 'function' ? name : `${kind === 'caller' ? 'from ' : 'to '}${name}`}
          {inlined ? <span className={cells['faint']}> (inline)</span> : undefined}
        </span>
      ),
    },
  ];
}
