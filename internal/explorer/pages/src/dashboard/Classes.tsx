import type { QuadClass } from '../model';
import { Answer, Empty } from '../shell/States';
import { TimeChart, type Days, type TimePoint } from '../shell/TimeChart';
import { intervalFor } from '../timeline';
import { useAnswer } from '../useAnswer';
import { number, quadClasses } from '../words';
import { Panel } from './Panel';
import { seriesQuery, type Series } from './series';

/** Events by class over time; a stretch of it that is picked is what the dashboard then shows. */
export function Classes({ days, onDays }: { days: { from: string; to: string }; onDays: (days: Days) => void }) {
  const variables = {
    series: quadClasses.map((one) => ({ name: one.id, where: { quadClass: one.id } })),
    interval: intervalFor(days.from, days.to), ...days,
  };
  const found = useAnswer<Series>(seriesQuery, variables);
  const points = found.answer ? pointsOf(found.answer) : [];
  return (
    <Panel wide title="Cooperation and conflict" query={seriesQuery} variables={variables} file={{
      name: 'events-by-class', head: ['from', 'to', ...quadClasses.map((one) => one.name)],
      rows: () => points.map((point) => [point.start, point.end, ...quadClasses.map((one) => point.counts[one.id])]),
    }}>
      <Answer of={found} again={found.again} what="The course of events">
        {() => (
          <>
            <dl class="figures">
              {quadClasses.map((one) => <div class={one.css}><dt>{one.name}</dt><dd>{number(points.reduce((sum, point) => sum + point.counts[one.id], 0))}</dd></div>)}
            </dl>
            {points.some((point) => quadClasses.some((one) => point.counts[one.id] > 0))
              ? <TimeChart label="Events by class" points={points} height={210} fieldless onDays={(picked) => (picked.from || picked.to) && onDays(picked)} />
              : <Empty>Nothing happened in these days, as far as the articles tell.</Empty>}
          </>
        )}
      </Answer>
    </Panel>
  );
}

function pointsOf({ eventTimeSeries: { series } }: Series): TimePoint[] {
  return (series[0]?.points ?? []).map(({ start, end }, i) => ({
    start, end, counts: Object.fromEntries(series.map((one) => [one.name, one.points[i]!.count])) as Record<QuadClass, number>,
  }));
}
