// Where a function spends, line by line, beside its source where that is a file of this machine.
import { useMemo, type ReactNode } from 'react';
import { useAnswer } from '../../../../data/use-answer.ts';
import cells from '../../../../ui/cell-text.module.css';
import { EmptyState } from '../../../../ui/empty-state.tsx';
import { FullColumn } from '../../../../ui/full-column.tsx';
import { plural } from '../../../../ui/number-text.ts';
import { BarText, ToolBar } from '../../../../ui/tool-bar.tsx';
import type { ProfileScreen } from '../profile-screen.ts';
import { tableShare, tableValue } from '../tables/table-values.ts';
import { WithFunctionList } from '../tables/with-function-list.tsx';
import { SourceFile } from './source-file.tsx';
import { Waiting } from '../waiting.tsx';

export function SourceView({ screen }: { readonly screen: ProfileScreen }): ReactNode {
  return (
    <WithFunctionList
      screen={screen}
      what="on which lines it spends its values"
      of={(name) => <Lines screen={screen} name={name} />}
    />
  );
}

function Lines({ screen, name }: { readonly screen: ProfileScreen; readonly name: string }): ReactNode {
  const { view } = screen;
  const request = useMemo(() => ({ view, frame: name }), [view, name]);
  const { data, error } = useAnswer('profiles.lines', request, { keepPrevious: true });
  if (data === undefined)
    return error === null ? (
      <Waiting what="Adding up lines" />
    ) : (
      <EmptyState title="The lines could not be worked out">{error.message}</EmptyState>
    );
  const { files, flat, cum } = data;
  if (files.length === 0)
    return (
      <EmptyState title="No lines of this function">
        <code>{name}</code> is no function of the profile in this view. Merge frames by function, or choose another one.
      </EmptyState>
    );
  return (
    <FullColumn>
      <ToolBar>
        <strong className={cells['clipped']} title={name}>
          {name}
        </strong>
        <BarText>
          {tableValue(flat, data)} flat ({tableShare(flat, data)}), {tableValue(cum, data)} cum ({tableShare(cum, data)}
          ){files.length > 1 ? `, in ${plural(files.length, 'file')}` : ''}
        </BarText>
      </ToolBar>
      {files.map((file, at) => (
        <SourceFile key={`${file.file} ${file.startLine}`} lines={file} request={request} file={at} values={data} />
      ))}
    </FullColumn>
  );
}
