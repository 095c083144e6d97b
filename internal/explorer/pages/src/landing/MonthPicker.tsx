import { count, dateWords } from '../words';

export interface MonthCount {
  month: string;
  count: number;
}

interface Props {
  months: MonthCount[];
  /** The month as 2023-09; empty is all time. */
  chosen: string;
  onChoose: (month: string) => void;
}

/** A slider over the months of the news, below bars that tell how much happened in each. */
export function MonthPicker({ months, chosen, onChoose }: Props) {
  const most = Math.max(1, ...months.map((one) => one.count));
  const i = months.findIndex((one) => one.month === chosen);
  const position = i >= 0 ? i : months.length - 1;
  const words = i >= 0 ? `${dateWords(chosen)}, ${count(months[i]!.count, 'event')}` : 'all time';
  const step = (by: number) => onChoose(months[Math.min(Math.max(position + (i >= 0 ? by : 0), 0), months.length - 1)]!.month);
  return (
    <div class="months">
      <svg viewBox={`0 0 ${months.length} 40`} preserveAspectRatio="none" aria-hidden="true">
        {months.map((one, at) => <rect key={one.month} x={at + 0.1} width="0.8" y={40 - 38 * one.count / most} height={38 * one.count / most} class={one.month === chosen ? 'chosen' : undefined} />)}
      </svg>
      <input type="range" min="0" max={months.length - 1} value={position} aria-label="Month" aria-valuetext={words}
        class={i >= 0 ? undefined : 'none'}
        onInput={(event) => onChoose(months[Number(event.currentTarget.value)]!.month)} />
      <p>
        <span>{dateWords(months[0]!.month)}</span>
        <span class="now">
          <button type="button" class="step" aria-label="One month back" disabled={i === 0} onClick={() => step(-1)}>‹</button>
          <output aria-live="polite">{words}</output>
          <button type="button" class="step" aria-label="One month on" disabled={i === months.length - 1} onClick={() => step(1)}>›</button>
          {chosen && <button type="button" class="link" onClick={() => onChoose('')}>All time</button>}
        </span>
        <span>{dateWords(months.at(-1)!.month)}</span>
      </p>
    </div>
  );
}
