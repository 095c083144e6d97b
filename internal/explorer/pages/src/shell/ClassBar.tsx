import type { QuadClass } from '../model';
import { number, quadClasses } from '../words';

/** A bar of events by class, as long as its part of the most. */
export function ClassBar({ counts, most }: { counts: { quadClass: QuadClass; count: number }[]; most: number }) {
  let x = 0;
  const words = quadClasses.map((one) => [counts.find((count) => count.quadClass === one.id)?.count ?? 0, one] as const).filter(([count]) => count > 0);
  return (
    <svg class="classes" viewBox="0 0 100 8" preserveAspectRatio="none" role="img" aria-label={words.map(([count, one]) => `${number(count)} ${one.name}`).join(', ')}>
      {words.map(([count, one]) => {
        const width = 100 * count / Math.max(most, 1);
        const part = <rect key={one.id} x={x} y="0" width={width} height="8" class={one.css}><title>{number(count)} {one.name}</title></rect>;
        x += width;
        return part;
      })}
    </svg>
  );
}

/** What the colours of the classes mean. */
export function ClassKey() {
  return (
    <ul class="classkey">
      {quadClasses.map((one) => <li key={one.id}><svg viewBox="0 0 14 14" aria-hidden="true"><rect width="14" height="14" rx="3" class={one.css} /></svg> {one.name}</li>)}
    </ul>
  );
}
