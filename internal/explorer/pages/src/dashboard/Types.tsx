import { stepOf, stepsTo } from '../landing/scale';
import type { QuadClass } from '../model';
import { Answer } from '../shell/States';
import { useAnswer } from '../useAnswer';
import { count, dateWords, enumWords, number, quadClass } from '../words';
import { Panel } from './Panel';
import { seriesQuery, type Point, type Series } from './series';

/** The event types of the ontology by their class, from cooperation to conflict. */
const types: [QuadClass, string[]][] = [
  ['VERBAL_COOPERATION', ['AGREE', 'CONSULT', 'SUPPORT', 'CONCEDE']],
  ['MATERIAL_COOPERATION', ['COOPERATE', 'AID', 'RETREAT']],
  ['VERBAL_CONFLICT', ['REQUEST', 'ACCUSE', 'REJECT', 'THREATEN']],
  ['MATERIAL_CONFLICT', ['PROTEST', 'SANCTION', 'MOBILIZE', 'COERCE', 'ASSAULT']],
];
const classOf = new Map(types.flatMap(([id, names]) => names.map((name) => [name, quadClass(id)] as const)));

/** Events by type and month, or by year where there are many months: the more, the stronger the colour. */
export function Types({ days }: { days: { from: string; to: string } }) {
  const months = (Date.parse(days.to) - Date.parse(days.from)) / 86_400_000 / 30.4;
  const interval = months > 62 ? 'YEAR' : 'MONTH';
  const variables = { series: [...classOf.keys()].map((name) => ({ name, where: { eventType: name } })), interval, ...days };
  const found = useAnswer<Series>(seriesQuery, variables);
  const series = found.answer?.eventTimeSeries.series ?? [];
  const points = series[0]?.points ?? [];
  const named = (point: Point) => dateWords(point.start.slice(0, interval === 'YEAR' ? 4 : 7));
  return (
    <Panel wide title={interval === 'YEAR' ? 'What was done, by year' : 'What was done, by month'} query={seriesQuery} variables={variables} file={{
      name: 'events-by-type', head: ['type', ...points.map((point) => point.start)], rows: () => series.map((one) => [enumWords(one.name), ...one.points.map((point) => point.count)]),
    }}>
      <Answer of={found} again={found.again} what="The types of events">
        {() => {
          const most = Math.max(1, ...series.flatMap((one) => one.points.map((point) => point.count)));
          const steps = stepsTo(most);
          return (
            <>
              <div class="table heat" tabIndex={0} role="region" aria-label="Events by type over time">
                <table>
                  <caption class="unseen">Events by type over time</caption>
                  <thead><tr><th scope="col">type</th><th scope="col" class="number">in all</th>{points.map((point, i) => <th scope="col"><span class={everyNth(points, i, interval) ? '' : 'unseen'}>{everyNth(points, i, interval) || named(point)}</span></th>)}</tr></thead>
                  <tbody>
                    {series.map((one) => (
                      <tr class={classOf.get(one.name)!.css}>
                        <th scope="row">{enumWords(one.name)}</th>
                        <td class="number">{number(one.points.reduce((sum, point) => sum + point.count, 0))}</td>
                        {one.points.map((point) => (
                          <td class={point.count > 0 ? `cell level${stepOf(point.count, steps) + 5 - steps.length}` : 'cell'} title={`${enumWords(one.name)}, ${named(point)}: ${count(point.count, 'event')}`}><span class="unseen">{point.count}</span></td>
                        ))}
                      </tr>
                    ))}
                  </tbody>
                </table>
              </div>
              <p class="files">Strongest colour: {number(steps.at(-1)!)} events or more in one {interval === 'YEAR' ? 'year' : 'month'}; the most are {number(most)}.</p>
            </>
          );
        }}
      </Answer>
    </Panel>
  );
}

/** The year, above the first column that is in it; years at most some ten times. */
function everyNth(points: Point[], i: number, interval: string): string {
  const year = points[i]!.start.slice(0, 4);
  if (interval === 'YEAR') {
    return points.length <= 12 || i % Math.ceil(points.length / 12) === 0 ? year : '';
  }
  return i === 0 && points[i + 1]?.start.slice(0, 4) === year || i > 0 && points[i - 1]!.start.slice(0, 4) !== year ? year : '';
}
