// Variables of a dashboard, and what a user chose of them.
import type { SourceJson } from '../source-json.ts';

export type Variable =
  | QueryVariable
  | CustomVariable
  | IntervalVariable
  | TextVariable
  | ConstantVariable
  | DatasourceVariable
  | AdhocVariable;

interface VariableBase {
  readonly name: string;
  readonly label: string;
  readonly description: string;
  readonly hide: 'no' | 'label' | 'variable';
  /** As saved; empty: the first option. */
  readonly current: readonly string[];
  /** The classic JSON that it was read from. */
  readonly source?: SourceJson | undefined;
}

interface Choosable extends VariableBase {
  readonly multi: boolean;
  readonly includeAll: boolean;
  /** What All stands for instead of every option; empty: every option. Written into queries as it is. */
  readonly allValue: string;
}

export interface QueryVariable extends Choosable {
  readonly kind: 'query';
  /** `label_values(metric, label)` and so on; may name other variables. */
  readonly query: string;
  /** `/expression/` that filters and cuts out; groups `text` and `value`. */
  readonly regex: string;
  readonly sort: VariableSort;
  readonly refresh: 'never' | 'load' | 'time';
}

export type VariableSort =
  | 'none'
  | 'alphabetical'
  | 'alphabetical-desc'
  | 'numerical'
  | 'numerical-desc'
  | 'alphabetical-any-case'
  | 'alphabetical-any-case-desc'
  | 'natural'
  | 'natural-desc';

export interface CustomVariable extends Choosable {
  readonly kind: 'custom';
  readonly options: readonly VariableOption[];
}

export interface IntervalVariable extends VariableBase {
  readonly kind: 'interval';
  readonly options: readonly string[];
  readonly auto: boolean;
  /** Steps that `auto` divides the range into, and its least step. */
  readonly autoCount: number;
  readonly autoMin: string;
}

export interface TextVariable extends VariableBase {
  readonly kind: 'textbox';
}

export interface ConstantVariable extends VariableBase {
  readonly kind: 'constant';
}

/** There is one source here, so it is shown but has one option. */
export interface DatasourceVariable extends Choosable {
  readonly kind: 'datasource';
  readonly type: string;
}

/** Matchers added to every selector. */
export interface AdhocVariable extends VariableBase {
  readonly kind: 'adhoc';
  readonly filters: readonly AdhocFilter[];
}

export interface AdhocFilter {
  readonly key: string;
  readonly operator: '=' | '!=' | '=~' | '!~';
  readonly value: string;
}

export interface VariableOption {
  readonly text: string;
  readonly value: string;
}

/** A variable with what is chosen, ready to be written into queries. */
export interface ChosenValue {
  readonly variable: Variable;
  readonly chosen: readonly VariableOption[];
  /** All is chosen: `chosen` holds every option then. */
  readonly all: boolean;
}

/** How All stands in an address and in a saved dashboard. */
export const allOption = '$__all';

export function isChoosable(variable: Variable): variable is QueryVariable | CustomVariable | DatasourceVariable {
  return variable.kind === 'query' || variable.kind === 'custom' || variable.kind === 'datasource';
}
