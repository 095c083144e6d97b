import { scaleLinear, scaleUtc } from 'd3-scale';
import { useEffect, useRef, useState } from 'preact/hooks';
import type { QuadClass } from '../model';
import { dateWords, number, quadClasses } from '../words';

/** The events that started within one interval, by class. */
export interface TimePoint {
  start: string;
  end: string;
  counts: Record<QuadClass, number>;
}

/** Days, both ends included; null is without end on that side. */
export interface Days {
  from: string | null;
  to: string | null;
}

interface Props {
  /** What is counted, such as “Events between France and Azerbaijan”. */
  label: string;
  points: TimePoint[];
  height?: number;
  /** The days that are picked out. */
  days?: Days;
  /** Picking days: with the pointer over the bars, or in the two fields below. Left out, nothing can be picked. */
  onDays?: (days: Days) => void;
  /** Whether the page has such fields elsewhere, and the chart none. */
  fieldless?: boolean;
}

const side = 40; // room for the numbers
const foot = 18; // room for the days
const day = 86_400_000;
const fewest = 14; // days that are drawn, so that one alone is no wall

/** Cooperation above the line, conflict below it, over time; with the same numbers as a table. */
export function TimeChart({ label, points, height = 130, days = { from: null, to: null }, onDays, fieldless }: Props) {
  const place = useRef<HTMLDivElement>(null);
  const [width, setWidth] = useState(600);
  const [drag, setDrag] = useState<[number, number] | null>(null);
  useEffect(() => {
    const observer = new ResizeObserver(([entry]) => entry && setWidth(Math.max(entry.contentRect.width, 200)));
    observer.observe(place.current!);
    return () => observer.disconnect();
  }, []);

  const up = (point: TimePoint) => point.counts.VERBAL_COOPERATION + point.counts.MATERIAL_COOPERATION;
  const down = (point: TimePoint) => point.counts.VERBAL_CONFLICT + point.counts.MATERIAL_CONFLICT;
  const first = points[0] ? Date.parse(points[0].start) : Date.now();
  const last = points.length > 0 ? Date.parse(points.at(-1)!.end) + day : first + day;
  const pad = Math.max(0, fewest * day - (last - first)) / 2;
  const x = scaleUtc([first - pad, last + pad], [side, width - 4]);
  const y = scaleLinear([Math.max(1, ...points.map(up)), -Math.max(1, ...points.map(down))], [4, height - foot]).nice(4);
  const dayAt = (at: number) => new Date(Math.min(Math.max(x.invert(at).getTime(), first), last - day)).toISOString().slice(0, 10);

  const pointed = (event: PointerEvent) => event.clientX - (event.currentTarget as Element).getBoundingClientRect().left + side;
  const brush = onDays && {
    onPointerDown: (event: PointerEvent) => {
      (event.currentTarget as Element).setPointerCapture(event.pointerId);
      setDrag([pointed(event), pointed(event)]);
    },
    onPointerMove: (event: PointerEvent) => drag && setDrag([drag[0], pointed(event)]),
    onPointerUp: () => {
      if (drag) {
        const [from, to] = drag[0] <= drag[1] ? drag : [drag[1], drag[0]];
        onDays(to - from < 4 ? { from: null, to: null } : whole(dayAt(from), dayAt(to), points));
        setDrag(null);
      }
    },
    onPointerCancel: () => setDrag(null),
  };
  const picked = drag ?? (days.from || days.to
    ? [x(days.from ? Date.parse(days.from) : first), x(days.to ? Date.parse(days.to) + day : last)] as [number, number]
    : null);
  const within = (at: number) => Math.min(Math.max(at, side), width - 4);

  return (
    <figure class="chart">
      <div ref={place}>
        <svg width={width} height={height} role="img" aria-label={`${label}: cooperation above the line, conflict below; the table below has the numbers`}>
          {y.ticks(4).filter(Number.isInteger).map((tick) => (
            <g class="tick">
              <line x1={side} x2={width - 4} y1={y(tick)} y2={y(tick)} class={tick === 0 ? 'zero' : undefined} />
              <text x={side - 6} y={y(tick)} dy="0.32em" text-anchor="end">{number(Math.abs(tick))}</text>
            </g>
          ))}
          {points.map((point) => <Bar point={point} left={x(Date.parse(point.start))} right={x(Date.parse(point.end) + day)} y={y} />)}
          {x.ticks(Math.max(2, Math.floor(width / 110))).map((tick) => (
            <text class="day" x={Math.min(Math.max(x(tick), side + 14), width - 22)} y={height - 4} text-anchor="middle">{x.tickFormat()(tick)}</text>
          ))}
          {picked && <rect class="picked" x={within(Math.min(...picked))} width={Math.max(2, within(Math.max(...picked)) - within(Math.min(...picked)))} y={0} height={height - foot} />}
          {brush && <rect class="brush" x={side} y={0} width={Math.max(width - side - 4, 1)} height={height - foot} {...brush} />}
        </svg>
      </div>
      {onDays && !fieldless && <DayFields days={days} onDays={onDays} />}
      <details>
        <summary>As a table</summary>
        <div class="table" tabIndex={0} role="region" aria-label={label}>
          <table>
            <caption class="unseen">{label}</caption>
            <thead><tr><th scope="col">time</th>{quadClasses.map((one) => <th scope="col" class="number">{one.name}</th>)}</tr></thead>
            <tbody>
              {points.filter((point) => up(point) + down(point) > 0).map((point) => (
                <tr><th scope="row">{intervalWords(point)}</th>{quadClasses.map((one) => <td class="number">{number(point.counts[one.id])}</td>)}</tr>
              ))}
            </tbody>
          </table>
        </div>
      </details>
    </figure>
  );
}

