// Noise rules, one line each: a search, what to do with what it finds, and whether it is in force.
import { ChevronDown, Trash2 } from 'lucide-react';
import type { ReactNode } from 'react';
import { noiseTrouble, type NoiseRule } from '../../../contract/noise.ts';
import { Button } from '../../ui/button.tsx';
import { IconButton } from '../../ui/icon-button.tsx';
import { Menu, type MenuEntry } from '../../ui/menu.tsx';
import { Select } from '../../ui/select.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { Switch } from '../../ui/toggle.tsx';
import { useDrafts } from './use-drafts.ts';
import styles from './settings-page.module.css';

interface NoiseRulesProps {
  readonly rules: readonly NoiseRule[];
  readonly onChange: (rules: readonly NoiseRule[]) => void;
}

const actions: readonly { readonly value: NoiseRule['action']; readonly label: string }[] = [
  { value: 'hide', label: 'Hide in the list' },
  { value: 'ignore', label: 'Do not store' },
];

const healthPaths = String.raw`(?i)\b(health(z|check)?|livez?|readyz?|ping)\b`;
const fileNames = String.raw`(?i)\.(css|js|map|png|jpe?g|gif|svg|ico|woff2?)$`;
const search = (field: string, pattern: string): string => `${field} =~ "${pattern.replaceAll('\\', '\\\\')}"`;

const templates: readonly { readonly title: string; readonly rule: Omit<NoiseRule, 'enabled'> }[] = [
  { title: 'Hide health checks', rule: { action: 'hide', where: search('root.name', healthPaths) } },
  { title: 'Hide static files', rule: { action: 'hide', where: search('root.name', fileNames) } },
  { title: 'Do not store health checks', rule: { action: 'ignore', where: `root and ${search('name', healthPaths)}` } },
  { title: 'Do not store a library’s spans', rule: { action: 'ignore', where: 'scope = name-of-the-library' } },
  { title: 'Empty rule', rule: { action: 'hide', where: '' } },
];

const form = {
  draftOf: (rule: NoiseRule): NoiseRule => rule,
  valueOf: (rule: NoiseRule): NoiseRule | string => noiseTrouble(rule) ?? rule,
};

export function NoiseRules({ rules, onChange }: NoiseRulesProps): ReactNode {
  const drafts = useDrafts(rules, form, onChange);
  const entries = templates.map(({ title, rule }): MenuEntry => ({
    kind: 'item',
    label: title,
    onSelect: () => drafts.add({ ...rule, enabled: true }),
  }));
  return (
    <div className={styles['list']}>
      {drafts.lines.map((rule, i) => (
        <div key={i} className={styles['listLine']} role="group" aria-label={`Noise rule ${i + 1}`}>
          <Switch
            label={<span className="visually-hidden">In force</span>}
            checked={rule.enabled}
            onChange={(enabled) => drafts.commit(i, { enabled })}
          />
          <Select
            label="What to do"
            labelHidden
            value={rule.action}
            options={actions}
            onChange={(action) => drafts.commit(i, { action })}
            className={styles['action']}
          />
          <TextField
            label="Search"
            labelHidden
            mono
            className={styles['wide']}
            value={rule.where}
            trouble={drafts.troubles[i]}
            onChange={(event) => drafts.change(i, { where: event.currentTarget.value })}
            onBlur={() => drafts.commit()}
            onKeyDown={(event) => {
              if (event.key === 'Enter') drafts.commit();
            }}
          />
          <IconButton label="Remove this rule" onClick={() => drafts.remove(i)}>
            <Trash2 size={14} />
          </IconButton>
        </div>
      ))}
      <Menu
        trigger={
          <Button>
            Add a rule <ChevronDown size={13} aria-hidden="true" />
          </Button>
        }
        entries={entries}
      />
    </div>
  );
}
