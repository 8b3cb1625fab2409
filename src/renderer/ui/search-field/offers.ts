// What completion offers at a place of a search text: fields, operators that fit, stored values, joining words. Pure but
// for the vocabulary, which answers from the engine.
import { completionAt, type Completion } from '../../../contract/search/complete.ts';
import { fieldsOf, resolveField, type FieldInfo } from '../../../contract/search/fields.ts';
import { literalOfWord } from '../../../contract/search/literal.ts';
import { fieldText, valueText } from '../../../contract/search/print.ts';
import type { FieldName, SearchDomain } from '../../../contract/search/search.ts';
import { tokensOf } from '../../../contract/search/tokens.ts';
import type { StoredValue, Vocabulary } from './vocabulary.ts';

export interface Offer {
  readonly label: string;
  /** What is put in place of the typed part. */
  readonly insert: string;
  readonly kind: 'field' | 'attribute' | 'operator' | 'value' | 'word';
  /** One line that explains it. */
  readonly about?: string;
  /** Something else can be offered after it at once. */
  readonly continues: boolean;
}

export interface Offers {
  /** The range that a choice replaces. */
  readonly from: number;
  readonly to: number;
  /** What is typed of it. */
  readonly typed: string;
  readonly offers: readonly Offer[];
}

interface Question {
  readonly text: string;
  readonly cursor: number;
  readonly domain: SearchDomain;
  readonly vocabulary: Vocabulary;
  /** Asked for by key; then also what would only be in the way while typing. */
  readonly explicit: boolean;
  readonly signal: AbortSignal;
}

const most = 200;
const prefixes = ['resource.', 'span.', 'scope.', 'event.', 'link.', 'log.'];
const operatorsAbout: Readonly<Record<string, string>> = {
  '=': 'is',
  '!=': 'is another one',
  '<': 'is less than',
  '<=': 'is at most',
  '>': 'is greater than',
  '>=': 'is at least',
  contains: 'has the text in it, upper or lower case',
  in: 'is one of a list',
  '=~': 'matches a regular expression',
  exists: 'was sent',
  'not exists': 'was not sent',
  'not in': 'is another one than those of a list',
  'not contains': 'has not the text in it',
};
const textual = ['=', '!=', 'contains', 'not contains', '=~', 'in', 'not in', 'exists', 'not exists'];
const measured = ['>', '>=', '<', '<=', '=', '!='];
const named = ['=', '!=', 'in', 'not in'];

/** Only values of fields may have to be waited for. */
export function offersAt(question: Question): Offers | undefined | Promise<Offers | undefined> {
  const at = completionAt(question.text, question.cursor);
  const found = candidates(question, at);
  const finished = (all: readonly Offer[]): Offers | undefined => {
    const offers = matching(all, at.typed);
    return offers.length === 0 ? undefined : { from: at.from, to: at.to, typed: at.typed, offers };
  };
  return found instanceof Promise ? found.then(finished) : finished(found);
}

function candidates(
  question: Question,
  { expected, typed, from }: Completion,
): readonly Offer[] | Promise<readonly Offer[]> {
  const { domain, vocabulary, explicit } = question;
  switch (expected.kind) {
    case 'term':
      return question.text.trim() === '' && !explicit ? [] : terms(domain, vocabulary, typed);
    case 'operator':
      // After a word that is no known field it is more likely free text: nothing gets in the way.
      if (typed === '' && !explicit && !isKnown(expected.field, domain, vocabulary)) return [];
      return [...operatorsOf(expected.field, domain), ...(isKnown(expected.field, domain, vocabulary) ? [] : joiners)];
    case 'joiner':
      return typed === '' && !explicit ? [] : joiners;
    case 'value': {
      const before = tokensOf(question.text.slice(0, from)).at(-1);
      const open = expected.operator === 'in' && before?.kind === 'word' ? '(' : '';
      return valuesOf(question, expected.field, typed, open);
    }
  }
}

const joiners: readonly Offer[] = [
  { label: 'and', insert: 'and ', kind: 'word', about: 'both hold', continues: true },
  { label: 'or', insert: 'or ', kind: 'word', about: 'one of them holds', continues: true },
];

