// An operator between two samples, floats or histograms, of a left and a right vector.
import type { FloatHistogram } from '../../histogram/float-histogram.ts';
import { histogramOperator } from '../../histogram/histogram-operator.ts';
import type { BinaryExpr } from '../../syntax/ast.ts';
import type { Note } from '../annotations.ts';
import { type StepSeries, floatSample } from '../value.ts';
import { type FloatOperator, floatOperator } from './float-operators.ts';

type Operand = number | FloatHistogram;

/** `none`: no result, for a reason that was told. `fails`: a comparison does not hold and filters. */
export type ElementResult = Operand | 'none' | 'fails';

export class ElementOperator {
  readonly op: BinaryExpr['op'];
  readonly floats: FloatOperator;
  readonly returnBool: boolean;

  constructor(expr: BinaryExpr) {
    this.op = expr.op;
    this.floats = floatOperator(expr.op);
    this.returnBool = expr.returnBool;
  }

  apply(left: Operand, right: Operand, report: (note: Note) => void): ElementResult {
    if (typeof left === 'number' && typeof right === 'number') return this.#ofFloats(left, right, report);
    let collision = false;
    const result = histogramOperator(this.op, left, right, (note) => {
      if (collision) return;
      if (note.kind === 'reset-collision') collision = true;
      report(note);
    });
    // Conflicting resets are an error of the element, as in Prometheus.
    if (result === undefined || collision) return 'none';
    if (this.returnBool) return Number(result.holds);
    return result.holds ? result.histogram : 'fails';
  }

  #ofFloats(left: number, right: number, report: (note: Note) => void): ElementResult {
    switch (this.floats.kind) {
      case 'arithmetic':
        return this.floats.of(left, right);
      case 'comparison': {
        const holds = this.floats.of(left, right);
        if (this.returnBool) return Number(holds);
        return holds ? left : 'fails';
      }
      case 'none':
        report({ kind: 'incompatible-types', left: 'float', operator: this.op, right: 'float' });
        return 'none';
    }
  }
}

/** The sample of a series at a step that has one. */
export function sampleAt(series: StepSeries, step: number): Operand {
  if (series.kinds[step] === floatSample) return series.values[step] as number;
  return series.histograms?.[step] ?? Number.NaN;
}
