import { useState } from 'preact/hooks';
import type { Actor } from '../model';
import { SearchBox } from '../shell/SearchBox';
import { Answer, Empty } from '../shell/States';
import { at } from '../site';
import { intervalFor } from '../timeline';
import { pairScope } from '../topPairs';
import { useAnswer } from '../useAnswer';
import { LineChart, LineKey } from './LineChart';
import { Panel } from './Panel';
import { seriesQuery, type Series } from './series';
import { calm, tensions, window } from './tensions';

export const mostLines = 4;

interface Props {
  days: { from: string; to: string };
  pairs: [string, string][];
  onPairs: (pairs: [string, string][]) => void;
}

const namesQuery = 'query Names($ids: [ID!]!) { nodes(ids: $ids) { id ... on Actor { name } } }';

/** How tense it is between chosen pairs, over time. */
export function Tension({ days, pairs, onPairs }: Props) {
  const interval = intervalFor(days.from, days.to) === 'YEAR' ? 'YEAR' : 'MONTH';
  const ids = [...new Set(pairs.flat())].sort();
  const names = useAnswer<{ nodes: ({ id: string; name: string } | null)[] }>(ids.length > 0 ? namesQuery : null, { ids });
  const nameOf = (id: string) => names.answer?.nodes.find((node) => node?.id === id)?.name ?? id.replace(/^\w+:/, '');
  const variables = { series: pairs.map((pair) => ({ name: pair.join(' – '), where: { between: pair, scope: pairScope } })), interval, ...days };
  const found = useAnswer<Series>(pairs.length > 0 ? seriesQuery : null, variables);
  const series = pairs.length > 0 ? found.answer?.eventTimeSeries.series ?? [] : [];
  const starts = series[0]?.points.map((point) => point.start) ?? [];
  const lines = series.map((one, n) => ({ name: (pairs[n] ?? []).map(nameOf).join(' – '), values: tensions(one.points) }));
  const unit = interval === 'YEAR' ? 'year' : 'month';
  return (
    <Panel title="Tension" query={seriesQuery} variables={variables} file={series.length === 0 ? null : {
      name: 'tension', head: ['from', ...lines.map((line) => line.name)], rows: () => starts.map((start, i) => [start, ...lines.map((line) => Number(line.values[i]!.toFixed(3)))]),
    }}>
      <ul class="linekey">
        {pairs.map((pair, n) => (
          <li key={pair.join()}><LineKey n={n} /> <a href={at.dyad(pair[0], pair[1], pairScope)}>{pair.map(nameOf).join(' – ')}</a>{' '}
            <button type="button" class="link" aria-label={`Without ${pair.map(nameOf).join(' and ')}`} onClick={() => onPairs(pairs.filter((one) => one !== pair))}>✕</button></li>
        ))}
      </ul>
      {pairs.length === 0
        ? <Empty>Choose two actors, or a pair of the table.</Empty>
        : <Answer of={found} again={found.again} what="The tension">{() => lines.length === pairs.length && starts.length > 1 ? <LineChart label="Tension, −10 warm … +10 tense" starts={starts} lines={lines} /> : <Empty>These days are too few for a line.</Empty>}</Answer>}
      {pairs.length < mostLines && <AddPair onAdd={(a, b) => onPairs([...pairs, [a.id, b.id]])} />}
      <p class="files">
        Tension of a {unit} = −Σ intensity / (events + {calm}), over the events of this {unit} and the {window - 1} before it: +10 is nothing but attacks, −10 nothing but the warmest
        cooperation, 0 balance or silence. Intensity is a constant of each relation, on Goldstein's scale; the {calm} keep a single event from looking like a crisis.
      </p>
    </Panel>
  );
}

function AddPair({ onAdd }: { onAdd: (a: Actor, b: Actor) => void }) {
  const [first, setFirst] = useState<Actor | null>(null);
  return (
    <div class="add">
      {first
        ? <>
            <span>{first.name} and</span>
            <SearchBox main={false} actorsOnly label={`Another pair: ${first.name} and`} placeholder="the other …" onFound={(found) => { if (found.kind === 'ACTOR' && found.actor.id !== first.id) { onAdd(first, found.actor); setFirst(null); } }} />
            <button type="button" class="link" onClick={() => setFirst(null)}>cancel</button>
          </>
        : <SearchBox main={false} actorsOnly label="Another pair: its first actor" placeholder="Another pair: one actor …" onFound={(found) => found.kind === 'ACTOR' && setFirst(found.actor)} />}
    </div>
  );
}