function terms(domain: SearchDomain, { keys }: Vocabulary, typed: string): readonly Offer[] {
  const prefix = prefixes.find((one) => typed.toLowerCase().startsWith(one)) ?? '';
  return [
    ...fieldsOf(domain).map(fieldOffer),
    {
      label: 'error',
      insert: 'error',
      kind: 'word' as const,
      about: domain === 'spans' ? 'the span failed' : 'severity is error or fatal',
      continues: false,
    },
    ...(domain === 'spans'
      ? [{ label: 'root', insert: 'root', kind: 'word' as const, about: 'the span has no parent', continues: false }]
      : []),
    { label: 'not', insert: 'not ', kind: 'word', about: 'the next condition does not hold', continues: true },
    ...keys.map((key) => keyOffer(key, prefix)),
  ];
}

function fieldOffer({ name, about, type, ofTrace }: FieldInfo): Offer {
  const kind = type === 'choice' || type === 'text' ? '' : `${type}, `;
  return {
    label: name,
    insert: `${name} `,
    kind: 'field',
    about: `${kind}${about}${ofTrace === true && !about.includes('trace') ? ' (trace)' : ''}`,
    continues: true,
  };
}

function keyOffer(key: string, prefix: string): Offer {
  const name = prefix === '' ? fieldText(key) : fieldText(key) === key ? `${prefix}${key}` : `${prefix}"${key}"`;
  return { label: prefix === '' ? key : `${prefix}${key}`, insert: `${name} `, kind: 'attribute', continues: true };
}

function operatorsOf(field: FieldName, domain: SearchDomain): readonly Offer[] {
  return operatorNames(field, domain).map((name) => ({
    label: name,
    insert: name.endsWith('exists') ? name : `${name} `,
    kind: 'operator',
    about: operatorsAbout[name] ?? '',
    continues: !name.endsWith('exists'),
  }));
}

function operatorNames(field: FieldName, domain: SearchDomain): readonly string[] {
  const resolved = resolveField(field, domain);
  if (resolved.kind !== 'property') return [...textual.slice(0, 5), ...measured.slice(0, 4), ...textual.slice(5)];
  switch (resolved.info.type) {
    case 'text':
      return textual;
    case 'duration':
    case 'time':
    case 'number':
      return measured;
    case 'severity':
      return [...measured, 'in'];
    case 'id':
    case 'choice':
      return named;
  }
}

function valuesOf(
  { domain, vocabulary, signal }: Question,
  field: FieldName,
  typed: string,
  open: string,
): readonly Offer[] | Promise<readonly Offer[]> {
  const resolved = resolveField(field, domain);
  const info = resolved.kind === 'property' ? resolved.info : undefined;
  const known =
    info?.values ?? (info?.type === 'duration' ? ['1ms', '10ms', '100ms', '500ms', '1s', '10s'] : undefined);
  if (known !== undefined) return known.map((text) => valueOffer({ text }, open));
  return vocabulary.valuesOf(field, typed, signal).then((values) => values.map((value) => valueOffer(value, open)));
}

function valueOffer({ text, detail }: StoredValue, open: string): Offer {
  const about = detail === undefined ? {} : { about: detail };
  return { label: text, insert: `${open}${asValue(text)}`, kind: 'value', ...about, continues: false };
}

/** Numbers, durations and truth values stay bare: the language compares them as what they look like. */
function asValue(text: string): string {
  const { kind } = literalOfWord(text);
  return kind === 'text' || kind === 'time' || kind === 'size' ? valueText(text) : text;
}

function isKnown(field: FieldName, domain: SearchDomain, { keys }: Vocabulary): boolean {
  const resolved = resolveField(field, domain);
  return resolved.kind !== 'attribute' || keys.includes(resolved.key);
}

/** What contains the typed text: equal or beginning with it first, then where a part of the name begins with it. */
function matching(offers: readonly Offer[], typed: string): readonly Offer[] {
  const wanted = typed.toLowerCase();
  if (wanted === '') return offers.slice(0, most);
  const ranks = offers.map((offer) => ({ offer, rank: rankOf(offer.label.toLowerCase(), wanted) }));
  return ranks
    .filter(({ rank }) => rank < 4)
    .sort((a, b) => a.rank - b.rank)
    .slice(0, most)
    .map(({ offer }) => offer);
}

function rankOf(label: string, wanted: string): number {
  if (label === wanted) return 0;
  if (label.startsWith(wanted)) return 1;
  const at = label.indexOf(wanted);
  if (at < 0) return 4;
  return /[._/\- ]/.test(label[at - 1] ?? '') ? 2 : 3;
}
