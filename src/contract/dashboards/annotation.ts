// What a dashboard marks on the time axes of its panels: moments at which a query has something to say.

export interface Annotation {
  readonly name: string;
  /** `promql`: wherever the expression is neither absent nor 0. `kept`: of somebody else's store; nothing is drawn. */
  readonly kind: 'promql' | 'kept';
  readonly expression: string;
  readonly enabled: boolean;
  /** Without a switch at the top. */
  readonly hidden: boolean;
  /** As dashboards name colours. */
  readonly colour: string;
  /** With `{{label}}`; empty: the labels. */
  readonly title: string;
  readonly text: string;
  /** Labels whose values are tags. */
  readonly tags: readonly string[];
  /** Between two evaluations, as written; empty: as fine as the samples. */
  readonly step: string;
  /** The value is the moment, Unix milliseconds, instead of the time of its evaluation. */
  readonly valueIsTime: boolean;
  /** undefined: all panels. */
  readonly panels: { readonly exclude: boolean; readonly ids: readonly number[] } | undefined;
}
