// The groups of log records whose texts are told apart in a block's filter: by severity, so that a search for a frequent
// severity and a frequent word that never meet need not read every block.
// Written into files (docs/run-file.md): the groups never change.
import { ValueKind } from '../../contract/values.ts';
import type { LogHead } from './log-head.ts';

/** None, TRACE and DEBUG; INFO; WARN; ERROR and FATAL. */
export const SEVERITY_GROUPS = 4;
const lowest = [0, 9, 13, 17] as const;

/** The group of each SeverityNumber (0 to 24), as a bit. */
const groupOf = Uint8Array.from({ length: 25 }, (_, severity) => 1 << lowest.findLastIndex((low) => severity >= low));

/** The groups, as bits, of severities, which are bits too (bit 0: none given). */
export function groupsOfSeverities(severities: number): number {
  let groups = 0;
  for (let severity = 0; severity < groupOf.length; severity++)
    if ((severities & (1 << severity)) !== 0) groups |= groupOf[severity] as number;
  return groups;
}

/** By row: its group as a bit. */
export function groupsOfRows({ severity, count }: LogHead): Uint8Array {
  const groups = new Uint8Array(count);
  for (let row = 0; row < count; row++) groups[row] = groupOf[severity[row] as number] as number;
  return groups;
}

/** By string id: the groups whose records have the text in their body or attributes, or as a name. */
export function groupsOfTexts(head: LogHead, ofRows: Uint8Array): Uint8Array {
  const groups = new Uint8Array(head.strings.count);
  for (let row = 0; row < head.count; row++) {
    if (head.bodyKind[row] === ValueKind.text) addGroup(groups, head.bodyLow[row] as number, ofRows[row] as number);
    addGroup(groups, head.severityText[row] as number, ofRows[row] as number);
    addGroup(groups, head.eventName[row] as number, ofRows[row] as number);
  }
  const { key, kind, low } = head.attributes;
  let end = 0;
  for (let row = 0, i = 0; row < head.count; row++) {
    const group = ofRows[row] as number;
    for (end = head.attributeFirst[row + 1] as number; i < end; i++) {
      addGroup(groups, key[i] as number, group);
      if (kind[i] === ValueKind.text) addGroup(groups, low[i] as number, group);
    }
  }
  return groups;
}

function addGroup(groups: Uint8Array, id: number, group: number): void {
  groups[id] = (groups[id] as number) | group;
}
