// The lines of one function in its file: values, line numbers, and the text where the file can be read.
import { ExternalLink } from 'lucide-react';
import { useMemo, useState, type ReactNode } from 'react';
import type { FunctionLines, ProfileLinesRequest } from '../../../../../contract/profiles/tables.ts';
import { useAnswer } from '../../../../data/use-answer.ts';
import { Button } from '../../../../ui/button.tsx';
import cells from '../../../../ui/cell-text.module.css';
import { cx } from '../../../../ui/cx.ts';
import { useSourceFiles } from '../../../../ui/source-opener.tsx';
import { BarText, ToolBar } from '../../../../ui/tool-bar.tsx';
import { VirtualTable, type Column } from '../../../../ui/virtual-table.tsx';
import { tableShare, tableValue, type TableValues } from '../tables/table-values.ts';
import { sourceRows, type SourceRow } from './source-rows.ts';
import styles from './source-file.module.css';

interface SourceFileProps {
  readonly lines: FunctionLines;
  /** What its lines were asked for with, and its number in that answer. */
  readonly request: ProfileLinesRequest;
  readonly file: number;
  readonly values: TableValues;
}

export function SourceFile({ lines, request, file: number, values }: SourceFileProps): ReactNode {
  const { file, startLine } = lines;
  const asked = useMemo(() => (file === '' ? undefined : { ...request, file: number }), [request, number, file]);
  const { data, error } = useAnswer('source.read', asked, { live: false });
  const files = useSourceFiles();
  const [selected, setSelected] = useState<number>();
  const text = data?.kind === 'text' ? data.lines : undefined;
  const rows = useMemo(() => sourceRows(lines, text), [lines, text]);
  const columns = useMemo(() => columnsOf(values), [values]);
  const reason =
    file === ''
      ? 'The profile does not say in which file it is.'
      : data?.kind === 'none'
        ? `${file} is shown without its text: ${data.reason}. ${data.help}`
        : error?.message;
  const openAt = (line: number): void => {
    if (data?.kind === 'text') files.open({ path: data.path, line: Math.max(1, line), column: undefined });
  };
  return (
    <section className={styles['file']} aria-label={file === '' ? 'Unknown file' : file}>
      <ToolBar>
        <code className={cells['clipped']} title={file}>
          {file}
        </code>
        {data?.kind === 'text' && data.path !== file ? (
          <BarText title={data.path}>from {data.path}</BarText>
        ) : undefined}
        {text === undefined ? undefined : (
          <Button
            look="ghost"
            onClick={() => openAt(rows[selected ?? -1]?.line ?? startLine)}
            title="Open the selected line in the editor"
          >
            <ExternalLink size={13} aria-hidden="true" /> Open in the editor
          </Button>
        )}
      </ToolBar>
      {reason === undefined ? undefined : <p className={styles['reason']}>{reason}</p>}
      <VirtualTable
        label={`Lines of ${file}`}
        columns={columns}
        count={rows.length}
        rowAt={(index) => rows[index]}
        rowClass={({ cum }) => cx(cum !== 0 && styles['spends'])}
        selected={selected}
        onSelect={setSelected}
        onOpen={(index) => {
          const row = rows[index];
          if (row !== undefined) openAt(row.line);
        }}
      />
    </section>
  );
}

function columnsOf(values: TableValues): readonly Column<SourceRow>[] {
  const number = (id: 'flat' | 'cum', title: string): readonly Column<SourceRow>[] => [
    {
      id,
      title,
      width: 82,
      align: 'end',
      cell: (row) => <span className={cells['number']}>{row[id] === 0 ? '' : tableValue(row[id], values)}</span>,
    },
    {
      id: `${id}Share`,
      title: '%',
      width: 62,
      align: 'end',
      cell: (row) => <span className={cells['number']}>{row[id] === 0 ? '' : tableShare(row[id], values)}</span>,
    },
  ];
  return [
    ...number('flat', 'Flat'),
    ...number('cum', 'Cum'),
    {
      id: 'line',
      title: 'Line',
      width: 56,
      align: 'end',
      cell: ({ line }) => <span className={cx(cells['number'], cells['faint'])}>{line === 0 ? '?' : line}</span>,
    },
    {
      id: 'text',
      title: 'Source',
      width: 320,
      grow: 1,
      cell: ({ text }) => <code className={styles['text']}>{text}</code>,
    },
  ];
}
