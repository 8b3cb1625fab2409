// Matching of two vectors step by step: for vectors in which several series share a signature, though perhaps never at
// the same step, and for values that stand in for missing elements (fill).
import type { FloatHistogram } from '../../histogram/float-histogram.ts';
import type { BinaryExpr, VectorMatching } from '../../syntax/ast.ts';
import { compareUtf8 } from '../../syntax/utf8-order.ts';
import type { Note } from '../annotations.ts';
import type { Labels } from '../labels.ts';
import { QueryError } from '../query-error.ts';
import type { Scope } from '../scope.ts';
import { type StepSeries, absentSample, floatSample, histogramSample } from '../value.ts';
import { type ElementOperator, sampleAt } from './element-operator.ts';
import { matchedLabels } from './signatures.ts';

export interface MatchRules {
  readonly expr: BinaryExpr;
  readonly matching: VectorMatching;
  /** The "many" side is the right one. */
  readonly swapped: boolean;
  readonly operator: ElementOperator;
}

export interface MatchSides {
  readonly many: readonly StepSeries[];
  readonly manySignatures: Int32Array;
  readonly one: readonly StepSeries[];
  readonly oneSignatures: Int32Array;
  /** How many signatures there are. */
  readonly signatures: number;
}

interface Output {
  readonly labels: Labels;
  readonly values: Float64Array;
  readonly kinds: Uint8Array;
  histograms: (FloatHistogram | undefined)[] | undefined;
}

type Operand = number | FloatHistogram;

export class StepMatch {
  readonly #rules: MatchRules;
  readonly #sides: MatchSides;
  readonly #scope: Scope;
  readonly #labelsOf: (many: Labels, one: Labels) => Labels;
  readonly #outputs = new Map<string, Output>();
  /** By signature, for the present step: the series of the "one" side, -1 for none. */
  readonly #present: Int32Array;
  /** By signature: the labels of results so far. */
  #matched = new Map<number, Set<string>>();
  #note: Note | undefined;

  constructor(rules: MatchRules, sides: MatchSides, scope: Scope, labelsOf: (many: Labels, one: Labels) => Labels) {
    this.#rules = rules;
    this.#sides = sides;
    this.#scope = scope;
    this.#labelsOf = labelsOf;
    this.#present = new Int32Array(sides.signatures);
  }

  /** Throws QueryError where matches are ambiguous. */
  combine(): readonly StepSeries[] {
    const { steps, session } = this.#scope;
    for (let step = 0; step < steps.count; step++) {
      session.budget.work(this.#sides.many.length + this.#sides.one.length);
      this.#step(step);
    }
    const dropName = this.#rules.expr.returnBool;
    return [...this.#outputs.values()].map((output) => ({ ...output, dropName }));
  }

  #step(step: number): void {
    const { many, manySignatures, one, oneSignatures } = this.#sides;
    const { matching, expr } = this.#rules;
    // As in Prometheus, fill_right always stands in for the "one" side, with group_right too, where that is the left one.
    const { fillLeft: fillMany, fillRight: fillOne } = matching;
    const anyMany = many.some(({ kinds }) => kinds[step] !== absentSample);
    const anyOne = one.some(({ kinds }) => kinds[step] !== absentSample);
    if (!anyMany && !anyOne) return;
    if ((!anyMany || !anyOne) && fillMany === undefined && fillOne === undefined) return;

    this.#note = undefined;
    this.#matched = new Map();
    this.#findOne(step);
    many.forEach((series, at) => {
      if (series.kinds[step] === absentSample) return;
      const signature = manySignatures[at] as number;
      const place = this.#present[signature] as number;
      const other = one[place];
      const sample = sampleAt(series, step);
      if (place >= 0 && other !== undefined) {
        this.#pair(step, signature, [series.labels, other.labels], sample, sampleAt(other, step));
      } else if (fillOne !== undefined) {
        this.#pair(step, signature, [series.labels, matchedLabels(series.labels, matching)], sample, fillOne);
      }
    });
    if (fillMany !== undefined) {
      one.forEach((series, at) => {
        const signature = oneSignatures[at] as number;
        if (series.kinds[step] === absentSample || (this.#matched.get(signature)?.size ?? 0) > 0) return;
        const labels: [Labels, Labels] = [matchedLabels(series.labels, matching), series.labels];
        this.#pair(step, signature, labels, fillMany, sampleAt(series, step));
      });
    }
    // Of several notes of one step, the last is told.
    if (this.#note !== undefined) this.#scope.session.annotations.add(this.#note, '', expr);
  }

  #findOne(step: number): void {
    const { one, oneSignatures } = this.#sides;
    this.#present.fill(-1);
    one.forEach((series, at) => {
      if (series.kinds[step] === absentSample) return;
      const signature = oneSignatures[at] as number;
      const before = one[this.#present[signature] as number];
      if (before !== undefined) throw this.#duplicate(series, before);
      this.#present[signature] = at;
    });
  }

  #pair(step: number, signature: number, [manyLabels, oneLabels]: [Labels, Labels], many: Operand, one: Operand): void {
    const { matching, swapped, operator } = this.#rules;
    const [left, right] = swapped ? [one, many] : [many, one];
    const result = operator.apply(left, right, (note) => {
      this.#note = note;
    });
    if (result === 'none') return;
    const labels = this.#labelsOf(manyLabels, oneLabels);
    let matched = this.#matched.get(signature);
    if (matched === undefined) this.#matched.set(signature, (matched = new Set()));
    if (matching.cardinality === 'one-to-one') {
      if (matched.size > 0) {
        const remedy = 'many-to-one matching must be explicit (group_left/group_right)';
        throw new QueryError(`multiple matches for labels: ${remedy}`);
      }
    } else if (matched.has(labels.key())) {
      throw new QueryError('multiple matches for labels: grouping labels must ensure unique matches');
    }
    matched.add(labels.key());
    if (result !== 'fails') this.#put(step, `${manyLabels.key()}\ud802${oneLabels.key()}`, labels, result);
  }

  /** `key`: of the pair; several pairs may have the same labels. */
  #put(step: number, key: string, labels: Labels, sample: Operand): void {
    const { count } = this.#scope.steps;
    let output = this.#outputs.get(key);
    if (output === undefined) {
      output = { labels, values: new Float64Array(count), kinds: new Uint8Array(count), histograms: undefined };
      this.#outputs.set(key, output);
    }
    if (typeof sample === 'number') {
      output.values[step] = sample;
      output.kinds[step] = floatSample;
    } else {
      output.histograms ??= Array.from({ length: count });
      output.histograms[step] = sample;
      output.kinds[step] = histogramSample;
    }
  }

  #duplicate(series: StepSeries, before: StepSeries): QueryError {
    const { matching, swapped } = this.#rules;
    const group = matchedLabels(series.labels, matching).toString();
    const both = [series.labels.toString(), before.labels.toString()].toSorted(compareUtf8).join(', ');
    return new QueryError(
      `found duplicate series for the match group ${group} on the ${swapped ? 'left' : 'right'} hand-side of the operation: [${both}]` +
        ';many-to-many matching not allowed: matching labels must be unique on one side',
    );
  }
}
