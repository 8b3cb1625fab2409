// Replacement texts with references to what a regular expression captured, in Go's notation: $1, ${1}, $name, ${name},
// $$ for a dollar sign. A name is as long as possible ($1x is the group "1x"); an unknown one is empty.
import type { Groups } from '../../regex/capture-match.ts';

/** `groupNames` are those of the groups from 1. */
export function expandTemplate(template: string, groups: Groups, groupNames: readonly string[]): string {
  return template.replace(
    /\$(?:\$|([\p{L}\p{Nd}_]+)|\{([\p{L}\p{Nd}_]+)\})/gu,
    (_whole, plain?: string, braced?: string) => {
      const name = plain ?? braced;
      return name === undefined ? '$' : captured(name, groups, groupNames);
    },
  );
}

/** Of several groups with one name, the first that took part. */
function captured(name: string, groups: Groups, groupNames: readonly string[]): string {
  if (/^(?:0|[1-9][0-9]*)$/.test(name)) return groups[Number(name)] ?? '';
  const group = groups.find((text, at) => text !== undefined && at > 0 && groupNames[at - 1] === name);
  return group ?? '';
}
