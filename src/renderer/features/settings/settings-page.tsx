// Retention, durability, what happens at start; and the theme of this window.
import type { ReactNode } from 'react';
import { editorIds, editorNames, type EditorId } from '../../../contract/editors.ts';
import { defaultMaskedKeys } from '../../../contract/masked-keys.ts';
import { sessionKeys } from '../../../contract/session-keys.ts';
import type { RetentionPolicy, Settings } from '../../../contract/runs.ts';
import { useAnswer } from '../../data/use-answer.ts';
import { useCommand } from '../../data/use-command.ts';
import { useEditorChoice } from '../../ui/editor-choice.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { formatBytes } from '../../ui/number-text.ts';
import { PageHeader } from '../../ui/page-header.tsx';
import { Select } from '../../ui/select.tsx';
import { useThemeChoice, type ThemeChoice } from '../../ui/theme-choice.ts';
import { Switch } from '../../ui/toggle.tsx';
import { useZoneChoice } from '../../ui/zone-choice.ts';
import { KeyList } from './key-list.tsx';
import { LimitField } from './limit-field.tsx';
import { NoiseRules } from './noise-rules.tsx';
import { PriceTable } from './price-table.tsx';
import { SourceFolders } from './source-folders.tsx';
import { parseSize, sizeText } from './size-text.ts';
import styles from './settings-page.module.css';

const themes: readonly { readonly value: ThemeChoice; readonly label: string }[] = [
  { value: 'system', label: 'As the system' },
  { value: 'light', label: 'Light' },
  { value: 'dark', label: 'Dark' },
];

const zones = [
  { value: 'local', label: 'This machine’s zone' },
  { value: 'utc', label: 'UTC' },
] as const;

const editors: readonly { readonly value: EditorId | 'none'; readonly label: string }[] = [
  { value: 'none', label: 'Copy the path' },
  ...editorIds.map((value) => ({ value, label: editorNames[value] })),
];

const durabilities: readonly { readonly value: Settings['durability']; readonly label: string }[] = [
  { value: 'normal', label: 'Survives a crash' },
  { value: 'full', label: 'Survives a power cut' },
];

