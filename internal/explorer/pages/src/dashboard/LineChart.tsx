import { scaleLinear, scaleUtc } from 'd3-scale';
import { useEffect, useRef, useState } from 'preact/hooks';
import { dateWords, signed } from '../words';

export interface LineOf {
  name: string;
  values: number[];
}

interface Props {
  label: string;
  /** The first day of each interval. */
  starts: string[];
  lines: LineOf[];
  height?: number;
}

const side = 34;
const foot = 18;

/** Lines over time round a middle of 0, told apart by colour and dashes; with the same numbers as a table. */
export function LineChart({ label, starts, lines, height = 230 }: Props) {
  const place = useRef<HTMLDivElement>(null);
  const [width, setWidth] = useState(500);
  useEffect(() => {
    const observer = new ResizeObserver(([entry]) => entry && setWidth(Math.max(entry.contentRect.width, 200)));
    observer.observe(place.current!);
    return () => observer.disconnect();
  }, []);
  const x = scaleUtc([Date.parse(starts[0]!), Date.parse(starts.at(-1)!)], [side, width - 8]);
  const reach = Math.max(2, ...lines.flatMap((line) => line.values.map(Math.abs)));
  const y = scaleLinear([reach, -reach], [6, height - foot]).nice(5);
  return (
    <figure class="chart lines">
      <div ref={place}>
        <svg width={width} height={height} role="img" aria-label={`${label}; the table below has the numbers`}>
          {y.ticks(5).map((tick) => (
            <g class="tick">
              <line x1={side} x2={width - 8} y1={y(tick)} y2={y(tick)} class={tick === 0 ? 'zero' : undefined} />
              <text x={side - 6} y={y(tick)} dy="0.32em" text-anchor="end">{tick === 0 ? '0' : signed(tick, 0)}</text>
            </g>
          ))}
          {x.ticks(Math.max(2, Math.floor(width / 110))).map((tick) => (
            <text class="day" x={Math.min(Math.max(x(tick), side + 14), width - 22)} y={height - 4} text-anchor="middle">{x.tickFormat()(tick)}</text>
          ))}
          {lines.map((line, n) => (
            <path class={`line${n + 1}`} d={line.values.map((value, i) => `${i === 0 ? 'M' : 'L'}${x(Date.parse(starts[i]!)).toFixed(1)} ${y(value).toFixed(1)}`).join('')} />
          ))}
          {lines.map((line) => line.values.map((value, i) => (
            <circle cx={x(Date.parse(starts[i]!))} cy={y(value)} r="6"><title>{`${line.name}, ${dateWords(starts[i]!)}: ${signed(value, 1)}`}</title></circle>
          )))}
        </svg>
      </div>
      <details>
        <summary>As a table</summary>
        <div class="table" tabIndex={0} role="region" aria-label={label}>
          <table>
            <caption class="unseen">{label}</caption>
            <thead><tr><th scope="col">from</th>{lines.map((line) => <th scope="col" class="number">{line.name}</th>)}</tr></thead>
            <tbody>{starts.map((start, i) => <tr><th scope="row">{dateWords(start)}</th>{lines.map((line) => <td class="number">{signed(line.values[i]!, 1)}</td>)}</tr>)}</tbody>
          </table>
        </div>
      </details>
    </figure>
  );
}

/** A piece of a line, for a key. */
export function LineKey({ n }: { n: number }) {
  return <svg class="lines" viewBox="0 0 30 8" aria-hidden="true"><path class={`line${n + 1}`} d="M0 4H30" /></svg>;
}
