// The field of PromQL: coloured, completed from what is stored, with the engine's remarks underlined. Enter or leaving the
// field applies, Shift+Enter begins a new line. A plain text area stands in until the editor's chunk is there.
import { useEffect, useImperativeHandle, useLayoutEffect, useRef, useState, type ReactNode, type Ref } from 'react';
import { cx } from '../cx.ts';
import type { PromqlEditor, PromqlRemark } from './promql-editor.ts';
import type { PromqlVocabulary } from './promql-vocabulary.ts';
import styles from './promql-field.module.css';

export interface PromqlFieldHandle {
  focus(): void;
}

interface PromqlFieldProps {
  readonly label: string;
  readonly placeholder: string;
  /** The query that is in force. */
  readonly value: string;
  readonly onApply: (text: string) => void;
  /** The text while it is typed, once the typing rests; undefined when it is the one in force again. */
  readonly onDraft?: ((text: string | undefined) => void) | undefined;
  readonly vocabulary: PromqlVocabulary;
  /** Of the text `about`; shown while that is what stands in the field. */
  readonly remarks: readonly PromqlRemark[];
  readonly about: string;
  /** Inside the field, before and after the text. */
  readonly before?: ReactNode;
  readonly after?: ReactNode;
  readonly className?: string | undefined;
  readonly handle?: Ref<PromqlFieldHandle> | undefined;
}

const pause = 350;
const none: readonly PromqlRemark[] = [];

export function PromqlField(props: PromqlFieldProps): ReactNode {
  const { label, value, remarks, about } = props;
  const host = useRef<HTMLDivElement>(null);
  const area = useRef<HTMLTextAreaElement>(null);
  const editor = useRef<PromqlEditor>(undefined);
  const focused = useRef(false);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const [text, setText] = useState(value);
  const [ready, setReady] = useState(false);
  const shown = about === text ? remarks : none;
  const wrong = shown.find(({ severity }) => severity === 'error');

  const actions = {
    type(next: string) {
      setText(next);
      clearTimeout(timer.current);
      timer.current = setTimeout(() => props.onDraft?.(next === value ? undefined : next), pause);
    },
    apply() {
      clearTimeout(timer.current);
      const now = editor.current?.text ?? area.current?.value ?? text;
      props.onDraft?.(undefined);
      if (now !== value) props.onApply(now);
    },
    escape() {
      setText(value);
      editor.current?.setText(value);
      props.onDraft?.(undefined);
      document.querySelector<HTMLElement>('main [role="grid"]')?.focus();
    },
  };
  const newest = useRef({ ...props, actions, wrong });
  newest.current = { ...props, actions, wrong };

  useEffect(() => {
    setText(value);
    editor.current?.setText(value);
  }, [value]);
  useEffect(() => {
    let gone = false;
    void import('./promql-editor.ts').then(({ createPromqlEditor }) => {
      if (gone || host.current === null) return;
      focused.current = document.activeElement === area.current;
      editor.current = createPromqlEditor(
        host.current,
        {
          label: newest.current.label,
          placeholder: newest.current.placeholder,
          vocabulary: () => newest.current.vocabulary,
          wrong: () => newest.current.wrong?.message,
          onText: (typed) => newest.current.actions.type(typed),
          onEnter: () => newest.current.actions.apply(),
          onEscape: () => newest.current.actions.escape(),
          onBlur: () => newest.current.actions.apply(),
        },
        area.current?.value ?? newest.current.value,
      );
      setReady(true);
    });
    return () => {
      gone = true;
      clearTimeout(timer.current);
      editor.current?.destroy();
      editor.current = undefined;
    };
  }, []);
  // It was hidden until now; without a gap in which a key would go elsewhere.
  useLayoutEffect(() => {
    if (ready && focused.current) editor.current?.focus();
  }, [ready]);
  useEffect(() => editor.current?.setRemarks(shown), [shown, ready]);
  useImperativeHandle(props.handle, () => ({
    focus: () => (editor.current === undefined ? area.current?.focus() : editor.current.focus()),
  }));

  return (
    <div className={cx(styles['field'], props.className)}>
      <div className={cx(styles['box'], wrong !== undefined && styles['wrong'])} data-ready={ready ? '' : undefined}>
        {props.before}
        <div ref={host} className={styles['editor']} hidden={!ready} />
        {ready ? undefined : (
          <textarea
            ref={area}
            rows={1}
            aria-label={label}
            aria-invalid={wrong !== undefined}
            className={styles['input']}
            placeholder={props.placeholder}
            value={text}
            spellCheck={false}
            autoComplete="off"
            onChange={(event) => actions.type(event.target.value)}
            onBlur={actions.apply}
            onKeyDown={(event) => {
              if (event.key === 'Enter' && !event.shiftKey) actions.apply();
              else if (event.key === 'Escape') actions.escape();
              else return;
              event.preventDefault();
              event.stopPropagation();
            }}
          />
        )}
        {props.after}
      </div>
      <div role="status" className={styles['notes']}>
        {shown.map((remark, index) => (
          <div key={index} className={styles[remark.severity]}>
            {remark.message}
          </div>
        ))}
      </div>
    </div>
  );
}
