import './dashboard.css';
import { useAddress } from '../address';
import { Classes } from '../dashboard/Classes';
import { Live } from '../dashboard/Live';
import { within } from '../dashboard/series';
import { Tension, mostLines } from '../dashboard/Tension';
import { TopPairs } from '../dashboard/TopPairs';
import { Types } from '../dashboard/Types';
import { newsDays, newsFields, type News } from '../news';
import { Shell, show } from '../shell/Shell';
import { Answer, Empty } from '../shell/States';
import { useTopPairs, type Pair } from '../topPairs';
import { useAnswer } from '../useAnswer';
import { dateWords } from '../words';

const query = `query TimeOfTheNews { ${newsFields} }`;

function Dashboard() {
  const found = useAnswer<News>(query);
  return (
    <Shell here="dashboard">
      <div class="sheet">
        <Answer of={found} again={found.again} what="The dashboard">
          {(answer) => {
            const news = newsDays(answer);
            return news ? <Panels news={news} /> : <><h1>Dashboard</h1><Empty>No dated article has been read yet. Load some with <code>entente load PATH</code>.</Empty></>;
          }}
        </Answer>
      </div>
    </Shell>
  );
}

interface Span {
  from: string;
  to: string;
}

function Panels({ news }: { news: Span }) {
  const [state, go] = useAddress({ from: '', to: '', pairs: '' });
  const spans: [string, Span][] = [['1 year', lastYears(news, 1)], ['3 years', lastYears(news, 3)], ['all of the news', news]];
  const usual = spans[1]![1];
  const days = { from: state.from || usual.from, to: state.to || usual.to };
  const set = ({ from, to }: Span) => go(from === usual.from && to === usual.to ? { from: '', to: '' } : { from, to });
  const top = useTopPairs(10, within(days));
  const chosen = state.pairs ? pairsIn(state.pairs) : (top.answer?.pairs ?? []).slice(0, 3).map(({ a, b }): [string, string] => [a.id, b.id]);
  const choose = (pairs: [string, string][]) => go({ pairs: pairs.map((pair) => pair.join('~')).join(',') || 'none' });
  const same = ({ a, b }: Pair) => (pair: [string, string]) => pair.includes(a.id) && pair.includes(b.id);
  return (
    <>
      <div class="bar head">
        <h1>Dashboard</h1>
        <fieldset class="span">
          <legend class="unseen">Days that are shown</legend>
          {spans.filter(([, span], i) => i === spans.length - 1 || span.from > news.from).map(([words, span]) => <button type="button" aria-pressed={span.from === days.from && span.to === days.to} onClick={() => set(span)}>{words}</button>)}
          <label>from <input type="date" value={days.from} onChange={(event) => event.currentTarget.value && set({ ...days, from: event.currentTarget.value })} /></label>
          <label>to <input type="date" value={days.to} onChange={(event) => event.currentTarget.value && set({ ...days, to: event.currentTarget.value })} /></label>
        </fieldset>
      </div>
      <p class="lead" aria-live="polite">{dateWords(days.from)} – {dateWords(days.to)}. Events told as fact or claimed; plans and denials are left out.</p>
      {days.from > days.to ? <Empty>These days end before they begin.</Empty> : (
        <div class="panels">
          <Classes days={days} onDays={({ from, to }) => set({ from: from ?? days.from, to: to ?? days.to })} />
          <Types days={days} />
          <TopPairs found={top} shown={(pair) => chosen.some(same(pair))} onShow={(pair) => choose(chosen.some(same(pair)) ? chosen.filter((one) => !same(pair)(one)) : [...chosen, [pair.a.id, pair.b.id] as [string, string]].slice(-mostLines))} />
          <Tension days={days} pairs={chosen} onPairs={choose} />
          <Live />
        </div>
      )}
    </>
  );
}

/** The pairs of the address: country:FRA~country:AZE,…; “none” is none at all. */
const pairsIn = (text: string) => text.split(',').map((pair) => pair.split('~')).filter((pair): pair is [string, string] => pair.length === 2).slice(0, mostLines);

/** The last years of the news in whole months, as far as it reaches back. */
function lastYears({ from, to }: Span, years: number): Span {
  const [year, month] = to.split('-').map(Number) as [number, number];
  const start = new Date(Date.UTC(year - years, month, 1)).toISOString().slice(0, 10);
  return { from: start > from ? start : from, to };
}

show(<Dashboard />);
