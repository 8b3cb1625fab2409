// The strict side: everything that a page of metrics does against its format or the custom. Reading is lenient
// (exposition-reader.ts); this is for the people who write the page. docs/metrics.md lists the rules.
import type { ExpositionType, LintFinding } from '../../../../contract/exposition.ts';
import { plainBytes } from '../../plain-bytes.ts';
import { checkCustom, checkFalling } from './custom-rules.ts';
import { Findings } from './findings.ts';
import { checkHistograms } from './histogram-rules.ts';
import { lintFamilies, type LintFamily } from './lint-family.ts';
import { lintLines } from './lint-line.ts';
import { checkPoints } from './point-rules.ts';
import { protobufFamilies } from './protobuf-families.ts';

/** @param before a page of the same target from a moment earlier */
export function lintExposition(page: Uint8Array, type: ExpositionType, before?: Uint8Array): readonly LintFinding[] {
  const findings = new Findings();
  const openMetrics = type.format === 'openmetrics';
  const families = familiesOf(page, type, findings);
  for (const family of families) {
    checkPoints(family, openMetrics, findings);
    checkHistograms(family, openMetrics, findings);
    checkFamily(family, findings);
    checkCustom(family, openMetrics, findings);
  }
  if (before !== undefined) checkFalling(families, familiesOf(before, type, new Findings()), findings);
  return findings.list();
}

function familiesOf(page: Uint8Array, type: ExpositionType, findings: Findings): readonly LintFamily[] {
  if (type.format === 'protobuf') return protobufFamilies(page, type, findings);
  const openMetrics = type.format === 'openmetrics';
  return lintFamilies(lintLines(plainBytes(page), openMetrics, findings), openMetrics, findings);
}

function checkFamily({ name, line, type, unit }: LintFamily, findings: Findings): void {
  if (unit !== '' && (type === 'info' || type === 'stateset'))
    findings.add('unit-suffix', 'error', line, name, `A metric of type ${type} has no unit.`);
}
