import './home.css';
import { useMemo } from 'preact/hooks';
import { Latest } from '../landing/Latest';
import { Pairs } from '../landing/Pairs';
import { Questions } from '../landing/Questions';
import { World } from '../landing/World';
import type { Actor } from '../model';
import { monthsBetween, newsDays, newsFields, type News } from '../news';
import { SearchBox } from '../shell/SearchBox';
import { Shell, show } from '../shell/Shell';
import { Answer } from '../shell/States';
import { at } from '../site';
import { useTopPairs } from '../topPairs';
import { useAnswer } from '../useAnswer';
import { dateWords, number } from '../words';

const query = `query Home {
  about { version statistics { events actors actions articles } }
  ${newsFields}
  eventGroups(by: [MONTH], first: 500) { nodes { count keys { key } } }
}`;

interface Found extends News {
  about: { version: string; statistics: Record<'events' | 'actors' | 'actions' | 'articles', number> };
  eventGroups: { nodes: { count: number; keys: { key: string }[] }[] };
}

function Home() {
  const found = useAnswer<Found>(query);
  const pairs = useTopPairs(8);
  const news = found.answer && newsDays(found.answer);
  const months = useMemo(() => {
    const counts = new Map(found.answer?.eventGroups.nodes.map((group) => [group.keys[0]!.key, group.count]));
    return news ? monthsBetween(news.from, news.to).map((month) => ({ month, count: counts.get(month) ?? 0 })) : [];
  }, [found.answer]);
  return (
    <Shell searches>
      <div class="sheet">
        <section class="hero">
          <h1>Who did what to whom</h1>
          <p class="lead">Read from the news, with the sentence that says so.</p>
          <SearchBox placeholder="An actor, an action, words of an event …" />
          <Suggestions actors={pairs.answer?.pairs.flatMap((pair) => [pair.a, pair.b]) ?? []} />
        </section>
        <Answer of={found} again={found.again} what="The graph">
          {({ about: { statistics } }) => statistics.articles === 0 ? <Nothing /> : (
            <dl class="figures">
              {(['events', 'actors', 'actions', 'articles'] as const).map((what) => <div><dt>{what}</dt><dd>{number(statistics[what])}</dd></div>)}
              {news && <div class="wide"><dt>the news of</dt><dd>{dateWords(news.from.slice(0, 7))} – {dateWords(news.to.slice(0, 7))}</dd></div>}
            </dl>
          )}
        </Answer>
        {found.answer?.about.statistics.articles !== 0 && (
          <>
            <World months={months} />
            <div class="columns">
              <Latest until={news?.to ?? null} awaited={found.loading} />
              <Pairs found={pairs} />
            </div>
          </>
        )}
        <Questions />
        <footer>
          <p>entente {found.answer?.about.version} · <a href={at.graphql()}>GraphQL</a> · <a href={at.openapi()}>OpenAPI of the files</a> · <a href={at.feed()}>Feed</a> · <a href={at.licences()}>Licences</a></p>
        </footer>
      </div>
    </Shell>
  );
}

/** Actors to begin with. */
function Suggestions({ actors }: { actors: Actor[] }) {
  const few = [...new Map(actors.map((actor) => [actor.id, actor])).values()].slice(0, 5);
  return <p class="suggestions">{few.length > 0 && <>Begin with {few.map((actor, i) => <>{i > 0 && ', '}<a href={at.exploreActors(actor.id)}>{actor.name}</a></>)}.</>}&nbsp;</p>;
}

function Nothing() {
  return (
    <div class="notice">
      <p>Nothing has been read yet. Load articles with <code>entente load PATH</code>, or start again with <code>entente serve --load PATH</code>.</p>
    </div>
  );
}

show(<Home />);
