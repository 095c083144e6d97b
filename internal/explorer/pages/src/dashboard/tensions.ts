// The tension index of a pair. In words it stands on the page, in Tension.
import type { Point } from './series';

/** How many intervals count, the one itself among them. */
export const window = 3;
/** How many events of intensity 0 are added, so that one event alone does not make a crisis. */
export const calm = 3;

/** −Σ intensity / (events + 3) over each interval and the two before it: −10 warm … +10 tense; 0 where nothing is told. */
export function tensions(points: Point[]): number[] {
  return points.map((_, i) => {
    const counted = points.slice(Math.max(0, i - window + 1), i + 1);
    const events = counted.reduce((sum, point) => sum + point.count, 0);
    const intensity = counted.reduce((sum, point) => sum + point.count * (point.meanIntensity ?? 0), 0);
    return intensity === 0 ? 0 : -intensity / (events + calm);
  });
}
