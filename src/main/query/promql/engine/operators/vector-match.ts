// Arithmetic and comparisons between two vectors. Who matches whom is found once per series where labels alone decide
// it; otherwise step by step, with the errors that Prometheus gives for ambiguous matches.
import type { FloatHistogram } from '../../histogram/float-histogram.ts';
import type { BinaryExpr, VectorMatching } from '../../syntax/ast.ts';
import { type Labels } from '../labels.ts';
import { ColumnSlab } from '../column-slab.ts';
import type { Scope } from '../scope.ts';
import { type StepSeries, absentSample, floatSample, histogramSample, withoutMetadata } from '../value.ts';
import { ElementOperator, sampleAt } from './element-operator.ts';
import { isArithmetic } from './float-operators.ts';
import { Signatures } from './signatures.ts';
import { StepMatch } from './step-match.ts';
import { StepNotes } from './step-notes.ts';

export class VectorMatch {
  readonly #expr: BinaryExpr;
  readonly #matching: VectorMatching;
  readonly #scope: Scope;
  readonly #operator: ElementOperator;
  readonly #swapped: boolean;

  constructor(expr: BinaryExpr, matching: VectorMatching, scope: Scope) {
    this.#expr = expr;
    this.#matching = matching;
    this.#scope = scope;
    this.#operator = new ElementOperator(expr);
    this.#swapped = matching.cardinality === 'one-to-many';
  }

  combine(left: readonly StepSeries[], right: readonly StepSeries[]): Matched {
    const { fillLeft, fillRight, cardinality } = this.#matching;
    // From here on `one` has at most one element per signature; `many` may have several if the query says so.
    const [many, one] = this.#swapped ? [right, left] : [left, right];
    const signatures = new Signatures(this.#matching);
    const manySignatures = signatures.of(many);
    const oneSignatures = signatures.of(one);
    if (fillLeft === undefined && fillRight === undefined) {
      if (many.length === 0 || one.length === 0) return { series: [], labels: 'kept' };
      const oneOf = uniquePlaces(oneSignatures, signatures.count);
      const manyAreUnique =
        cardinality !== 'one-to-one' || uniquePlaces(manySignatures, signatures.count) !== undefined;
      if (oneOf !== undefined && manyAreUnique) {
        const pairs = this.#pairs(many, manySignatures, one, oneOf);
        if (cardinality === 'one-to-one' || haveUniqueLabels(pairs)) {
          const notes = new StepNotes();
          const slab = new ColumnSlab(this.#scope.steps.count);
          const series = pairs.map((pair) => this.#columns(pair, slab, notes));
          notes.tell(this.#expr, this.#scope);
          return { series, labels: 'kept' };
        }
      }
    }
    const steps = new StepMatch(
      { expr: this.#expr, matching: this.#matching, swapped: this.#swapped, operator: this.#operator },
      { many, manySignatures, one, oneSignatures, signatures: signatures.count },
      this.#scope,
      (a, b) => this.#resultLabels(a, b),
    );
    return { series: steps.combine(), labels: 'changed' };
  }

  #pairs(
    many: readonly StepSeries[],
    manySignatures: Int32Array,
    one: readonly StepSeries[],
    oneOf: Int32Array,
  ): readonly Pair[] {
    const pairs: Pair[] = [];
    many.forEach((series, at) => {
      const place = oneOf[manySignatures[at] as number] as number;
      const other = one[place];
      if (place < 0 || other === undefined) return;
      pairs.push({ many: series, one: other, labels: this.#resultLabels(series.labels, other.labels) });
    });
    return pairs;
  }

  /** All steps of two series. */
  #columns({ many, one, labels }: Pair, slab: ColumnSlab, notes: StepNotes): StepSeries {
    const { steps, session } = this.#scope;
    session.budget.work(steps.count);
    const [left, right] = this.#swapped ? [one, many] : [many, one];
    const values = slab.values();
    const kinds = slab.kinds();
    const result: StepSeries = { labels, values, kinds, histograms: undefined, dropName: this.#expr.returnBool };
    const { floats } = this.#operator;
    if (left.histograms !== undefined || right.histograms !== undefined || floats.kind !== 'arithmetic') {
      return this.#mixedColumns(left, right, result, notes);
    }
    const { values: leftValues, kinds: leftKinds } = left;
    const { values: rightValues, kinds: rightKinds } = right;
    for (let step = 0; step < values.length; step++) {
      if (leftKinds[step] !== floatSample || rightKinds[step] !== floatSample) continue;
      values[step] = floats.of(leftValues[step] as number, rightValues[step] as number);
      kinds[step] = floatSample;
    }
    return result;
  }

  #mixedColumns(left: StepSeries, right: StepSeries, result: StepSeries, notes: StepNotes): StepSeries {
    const { values, kinds } = result;
    let histograms: (FloatHistogram | undefined)[] | undefined;
    for (let step = 0; step < values.length; step++) {
      if (left.kinds[step] === absentSample || right.kinds[step] === absentSample) continue;
      const sample = this.#operator.apply(sampleAt(left, step), sampleAt(right, step), (note) => notes.at(step, note));
      if (typeof sample === 'string') continue;
      if (typeof sample === 'number') {
        values[step] = sample;
        kinds[step] = floatSample;
      } else {
        histograms ??= Array.from({ length: values.length });
        histograms[step] = sample;
        kinds[step] = histogramSample;
      }
    }
    return { ...result, histograms };
  }

  /** Labels of the "many" side, cut to what matched (one to one), with what the query copies from the other side. */
  #resultLabels(many: Labels, one: Labels): Labels {
    const { cardinality, on, matchingLabels, include } = this.#matching;
    const dropsName = isArithmetic(this.#expr.op) || (this.#expr.returnBool && !this.#scope.session.delayedNameRemoval);
    let labels = dropsName ? withoutMetadata(many) : many;
    if (cardinality === 'one-to-one') labels = on ? labels.only(matchingLabels) : labels.without(matchingLabels);
    for (const name of include) labels = labels.with(name, one.get(name));
    return labels;
  }
}

export interface Matched {
  readonly series: readonly StepSeries[];
  /** 'changed' when two of them may have the same labels. */
  readonly labels: 'kept' | 'changed';
}

interface Pair {
  readonly many: StepSeries;
  readonly one: StepSeries;
  readonly labels: Labels;
}

/** The place of the series of each signature, -1 for none; undefined when two share one. */
function uniquePlaces(signatures: Int32Array, count: number): Int32Array | undefined {
  const places = new Int32Array(count).fill(-1);
  for (let at = 0; at < signatures.length; at++) {
    const signature = signatures[at] as number;
    if (places[signature] !== -1) return undefined;
    places[signature] = at;
  }
  return places;
}

function haveUniqueLabels(pairs: readonly Pair[]): boolean {
  return new Set(pairs.map(({ labels }) => labels.key())).size === pairs.length;
}
