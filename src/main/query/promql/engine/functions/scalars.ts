// Functions between scalars and vectors: time, pi, scalar, vector, min_of and max_of.
import type { Call } from '../../syntax/ast.ts';
import { argumentAt, scalarOf, vectorOf } from '../arguments.ts';
import type { Scope } from '../scope.ts';
import { stepMillis } from '../steps.ts';
import { type Value, constantSeries, floatSample } from '../value.ts';
import { scalarResult, vectorResult } from '../vector-result.ts';

/** Seconds. */
export function callTime(scope: Scope): Value {
  const { steps, session } = scope;
  const seconds = Float64Array.from({ length: steps.count }, (_, step) => stepMillis(steps, step) / 1000);
  return scalarResult(seconds, session.budget.held, scope);
}

export function callPi(scope: Scope): Value {
  return scalarResult(new Float64Array(scope.steps.count).fill(Math.PI), scope.session.budget.held, scope);
}

/** The value of the only float of a step; NaN if there is none or several. */
export function callScalar(call: Call, scope: Scope): Value {
  const held = scope.session.budget.held;
  const series = vectorOf(argumentAt(call, 0), scope);
  const values = new Float64Array(scope.steps.count).fill(Number.NaN);
  const seen = new Uint8Array(values.length);
  for (const one of series) {
    for (let step = 0; step < values.length; step++) {
      if (one.kinds[step] !== floatSample) continue;
      values[step] = seen[step] === 0 ? (one.values[step] as number) : Number.NaN;
      seen[step] = 1;
    }
  }
  return scalarResult(values, held, scope);
}

export function callVector(call: Call, scope: Scope): Value {
  const held = scope.session.budget.held;
  return vectorResult([constantSeries(scalarOf(argumentAt(call, 0), scope))], held, 'kept', scope);
}

export function callOfTwo(call: Call, of: (a: number, b: number) => number, scope: Scope): Value {
  const held = scope.session.budget.held;
  const left = scalarOf(argumentAt(call, 0), scope);
  const right = scalarOf(argumentAt(call, 1), scope);
  return scalarResult(
    left.map((value, step) => of(value, right[step] as number)),
    held,
    scope,
  );
}
