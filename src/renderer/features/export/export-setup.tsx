// What to export and how: format, content, compression, redaction.
import { useMemo, useState, type ReactNode } from 'react';
import type { CsvTable, ExportOrder, ExportSignal } from '../../../contract/exports.ts';
import { parseRedaction } from '../../../contract/redaction.ts';
import type { ExportSubject } from '../../data/export-subject.ts';
import { useAnswer } from '../../data/use-answer.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { plural } from '../../ui/number-text.ts';
import { RadioList } from '../../ui/radio-list.tsx';
import { Select } from '../../ui/select.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { Checkbox } from '../../ui/toggle.tsx';
import { firstChoice, formatsFor, orderOf, signalsOf, withFormat, type ExportChoice } from './export-choice.ts';
import styles from './export-dialog.module.css';
import { RedactionSection } from './redaction-section.tsx';
import { useEstimate } from './use-estimate.ts';

interface ExportSetupProps {
  readonly subject: ExportSubject;
  readonly onClose: () => void;
  readonly onExport: (order: ExportOrder) => void;
}

const signalNames: Readonly<Record<ExportSignal, string>> = {
  all: 'Everything',
  traces: 'Traces',
  logs: 'Logs',
  metrics: 'Metrics',
};
const tableNames: Readonly<Record<CsvTable, string>> = {
  traces: 'One row per trace',
  spans: 'One row per span',
  logs: 'One row per log record',
  samples: 'One row per sample',
  long: 'One row per value',
  wide: 'One row per time, a column per series',
};

export function ExportSetup({ subject, onClose, onExport }: ExportSetupProps): ReactNode {
  const [choice, setChoice] = useState(() => firstChoice(subject));
  const set = (change: Partial<ExportChoice>): void => setChoice((before) => ({ ...before, ...change }));
  const order = useMemo(() => orderOf(subject, choice), [subject, choice]);
  const wrong = parseRedaction(choice.redact).mistakes.length > 0;
  const signals = signalsOf(subject, choice.format);
  const estimate = useEstimate(order);
  const { data: runs } = useAnswer('runs.list', {});
  const profiles = runs?.find(({ id }) => id === subject.run)?.profiles ?? 0;
  const copied = choice.format === 'otter' && choice.signal === 'all' && choice.redact.trim() === '';
  const withoutProfiles = subject.what.kind === 'run' && profiles > 0 && !copied;
  return (
    <Dialog
      open
      onClose={onClose}
      title={`Export ${subject.title}`}
      actions={
        <>
          <span className={styles['estimate']} role="status">
            {estimate}
          </span>
          <Button onClick={onClose}>Cancel</Button>
          <Button look="primary" autoFocus disabled={wrong} onClick={() => onExport(order)}>
            Export
          </Button>
        </>
      }
    >
      <div className={styles['form']}>
        <RadioList
          label="Format"
          value={choice.format}
          options={formatsFor(subject).map(({ format, title, detail }) => ({ value: format, label: title, detail }))}
          onChange={(format) => setChoice((before) => withFormat(before, subject, format))}
        />
        <div className={styles['fields']}>
          {signals.length > 1 ? (
            <Select
              label="Content"
              value={choice.signal}
              options={signals.map((value) => ({ value, label: signalNames[value] }))}
              onChange={(signal) => set({ signal })}
            />
          ) : undefined}
          {choice.format === 'csv' ? (
            <>
              <Select
                label="Table"
                value={choice.table}
                options={subject.tables.map((value) => ({ value, label: tableNames[value] }))}
                onChange={(table) => set({ table })}
              />
              {choice.table !== 'spans' && choice.table !== 'logs' ? undefined : (
                <TextField
                  label="Attributes with a column of their own"
                  className={styles['wide']}
                  mono
                  value={choice.columns}
                  placeholder="all in one column; or http.route, resource.host.name"
                  onChange={(event) => set({ columns: event.currentTarget.value })}
                />
              )}
            </>
          ) : undefined}
          <div className={styles['check']}>
            <Checkbox label="Compress (.gz)" checked={choice.gzip} onChange={(gzip) => set({ gzip })} />
          </div>
        </div>
        {withoutProfiles ? (
          <p className={styles['note']} role="note">
            {plural(profiles, 'profile')} of the run will be missing: only a whole Otterscope run without rules takes
            them along.
          </p>
        ) : undefined}
        <RedactionSection order={order} rules={choice.redact} onChange={(redact) => set({ redact })} />
      </div>
    </Dialog>
  );
}