export function SettingsPage(): ReactNode {
  const { data: settings, error } = useAnswer('settings.get', {});
  const { data: info } = useAnswer('app.info', {});
  const save = useCommand('settings.change', ['settings.get']);
  const [theme, chooseTheme] = useThemeChoice();
  const [zone, chooseZone] = useZoneChoice();
  const [editor, chooseEditor] = useEditorChoice();
  if (error !== null) return <EmptyState title="The settings could not be read">{error.message}</EmptyState>;
  const limit = (retention: Partial<RetentionPolicy>): void => save.mutate({ retention });
  return (
    <>
      <PageHeader
        title="Settings"
        facts={
          save.error === null ? undefined : <span className={styles['trouble']}>Not saved: {save.error.message}</span>
        }
      />
      <div className={styles['page']}>
        <Section title="Keeping runs" text="The newest runs stay; the oldest go first. The live run is never deleted.">
          {settings === undefined ? undefined : (
            <>
              <Line title="Keep past runs for" text="Days. 0 keeps them for ever.">
                <LimitField
                  label="Days to keep past runs"
                  value={settings.retention.maxAgeDays}
                  text={String}
                  parse={parseDays}
                  onChange={(maxAgeDays) => limit({ maxAgeDays })}
                  unit="days"
                  example="A whole number of days"
                />
              </Line>
              <Line title="All runs together" text="When they take more, the oldest past runs are deleted.">
                <LimitField
                  label="Size of all runs together"
                  value={settings.retention.maxTotalBytes}
                  text={sizeText}
                  parse={parseSize}
                  onChange={(maxTotalBytes) => limit({ maxTotalBytes })}
                  example="A size, like 10 GiB"
                />
              </Line>
              <Line
                title="One live run"
                text="When it grows larger, its oldest data makes room, in small steps. Runs shows how much."
              >
                <LimitField
                  label="Size of one live run"
                  value={settings.retention.maxRunBytes}
                  text={sizeText}
                  parse={parseSize}
                  onChange={(maxRunBytes) => limit({ maxRunBytes })}
                  example="A size, like 4 GiB"
                />
              </Line>
              <Line title="At start" text="Otherwise each start begins a new run.">
                <Switch
                  label="Continue the newest run"
                  checked={settings.resumeLastRun}
                  onChange={(resumeLastRun) => save.mutate({ resumeLastRun })}
                />
              </Line>
              <Line
                title="Acknowledged data"
                text="Everything acknowledged survives a killed process either way. Surviving a power cut makes each commit wait for the disk."
              >
                <Select
                  label="Durability"
                  labelHidden
                  value={settings.durability}
                  options={durabilities}
                  onChange={(durability) => save.mutate({ durability })}
                  className={styles['control']}
                />
              </Line>
            </>
          )}
        </Section>
        {settings === undefined ? undefined : (
          <>
            <Section
              title="Noise"
              text="Health checks, static files, keep-alives. Nothing goes unseen: the list of traces says how many it hides, Sources how many spans were not stored."
            >
              <NoiseRules rules={settings.noise} onChange={(noise) => save.mutate({ noise })} />
            </Section>
            <Section
              title="Secrets"
              text="Values of these attributes are masked before they are stored, on spans, events, links, log records, metrics, resources and scopes, and inside nested values. A text of the same length takes their place: equal secrets stay equal, nothing leads back. What was stored before stays as it is."
            >
              <KeyList
                label="Masked attributes"
                keys={settings.maskedKeys}
                initial={defaultMaskedKeys}
                onChange={(maskedKeys) => save.mutate({ maskedKeys })}
              />
            </Section>
            <Section
              title="Sessions"
              text={`Attributes whose value names a session, beside those that are always looked at: ${sessionKeys.join(', ')}. A change holds for past runs too.`}
            >
              <KeyList
                label="Further attributes that name a session"
                keys={settings.sessionKeys}
                placeholder="app.conversation_id"
                onChange={(keys) => save.mutate({ sessionKeys: keys })}
              />
            </Section>
            <Section
              title="Source code"
              text="A profile shows the lines of files whose names are those of source code. Files in these folders are shown whatever they are called, and files of other machines are looked for in them by the ends of their paths."
            >
              <SourceFolders
                folders={settings.sourceFolders}
                info={info}
                onChange={(sourceFolders) => save.mutate({ sourceFolders })}
              />
            </Section>
            <Section
              title="Prices of language models"
              text="What a million tokens cost, for the Chat view of a trace. A * in the name stands for anything; the first line that fits a model holds."
            >
              <PriceTable prices={settings.prices} onChange={(prices) => save.mutate({ prices })} />
            </Section>
          </>
        )}
        <Section title="This window">
          <Line title="Theme">
            <Select
              label="Theme"
              labelHidden
              value={theme}
              options={themes}
              onChange={chooseTheme}
              className={styles['control']}
            />
          </Line>
          <Line title="Times of log records">
            <Select
              label="Times of log records"
              labelHidden
              value={zone}
              options={zones}
              onChange={chooseZone}
              className={styles['control']}
            />
          </Line>
          <Line
            title="Files of stack traces"
            text="Opened by a click, where the file is on this machine. Without an editor its path and line are copied."
          >
            <Select
              label="Editor for files of stack traces"
              labelHidden
              value={editor ?? 'none'}
              options={editors}
              onChange={(next) => chooseEditor(next === 'none' ? undefined : next)}
              className={styles['control']}
            />
          </Line>
        </Section>
        {info === undefined ? undefined : (
          <Section title="About">
            <dl className={styles['facts']}>
              <dt>Version</dt>
              <dd className="numeric">{info.version}</dd>
              <dt>Data folder</dt>
              <dd className="numeric">{info.dataFolder}</dd>
              <dt>Engine</dt>
              <dd className="numeric">
                {info.mode}, pid {info.pid}, {formatBytes(info.memoryBytes)} of memory
              </dd>
            </dl>
          </Section>
        )}
      </div>
    </>
  );
}

function Section({
  title,
  text,
  children,
}: {
  readonly title: string;
  readonly text?: string;
  readonly children: ReactNode;
}): ReactNode {
  return (
    <section className={styles['section']}>
      <h2 className={styles['heading']}>{title}</h2>
      {text === undefined ? undefined : <p className={styles['intro']}>{text}</p>}
      {children}
    </section>
  );
}

function Line({
  title,
  text,
  children,
}: {
  readonly title: string;
  readonly text?: string;
  readonly children: ReactNode;
}): ReactNode {
  return (
    <div className={styles['line']}>
      <div className={styles['words']}>
        <div>{title}</div>
        {text === undefined ? undefined : <div className={styles['note']}>{text}</div>}
      </div>
      <div className={styles['value']}>{children}</div>
    </div>
  );
}

function parseDays(text: string): number | undefined {
  const days = Number(text.trim());
  return text.trim() !== '' && Number.isInteger(days) && days >= 0 && days <= 36_500 ? days : undefined;
}