function Bar({ point, left, right, y }: { point: TimePoint; left: number; right: number; y: (n: number) => number }) {
  const gap = right - left > 5 ? 1 : 0;
  const { VERBAL_COOPERATION: vc, MATERIAL_COOPERATION: mc, VERBAL_CONFLICT: vx, MATERIAL_CONFLICT: mx } = point.counts;
  const part = (css: string, from: number, to: number) => from !== to &&
    <rect class={css} x={left + gap} width={Math.max(1, right - left - 2 * gap)} y={y(Math.max(from, to))} height={Math.abs(y(from) - y(to))} />;
  return (
    <g class="bar">
      <title>{`${intervalWords(point)}: ${quadClasses.filter((one) => point.counts[one.id] > 0).map((one) => `${point.counts[one.id]} ${one.name}`).join(', ') || 'nothing'}`}</title>
      {part('mc', 0, mc)}
      {part('vc', mc, mc + vc)}
      {part('mx', 0, -mx)}
      {part('vx', -mx, -mx - vx)}
    </g>
  );
}

function DayFields({ days, onDays }: { days: Days; onDays: (days: Days) => void }) {
  return (
    <div class="days">
      <label>from <input type="date" value={days.from ?? ''} onChange={(event) => onDays({ ...days, from: event.currentTarget.value || null })} /></label>
      <label>to <input type="date" value={days.to ?? ''} onChange={(event) => onDays({ ...days, to: event.currentTarget.value || null })} /></label>
      {(days.from || days.to) && <button type="button" class="link" onClick={() => onDays({ from: null, to: null })}>All dates</button>}
    </div>
  );
}

/** The days from the start of the interval that the one day is in to the end of the other's. */
function whole(from: string, to: string, points: TimePoint[]): Days {
  return {
    from: points.find((point) => point.start <= from && from <= point.end)?.start ?? from,
    to: points.find((point) => point.start <= to && to <= point.end)?.end ?? to,
  };
}

function intervalWords({ start, end }: TimePoint): string {
  if (start === end) {
    return dateWords(start);
  }
  if (start.slice(0, 7) === end.slice(0, 7) && start.endsWith('-01') && Date.parse(end) - Date.parse(start) >= 27 * day) {
    return dateWords(start.slice(0, 7));
  }
  return start.endsWith('-01-01') && end.endsWith('-12-31') ? start.slice(0, 4) : `${dateWords(start)} – ${dateWords(end)}`;
}
