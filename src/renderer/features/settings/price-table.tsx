// Prices of language models, one line each.
import { Plus, Trash2 } from 'lucide-react';
import type { KeyboardEvent, ReactNode } from 'react';
import type { ModelPrice } from '../../../contract/prices.ts';
import { Button } from '../../ui/button.tsx';
import { IconButton } from '../../ui/icon-button.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { useDrafts } from './use-drafts.ts';
import styles from './settings-page.module.css';

interface PriceTableProps {
  readonly prices: readonly ModelPrice[];
  readonly onChange: (prices: readonly ModelPrice[]) => void;
}

interface Draft {
  readonly model: string;
  readonly input: string;
  readonly output: string;
  readonly cachedInput: string;
  readonly currency: string;
}

const columns: readonly { readonly name: keyof Draft; readonly label: string }[] = [
  { name: 'model', label: 'Model' },
  { name: 'input', label: 'Input' },
  { name: 'cachedInput', label: 'Cached input' },
  { name: 'output', label: 'Output' },
  { name: 'currency', label: 'Currency' },
];

const form = {
  draftOf: ({ model, input, output, cachedInput, currency }: ModelPrice): Draft => ({
    model,
    input: String(input),
    output: String(output),
    cachedInput: cachedInput === undefined ? '' : String(cachedInput),
    currency,
  }),
  valueOf: ({ model, input, output, cachedInput, currency }: Draft): ModelPrice | string => {
    if (model.trim() === '') return 'A model is missing, e.g. gpt-*';
    const amounts = [input, output, cachedInput === '' ? '0' : cachedInput].map(amountOf);
    const [ofInput, ofOutput, ofCached] = amounts;
    if (ofInput === undefined || ofOutput === undefined || ofCached === undefined)
      return 'Prices are numbers, e.g. 2.50 for a million tokens';
    const price = { model: model.trim(), input: ofInput, output: ofOutput, currency: currency.trim() };
    return cachedInput === '' ? price : { ...price, cachedInput: ofCached };
  },
};

export function PriceTable({ prices, onChange }: PriceTableProps): ReactNode {
  const drafts = useDrafts(prices, form, onChange);
  const commitOnEnter = (event: KeyboardEvent): void => {
    if (event.key === 'Enter') drafts.commit();
  };
  return (
    <div className={styles['list']}>
      {drafts.lines.map((line, i) => (
        <div key={i} className={styles['listLine']} role="group" aria-label={`Price ${i + 1}`}>
          {columns.map(({ name, label }) => (
            <TextField
              key={name}
              label={label}
              labelHidden={i > 0}
              className={name === 'model' ? styles['wide'] : styles['narrow']}
              value={line[name]}
              trouble={name === 'model' ? drafts.troubles[i] : undefined}
              onChange={(event) => drafts.change(i, { [name]: event.currentTarget.value })}
              onBlur={() => drafts.commit()}
              onKeyDown={commitOnEnter}
            />
          ))}
          <IconButton label="Remove this price" onClick={() => drafts.remove(i)}>
            <Trash2 size={14} />
          </IconButton>
        </div>
      ))}
      <Button onClick={() => drafts.add({ model: '', input: '', output: '', cachedInput: '', currency: '$' })}>
        <Plus size={13} aria-hidden="true" /> Add a price
      </Button>
    </div>
  );
}

function amountOf(text: string): number | undefined {
  const amount = Number(text.trim().replace(',', '.'));
  return text.trim() === '' || !Number.isFinite(amount) || amount < 0 || amount > 1e9 ? undefined : amount;
}
