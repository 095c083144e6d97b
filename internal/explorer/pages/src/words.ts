// How things of the schema are called on the pages.
import type { QuadClass } from './model';

/** The quad classes, from cooperation to conflict, with the name of their colour and whether their line is dashed (words) or not (deeds). */
export const quadClasses: { id: QuadClass; name: string; short: string; css: string; dashed: boolean }[] = [
  { id: 'VERBAL_COOPERATION', name: 'cooperation in words', short: 'friendly words', css: 'vc', dashed: true },
  { id: 'MATERIAL_COOPERATION', name: 'cooperation in deeds', short: 'friendly deeds', css: 'mc', dashed: false },
  { id: 'VERBAL_CONFLICT', name: 'conflict in words', short: 'hostile words', css: 'vx', dashed: true },
  { id: 'MATERIAL_CONFLICT', name: 'conflict in deeds', short: 'hostile deeds', css: 'mx', dashed: false },
];

export const quadClass = (id: QuadClass) => quadClasses.find((one) => one.id === id)!;

/** SPOKE_TO → spoke to */
export const relationWords = (relation: string) => relation.toLowerCase().replaceAll('_', ' ');

/** ACCUSE → accuse, DEFENCE_MINISTER → defence minister */
export const enumWords = relationWords;

const modalities: Record<string, string> = {
  ASSERTED: 'told as fact', CLAIMED: 'claimed', PLANNED: 'planned', HYPOTHETICAL: 'hypothetical', DENIED: 'denied',
};
export const modalityWords = (modality: string) => modalities[modality] ?? enumWords(modality);

const grouped = new Intl.NumberFormat('en');
export const number = (n: number) => grouped.format(n);

/** +0.25, −0.50, 0.00 */
export const signed = (n: number, digits = 2) => (n > 0 ? '+' : n < 0 ? '−' : '') + Math.abs(n).toFixed(digits);

/** 1 event, 2 events */
export const count = (n: number, one: string, many = `${one}s`) => `${number(n)} ${n === 1 ? one : many}`;

const dayFormat = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC' });
const monthFormat = new Intl.DateTimeFormat('en-GB', { month: 'long', year: 'numeric', timeZone: 'UTC' });

/** 2023-09-19 → 19 September 2023; 2023-09 → September 2023; a range → both ends. */
export function dateWords(iso: string | null): string {
  if (!iso) {
    return 'undated';
  }
  if (iso.includes('/')) {
    return iso.split('/').map(dateWords).join(' – ');
  }
  if (/^\d{4}-\d{2}$/.test(iso)) {
    return monthFormat.format(new Date(`${iso}-01`));
  }
  return /^\d{4}-\d{2}-\d{2}$/.test(iso) ? dayFormat.format(new Date(iso)) : iso;
}

const kinds: Record<string, string> = { COUNTRY: 'country', PERSON: 'person', ORGANIZATION: 'organisation', GROUP: 'group' };
export const kindWords = (kind: string) => kinds[kind] ?? enumWords(kind);
