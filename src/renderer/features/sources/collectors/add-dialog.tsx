// Adds what a service offers: choose what it is, name it, say where it is, see what was found, add.
import { useState, type ReactNode } from 'react';
import type { Endpoints } from '../../../../contract/ingest.ts';
import { Button } from '../../../ui/button.tsx';
import { Dialog } from '../../../ui/dialog.tsx';
import { RadioList } from '../../../ui/radio-list.tsx';
import { TextArea } from '../../../ui/text-area.tsx';
import { TextField } from '../../../ui/text-field.tsx';
import { Checkbox } from '../../../ui/toggle.tsx';
import { CodeBlock } from '../../../ui/code-block.tsx';
import styles from './collectors.module.css';
import { PartLine } from './part-line.tsx';
import {
  firstForm,
  partTrouble,
  type PlannedPart,
  type RecipeField,
  type RecipeForm,
  type RecipeId,
} from './recipe.ts';
import { recipeOf, recipes } from './recipes.ts';
import { useTrials } from './use-trials.ts';

interface AddDialogProps {
  readonly recipe: RecipeId;
  readonly endpoints: Endpoints;
  readonly onRecipe: (recipe: RecipeId) => void;
  readonly onClose: () => void;
  readonly onAdd: (parts: readonly PlannedPart[]) => void;
}

const options = recipes.map(({ id, title, about }) => ({ value: id, label: title, detail: about }));

export function AddDialog({ recipe: id, endpoints, onRecipe, onClose, onAdd }: AddDialogProps): ReactNode {
  const recipe = recipeOf(id);
  const [forms, setForms] = useState<Partial<Record<RecipeId, RecipeForm>>>({});
  /** Parts that are chosen otherwise than usual. */
  const [switched, setSwitched] = useState<ReadonlySet<string>>(new Set());
  const [asked, setAsked] = useState(false);
  const trials = useTrials();
  const form = forms[id] ?? firstForm(recipe);
  const parts = recipe.parts(form);
  const chosen = parts.filter(({ key, optional }) => optional === switched.has(`${id} ${key}`));
  const steps = recipe.steps(endpoints);
  const wrong = chosen.map(partTrouble).find((trouble) => trouble !== undefined);
  const trouble = asked ? (chosen.length === 0 ? 'Nothing is chosen.' : wrong) : undefined;

  function afresh(): void {
    setAsked(false);
    trials.reset();
  }

  function change(field: RecipeField['id'], text: string): void {
    setForms((before) => ({ ...before, [id]: { ...form, [field]: text } }));
    afresh();
  }

  function toggle(key: string): void {
    const next = new Set(switched);
    if (!next.delete(`${id} ${key}`)) next.add(`${id} ${key}`);
    setSwitched(next);
    setAsked(false);
  }

  function test(): void {
    setAsked(true);
    if (wrong === undefined) trials.run(chosen.map(({ key, thing }) => [key, thing]));
  }

  function add(): void {
    setAsked(true);
    if (wrong === undefined && chosen.length > 0) onAdd(chosen);
  }

  return (
    <Dialog
      open
      onClose={onClose}
      size="large"
      title="Add a source"
      actions={
        parts.length === 0 ? (
          <Button look="primary" onClick={onClose}>
            Done
          </Button>
        ) : (
          <>
            {trouble === undefined ? undefined : (
              <span className={styles['bad']} role="alert">
                {trouble}
              </span>
            )}
            <Button disabled={trials.busy} onClick={test}>
              {trials.busy ? 'Testing…' : 'Test now'}
            </Button>
            <Button look="primary" onClick={add}>
              Add
            </Button>
          </>
        )
      }
    >
      <div className={styles['split']}>
        <RadioList
          label="What is it?"
          value={id}
          options={options}
          onChange={(next) => {
            onRecipe(next);
            afresh();
          }}
        />
        <div className={styles['plan']}>
          {recipe.fields.length === 0 ? (
            <p className={styles['second']}>
              Nothing has to be fetched from {recipe.title}: once it is set up as below, it appears by itself.
            </p>
          ) : (
            <form
              key={id}
              className={styles['form']}
              onSubmit={(event) => {
                event.preventDefault();
                test();
              }}
            >
              {recipe.fields.map((field) => (
                <Field key={field.id} field={field} text={form[field.id]} onText={(text) => change(field.id, text)} />
              ))}
              {/* Enter in a field tests. */}
              <button type="submit" className="visually-hidden" tabIndex={-1} aria-hidden="true" />
            </form>
          )}
          {parts.length === 0 ? undefined : (
            <section aria-label="What is added">
              <h3 className={styles['head']}>What is added</h3>
              <ul className={styles['parts']}>
                {parts.map((part) => (
                  <PartLine
                    key={part.key}
                    part={part}
                    chosen={chosen.includes(part)}
                    trial={chosen.includes(part) ? trials.results.get(part.key) : undefined}
                    onToggle={() => toggle(part.key)}
                  />
                ))}
              </ul>
            </section>
          )}
          {steps.length === 0 ? undefined : (
            <section aria-label="To set in the service" className={styles['steps']}>
              <h3 className={styles['head']}>To set in the service</h3>
              {steps.map(({ title, text }) => (
                <CodeBlock key={title} title={title} text={text} />
              ))}
            </section>
          )}
        </div>
      </div>
    </Dialog>
  );
}

interface FieldProps {
  readonly field: RecipeField;
  readonly text: string;
  readonly onText: (text: string) => void;
}

function Field({ field: { look, label, placeholder, hint }, text, onText }: FieldProps): ReactNode {
  if (look === 'check')
    return (
      <div className={styles['check']}>
        <Checkbox label={label} checked={text === 'yes'} onChange={(checked) => onText(checked ? 'yes' : '')} />
      </div>
    );
  if (look === 'lines')
    return (
      <TextArea
        label={label}
        rows={2}
        className={styles['wide']}
        placeholder={placeholder}
        hint={hint}
        value={text}
        onChange={(event) => onText(event.currentTarget.value)}
      />
    );
  return (
    <TextField
      label={label}
      mono={look !== 'text'}
      type={look === 'secret' ? 'password' : 'text'}
      className={look === 'mono' ? styles['wide'] : styles['narrow']}
      placeholder={placeholder}
      hint={hint}
      value={text}
      onChange={(event) => onText(event.currentTarget.value)}
    />
  );
}
