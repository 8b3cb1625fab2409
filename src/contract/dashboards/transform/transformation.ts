// A step between queries and a panel, as Grafana writes it: an id and options, read by the code of each id.

export interface Transformation {
  readonly id: string;
  readonly options: Readonly<Record<string, unknown>>;
  readonly disabled: boolean;
  /** Only frames of these targets; empty: all. */
  readonly filter: string;
}
