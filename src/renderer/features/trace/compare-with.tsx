// "Compare with…": picks what to lay beside the trace, from traces of the same operation in any run, or by its id.
import { GitCompareArrows } from 'lucide-react';
import { useState, type ReactNode } from 'react';
import { serviceLabel } from '../../../contract/service-label.ts';
import { formatDuration } from '../../../contract/duration-text.ts';
import { parseTraceId, type RunId, type TraceId } from '../../../contract/ids.ts';
import { condition } from '../../../contract/search/print.ts';
import { useAnswer } from '../../data/use-answer.ts';
import { compareTracesLink } from '../../routes/compare-route.ts';
import { Link, useNavigate } from '../../routes/use-place.tsx';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { IconButton } from '../../ui/icon-button.tsx';
import { plural } from '../../ui/number-text.ts';
import { Select } from '../../ui/select.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { formatClock, formatDay, formatDayTime } from '../../ui/time-text.ts';
import { useCommands } from '../../ui/use-commands.tsx';
import styles from './compare-with.module.css';

interface CompareWithProps {
  readonly run: RunId;
  readonly traceId: TraceId;
  /** Of the root: what other traces must have to be offered. */
  readonly service: string;
  readonly operation: string;
}

export function CompareWith(props: CompareWithProps): ReactNode {
  const [open, setOpen] = useState(false);
  useCommands([
    { id: 'trace.compare', title: 'Compare with another trace…', group: 'Trace', keys: 'v', run: () => setOpen(true) },
  ]);
  return (
    <>
      <IconButton label="Compare with another trace…" keys="v" onClick={() => setOpen(true)}>
        <GitCompareArrows size={15} />
      </IconButton>
      {open ? <CompareDialog {...props} onClose={() => setOpen(false)} /> : undefined}
    </>
  );
}

/** The newest ones that are offered. */
const offered = 50;

function CompareDialog({
  run,
  traceId,
  service,
  operation,
  onClose,
}: CompareWithProps & { readonly onClose: () => void }): ReactNode {
  const navigate = useNavigate();
  const [other, setOther] = useState(run);
  const [typed, setTyped] = useState('');
  const [trouble, setTrouble] = useState<string>();
  const { data: runs = [] } = useAnswer('runs.list', {});
  const { data, error } = useAnswer('traces.list', {
    run: other,
    filter: {
      where: `${condition('service', '=', service, true)} and ${condition('name', '=', operation, true)}`,
    },
    offset: 0,
    limit: offered + 1,
  });
  const rows = (data?.rows ?? []).filter((row) => other !== run || row.traceId !== traceId).slice(0, offered);
  const linkTo = (right: TraceId): string =>
    compareTracesLink({ left: { run, traceId }, right: { run: other, traceId: right } });
  const submit = (): void => {
    const id = parseTraceId(typed.trim());
    if (id === undefined) setTrouble('A trace id has 32 hexadecimal digits.');
    else navigate(linkTo(id));
  };
  return (
    <Dialog
      open
      onClose={onClose}
      title="Compare this trace with…"
      actions={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button look="primary" disabled={typed.trim() === ''} onClick={submit}>
            Compare
          </Button>
        </>
      }
    >
      <div className={styles['fields']}>
        <Select
          label="Run"
          value={other}
          options={runs
            .filter((one) => one.trouble === undefined)
            .map((one) => ({
              value: one.id,
              label: one.name === '' ? formatDayTime(one.startedAt) : one.name,
              detail: one.id === run ? 'this run' : plural(one.traces, 'trace'),
            }))}
          onChange={setOther}
        />
        <TextField
          label="Trace id"
          mono
          autoFocus
          value={typed}
          placeholder="paste one, or choose below"
          trouble={trouble}
          onChange={(event) => {
            setTyped(event.currentTarget.value);
            setTrouble(undefined);
          }}
          onKeyDown={(event) => {
            if (event.key === 'Enter') submit();
          }}
        />
      </div>
      <h3 className={styles['title']}>
        Newest traces with {serviceLabel(service)} {operation}
      </h3>
      {error === null ? undefined : <p className={styles['note']}>They could not be read: {error.message}</p>}
      {data !== undefined && rows.length === 0 ? (
        <p className={styles['note']}>There is no other one in this run. Choose another run, or paste an id.</p>
      ) : undefined}
      <ul className={styles['list']}>
        {rows.map((row) => (
          <li key={row.traceId}>
            <Link href={linkTo(row.traceId)} className={styles['row']}>
              <code>{row.traceId.slice(0, 8)}</code>
              <time>
                {formatDay(row.start)} {formatClock(row.start)}
              </time>
              <strong>{formatDuration(row.duration)}</strong>
              <span>{plural(row.spans, 'span')}</span>
              <span className={row.errors > 0 ? styles['failed'] : undefined}>{plural(row.errors, 'error')}</span>
            </Link>
          </li>
        ))}
      </ul>
    </Dialog>
  );
}
