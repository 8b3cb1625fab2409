// The table of functions as CSV: plain numbers in the profile's own unit, shares of the whole.
import { csvRow } from '../csv.ts';
import { Inlined, type ProfileTopAnswer } from '../../../contract/profiles/tables.ts';

export function topCsvHeader({ sampleType }: Pick<ProfileTopAnswer, 'sampleType'>): string {
  const value = `${sampleType.type} (${sampleType.unit})`;
  return csvRow(['function', 'file', `flat ${value}`, 'flat %', `cum ${value}`, 'cum %', 'inlined']);
}

export function topCsvRows(top: ProfileTopAnswer): string {
  const share = (value: number): number => (top.total === 0 ? 0 : Number(((value / top.total) * 100).toFixed(4)));
  const inlined = { [Inlined.never]: 'no', [Inlined.always]: 'yes', [Inlined.sometimes]: 'sometimes' };
  let text = '';
  for (let row = 0; row < top.rows; row++) {
    const [flat, cum] = [top.flat[row] as number, top.cum[row] as number];
    const calls = inlined[top.inlined[row] as keyof typeof inlined];
    text += csvRow([top.names[row], top.files[row], flat, share(flat), cum, share(cum), calls]);
  }
  return text;
}
