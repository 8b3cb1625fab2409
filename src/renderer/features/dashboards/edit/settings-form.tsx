// What belongs to the dashboard as a whole: title, description, tags, and the time and pace that it begins with.
import { useState, type ReactNode } from 'react';
import { parseStep, stepText } from '../../../../contract/dashboards/variables/step-text.ts';
import { resolveRange } from '../../../../contract/dashboards/variables/time-range.ts';
import { Combobox } from '../../../ui/combobox.tsx';
import { TextArea } from '../../../ui/text-area.tsx';
import { TextField } from '../../../ui/text-field.tsx';
import { rangeChoices } from '../range-choices.ts';
import type { Draft } from './use-draft.ts';
import styles from './edit.module.css';

const starts = rangeChoices.map(({ value, label }) => ({ value, detail: label }));
const paces = ['5s', '10s', '30s', '1m', '5m', '15m'].map((value) => ({ value }));

export function SettingsForm({ draft }: { readonly draft: Draft }): ReactNode {
  const { dashboard, change } = draft;
  const { title, description, tags, range, refreshMillis } = dashboard;
  const [words, setWords] = useState(tags.join(', '));
  const [pace, setPace] = useState(refreshMillis === undefined ? '' : stepText(refreshMillis));
  const [ends, setEnds] = useState<Readonly<Record<'from' | 'to', string>>>(range);
  const wrongRange = resolveRange(ends, 0) === undefined;
  const setEnd = (end: 'from' | 'to', text: string): void => {
    const next = { ...ends, [end]: text.trim() };
    setEnds(next);
    if (resolveRange(next, 0) !== undefined) change((now) => ({ ...now, range: next }), 'range');
  };
  const setRefresh = (text: string): void => {
    setPace(text);
    const millis = parseStep(text);
    if (text.trim() === '' || millis !== undefined) change((now) => ({ ...now, refreshMillis: millis }), 'refresh');
  };
  return (
    <form
      className={styles['form']}
      aria-label="Settings of the dashboard"
      onSubmit={(event) => event.preventDefault()}
    >
      <TextField
        label="Title"
        value={title}
        autoFocus
        trouble={title.trim() === '' ? 'A dashboard needs a title.' : undefined}
        onChange={(event) => {
          const next = event.currentTarget.value;
          change((now) => ({ ...now, title: next }), 'title');
        }}
      />
      <TextArea
        label="Description"
        value={description}
        onChange={(event) => {
          const next = event.currentTarget.value;
          change((now) => ({ ...now, description: next }), 'description');
        }}
      />
      <TextField
        label="Tags"
        hint="Words with commas between them"
        value={words}
        onChange={(event) => {
          const text = event.currentTarget.value;
          setWords(text);
          const next = text
            .split(',')
            .map((one) => one.trim())
            .filter((one) => one !== '');
          change((now) => ({ ...now, tags: next }), 'tags');
        }}
      />
      <Combobox label="Time from" value={ends.from} suggestions={starts} mono onText={(text) => setEnd('from', text)} />
      <Combobox
        label="Time to"
        value={ends.to}
        suggestions={[{ value: 'now', detail: 'Follow' }]}
        mono
        onText={(text) => setEnd('to', text)}
      />
      {wrongRange ? (
        <p role="alert">A time is written as now-15m, now/d, 2026-03-01 or Unix milliseconds.</p>
      ) : undefined}
      <Combobox
        label="Refresh every"
        placeholder="When something arrives"
        value={pace}
        suggestions={paces}
        mono
        onText={setRefresh}
      />
      {pace.trim() !== '' && parseStep(pace) === undefined ? (
        <p role="alert">A pace is written as 10s or 1m.</p>
      ) : undefined}
    </form>
  );
}
