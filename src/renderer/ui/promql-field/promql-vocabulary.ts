// What is stored, for completion of PromQL: the page asks the engine, the field only offers it.

export interface PromqlCondition {
  readonly name: string;
  readonly operator: string;
  readonly value: string;
}

export interface PromqlVocabulary {
  /** Every metric by name, with its type and what it says of itself. */
  readonly metrics: () => Promise<ReadonlyMap<string, { readonly type: string; readonly help: string }>>;
  /** Those whose name as sent PromQL writes in quotes, by that name. */
  readonly sentMetrics?: () => Promise<ReadonlyMap<string, { readonly type: string; readonly help: string }>>;
  /** Names of labels, of one metric or of all. */
  readonly labels: (metric: string | undefined) => Promise<readonly string[]>;
  readonly values: (
    label: string,
    metric: string | undefined,
    conditions: readonly PromqlCondition[],
  ) => Promise<readonly string[]>;
}
