// Itanium C++ ABI, 5.1.3: codes of operators, as they are written and with how many operands they take in an expression.

export interface Operator {
  readonly text: string;
  readonly operands: 0 | 1 | 2 | 3;
}

const byOperands: readonly (readonly [0 | 1 | 2 | 3, string])[] = [
  [0, 'tr throw'],
  [
    1,
    'ad & at alignof_ aw co_await_ az alignof_ co ~ da delete[]_ de * dl delete_ gs :: li operator""_ mm -- ng - nt ! nx noexcept ' +
      'pp ++ ps + sP sizeof... sZ sizeof... st sizeof_ sz sizeof_ te typeid_ ti typeid_ tw throw_',
  ],
  [
    2,
    'aN &= aS = aa && an & cc const_cast cl () cp () cm , dV /= dc dynamic_cast di = ds .* dt . dv / dx ]= eO ^= eo ^ eq == ' +
      'fl ... fr ... ge >= gt > ix [] lS <<= le <= ls << lt < mI -= mL *= mi - ml * ne != oR |= oo || or | pL += pl + pm ->* ' +
      'pt -> rM %= rS >>= rc reinterpret_cast rm % rs >> sc static_cast ss <=>',
  ],
  [3, 'dX [...]= fL ... fR ... na new[] nw new qu ?'],
];

/** By code. `_` in the table above is a space. */
export const operators: ReadonlyMap<string, Operator> = new Map(
  byOperands.flatMap(([operands, table]) => {
    const words = table.split(' ');
    return words.flatMap((code, at): readonly (readonly [string, Operator])[] =>
      at % 2 === 0 ? [[code, { operands, text: spaced(words[at + 1] as string) }]] : [],
    );
  }),
);

function spaced(word: string): string {
  return word.endsWith('_') ? `${word.slice(0, -1)} ` : word;
}
