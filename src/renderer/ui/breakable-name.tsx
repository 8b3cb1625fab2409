// A dotted or underscored name that wraps after its dots and underscores, and inside a word only where one is too long.
import { Fragment, type ReactNode } from 'react';

export function BreakableName({ text }: { readonly text: string }): ReactNode {
  return text.split(/(?<=[._:/-])(?=[^._:/-])/).map((part, index) => (
    <Fragment key={index}>
      {index > 0 ? <wbr /> : undefined}
      {part}
    </Fragment>
  ));
}
