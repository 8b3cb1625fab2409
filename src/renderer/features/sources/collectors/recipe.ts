// A recipe: a few texts about a service become everything that is worth fetching from it.
import { collectorTrouble, type Collector } from '../../../../contract/collectors.ts';
import type { Endpoints } from '../../../../contract/ingest.ts';
import { newTarget, targetTrouble, type NamedText, type ScrapeTarget } from '../../../../contract/scrape.ts';
import { namedLines } from '../../../ui/named-lines.ts';
import { sentence } from '../../../ui/sentence.ts';
import { secondsOf } from '../form-texts.ts';
import type { SetupStep } from '../setup-text.ts';

export type FieldId =
  | 'name'
  | 'address'
  | 'api'
  | 'path'
  | 'key'
  | 'jobs'
  | 'logs'
  | 'paths'
  | 'every'
  | 'headers'
  | 'fromStart';

export interface RecipeField {
  readonly id: FieldId;
  /** check: the text is `yes` or empty. lines: several. secret: shown as dots. */
  readonly look: 'text' | 'mono' | 'lines' | 'check' | 'secret';
  readonly label: string;
  readonly initial: string;
  readonly placeholder?: string;
  readonly hint?: string;
}

export type RecipeForm = Readonly<Record<FieldId, string>>;

export type PlannedThing =
  | { readonly kind: 'collector'; readonly collector: Collector }
  | { readonly kind: 'target'; readonly target: ScrapeTarget };

export interface PlannedPart {
  /** Unique within the recipe. */
  readonly key: string;
  readonly title: string;
  /** What it brings. */
  readonly brings: string;
  /** Not every such service has it: it is only added when it is asked for. */
  readonly optional: boolean;
  readonly thing: PlannedThing;
}

export interface Recipe {
  readonly id: RecipeId;
  readonly title: string;
  readonly about: string;
  readonly fields: readonly RecipeField[];
  /** What would be added, `id`s being the keys of the parts. */
  readonly parts: (form: RecipeForm) => readonly PlannedPart[];
  /** What to set in the service, so that it sends the rest by itself. */
  readonly steps: (endpoints: Endpoints) => readonly SetupStep[];
}

export const recipeIds = [
  'streamkit',
  'kronk',
  'llama-stack',
  'omnirt',
  'twinkle',
  'go',
  'tokio',
  'log-files',
  'health',
] as const;
export type RecipeId = (typeof recipeIds)[number];

const noTexts: RecipeForm = {
  name: '',
  address: '',
  api: '',
  path: '',
  key: '',
  jobs: '',
  logs: '',
  paths: '',
  every: '',
  headers: '',
  fromStart: '',
};

export function firstForm({ fields }: Recipe): RecipeForm {
  return { ...noTexts, ...Object.fromEntries(fields.map(({ id, initial }) => [id, initial])) };
}

/** What is wrong with a planned part, as a sentence. */
export function partTrouble({ thing }: PlannedPart): string | undefined {
  const trouble = thing.kind === 'collector' ? collectorTrouble(thing.collector) : targetTrouble(thing.target);
  return trouble === undefined ? undefined : sentence(trouble);
}

/** An address without what does not belong to a base: `127.0.0.1:4545/` is http://127.0.0.1:4545. */
export function baseOf(text: string): string {
  const trimmed = text.trim().replace(/\/+$/, '');
  return trimmed === '' || /^[a-z]+:\/\//i.test(trimmed) ? trimmed : `http://${trimmed}`;
}

export interface WebFacts {
  readonly key: string;
  readonly name: string;
  readonly service: string;
  readonly url: string;
  readonly form: RecipeForm;
}

/** The parts that all sources with an address have. The key is a bearer token. */
export function webCollector({ key, name, service, url, form }: WebFacts) {
  return {
    id: key,
    name,
    service,
    paused: false,
    url,
    auth: authOf(form),
    headers: headersOf(form),
  } as const;
}

export function targetAt({ key, name, url, form }: Omit<WebFacts, 'service'>): ScrapeTarget {
  return {
    ...newTarget,
    id: key,
    url,
    job: name,
    auth: authOf(form),
    headers: headersOf(form),
    intervalSeconds: 5,
    timeoutSeconds: 5,
  };
}

function authOf({ key }: RecipeForm): ScrapeTarget['auth'] {
  return key.trim() === '' ? { kind: 'none' } : { kind: 'bearer', token: key.trim() };
}

/** A line that is no header becomes one that is refused with words. */
function headersOf({ headers }: RecipeForm): readonly NamedText[] {
  return namedLines(headers, ':') ?? [{ name: headers.trim(), value: '' }];
}

/** Lines and commas part; empty ones are ignored. */
export function listOf(text: string): readonly string[] {
  return text
    .split(/[\n,]/)
    .map((one) => one.trim())
    .filter((one) => one !== '');
}

/** Ids of jobs, of which each may be given by its address. */
export function jobsOf(text: string): readonly string[] {
  return listOf(text).map((job) => job.replace(/^.*\/jobs\/([^/?#]+).*$/, '$1'));
}

export function secondsOr(text: string, usual: number): number {
  return Math.max(0.5, secondsOf(text) ?? usual);
}
