// The field of the search language: what is typed is coloured, completed and checked, and applies while one types as soon
// as it is right. A plain input stands in until the editor's chunk is there; text, cursor and focus move over.
import { Search, X } from 'lucide-react';
import { useEffect, useImperativeHandle, useRef, useState, type ReactNode, type Ref } from 'react';
import type { At, SearchDomain } from '../../../contract/search/search.ts';
import { cx } from '../cx.ts';
import { KeyHint } from '../key-hint.tsx';
import { endsWithField } from './ends-with-field.ts';
import { readRecent, recentWalk, rememberSearch } from './recent-searches.ts';
import type { SearchEditor } from './search-editor.ts';
import { useSearchDraft } from './use-search-draft.ts';
import type { Vocabulary } from './vocabulary.ts';
import styles from './search-field.module.css';

export interface SearchFieldHandle {
  focus(): void;
  /** Goes to a part of the text. */
  select(at: At): void;
}

interface SearchFieldProps {
  readonly label: string;
  readonly placeholder: string;
  readonly domain: SearchDomain;
  /** The search that is in force. */
  readonly value: string;
  /** The text is right. `adjust`: more of what was begun in this visit of the field. */
  readonly onApply: (text: string, how: 'select' | 'adjust') => void;
  readonly vocabulary: Vocabulary;
  /** Recent searches are remembered under this name. */
  readonly recent: string;
  /** Enter with a right text, and Escape: the keys go elsewhere. */
  readonly onLeave: (how: 'enter' | 'escape', shift: boolean) => void;
  /** Said after a problem of what is typed: what is shown instead. */
  readonly keeps: string;
  /** The engine's complaint about the search in force. */
  readonly trouble?: string | undefined;
  /** Inside the field, after the text. */
  readonly after?: ReactNode;
  readonly className?: string | undefined;
  /** Milliseconds that the typing rests before right text applies, for searches that cost next to nothing. */
  readonly pause?: number;
  readonly handle: Ref<SearchFieldHandle>;
}

const usualPause = 250;
/** While the list of completions is open, one is probably still writing a condition. */
const listPause = 1000;

export function SearchField(props: SearchFieldProps): ReactNode {
  const { label, domain, value, onApply, recent, keeps, trouble, after, className } = props;
  const draft = useSearchDraft({
    value,
    domain,
    onApply,
    pauseOf: (text) => {
      if (endsWithField(text, domain, props.vocabulary.keys)) return undefined;
      return props.pause ?? (editor.current?.completing === true ? listPause : usualPause);
    },
  });
  const host = useRef<HTMLDivElement>(null);
  const input = useRef<HTMLInputElement>(null);
  const editor = useRef<SearchEditor>(undefined);
  const [ready, setReady] = useState(false);
  const [walk] = useState(() => recentWalk(() => readRecent(recent)));

  const show = (text: string, select?: At): void => {
    editor.current?.setText(text, select);
  };
  const actions = {
    type(text: string) {
      if (text === draft.text) return;
      walk.reset();
      draft.type(text);
    },
    enter(shift: boolean) {
      walk.reset();
      if (!draft.commit()) return;
      rememberSearch(recent, draft.text);
      draft.leave();
      props.onLeave('enter', shift);
    },
    escape() {
      draft.commit();
      props.onLeave('escape', false);
    },
    blur() {
      if (draft.commit()) rememberSearch(recent, draft.text);
      draft.leave();
    },
    recent(direction: 1 | -1): boolean {
      const text = walk.step(direction, draft.text);
      if (text === undefined) return false;
      draft.type(text);
      show(text);
      return true;
    },
    clear() {
      draft.commit('');
      show('');
      (editor.current ?? input.current)?.focus();
    },
  };
  const newest = useRef({ ...props, actions, draft });
  newest.current = { ...props, actions, draft };

  useEffect(() => {
    let gone = false;
    void import('./search-editor.ts').then(({ createSearchEditor }) => {
      if (gone || host.current === null) return;
      const { label: name, placeholder, domain: language, draft: now } = newest.current;
      const typed = input.current;
      const focused = typed !== null && document.activeElement === typed;
      // Seen at once, because what is hidden takes no focus; no keystroke may be lost in between.
      host.current.hidden = false;
      const at = { from: typed?.selectionStart ?? now.text.length, to: typed?.selectionEnd ?? now.text.length };
      editor.current = createSearchEditor(
        host.current,
        {
          label: name,
          placeholder,
          domain: language,
          vocabulary: () => newest.current.vocabulary,
          problem: () => newest.current.draft.problem,
          onText: (text) => newest.current.actions.type(text),
          onEnter: (shift) => newest.current.actions.enter(shift),
          onEscape: () => newest.current.actions.escape(),
          onBlur: () => newest.current.actions.blur(),
          onRecent: (direction) => newest.current.actions.recent(direction),
        },
        now.text,
        at,
      );
      editor.current.setProblem(now.problem);
      if (focused) editor.current.focus();
      setReady(true);
    });
    return () => {
      gone = true;
      editor.current?.destroy();
      editor.current = undefined;
    };
  }, []);
  useEffect(() => {
    // Not `draft.text`: keystrokes may be ahead of what is drawn, and must not be taken back.
    const text = draft.now();
    if (editor.current !== undefined && editor.current.text !== text) editor.current.setText(text);
  }, [draft, draft.text]);
  useEffect(() => editor.current?.setProblem(draft.problem), [draft.problem, ready]);
  useImperativeHandle(props.handle, () => ({
    focus() {
      const { current } = editor;
      if (current === undefined) return input.current?.select();
      current.focus();
      current.setText(current.text, { from: 0, to: current.text.length });
    },
    select(at) {
      editor.current?.focus();
      editor.current?.setText(editor.current.text, at);
    },
  }));

  const wrong = draft.problem !== undefined || trouble !== undefined;
  return (
    <div className={cx(styles['field'], className)}>
      <div className={cx(styles['box'], wrong && styles['wrong'])} data-ready={ready ? '' : undefined}>
        <Search size={13} aria-hidden="true" className={styles['icon']} />
        <div ref={host} className={styles['editor']} hidden={!ready} />
        {ready ? undefined : (
          <input
            ref={input}
            role="combobox"
            aria-label={label}
            aria-expanded="false"
            aria-invalid={wrong}
            className={styles['input']}
            placeholder={props.placeholder}
            value={draft.text}
            spellCheck={false}
            autoComplete="off"
            onChange={(event) => actions.type(event.target.value)}
            onKeyDown={(event) => {
              if (event.key === 'Enter') actions.enter(event.shiftKey);
              else if (event.key === 'Escape') actions.escape();
              else return;
              event.preventDefault();
              event.stopPropagation();
            }}
          />
        )}
        {after}
        {draft.text === '' ? (
          <KeyHint keys="/" />
        ) : (
          <button type="button" className={styles['clear']} aria-label={`Clear ${label}`} onClick={actions.clear}>
            <X size={12} aria-hidden="true" />
          </button>
        )}
      </div>
      <div role="status" className={styles['note']}>
        {draft.problem !== undefined ? (
          <>
            {draft.problem.message}{' '}
            {draft.text.trim() === value.trim() ? undefined : <span className={styles['keeps']}>{keeps}</span>}
          </>
        ) : (
          trouble
        )}
      </div>
    </div>
  );
}
