// What the panel shows before anything is in the graph: ways to begin.
import type { Actor, Event } from '../model';
import { EventLine } from '../shell/EventCard';
import { Answer, Empty } from '../shell/States';
import { useAnswer } from '../useAnswer';
import { count, dateWords } from '../words';

const query = `query Start {
  about { statistics { articles } }
  events(first: 6) {
    nodes { id relation quadClass source { id kind name code } targetActor { id kind name code } action { id name } date { iso } }
  }
  eventGroups(by: [SOURCE, TARGET], first: 16) { nodes { count keys { actor { id kind name code } } } }
}`;

interface Start {
  about: { statistics: { articles: number } };
  events: { nodes: Pick<Event, 'id' | 'relation' | 'quadClass' | 'source' | 'targetActor' | 'action' | 'date'>[] };
  eventGroups: { nodes: { count: number; keys: { actor: Actor | null }[] }[] };
}

export function StartPanel({ onActors }: { onActors: (ids: string[]) => void }) {
  const start = useAnswer<Start>(query);
  return (
    <div class="start">
      <h1>Explore who did what to whom</h1>
      <p class="lead">Search for an actor above (press <kbd>/</kbd>), or begin with one of the pairs and events below. Then expand an actor to see those it deals with, and choose a tie to read the sentences behind it.</p>
      <Answer of={start} again={start.again} what="Something to begin with">
        {({ about, events, eventGroups }) => about.statistics.articles === 0
          ? <Empty>The graph is empty. Load articles with <code>entente load PATH</code>, or start again with <code>entente serve --load PATH</code>.</Empty>
          : (
            <div class="columns">
              <section class="card">
              <h2>Most active pairs</h2>
              <ul class="rows">
                {pairs(eventGroups.nodes).slice(0, 10).map(([a, b, n]) => (
                  <li><button type="button" class="link" onClick={() => onActors([a.id, b.id])}>{a.name} and {b.name}</button> <span>{count(n, 'event')}</span></li>
                ))}
              </ul>
              </section>
              <section class="card">
              <h2>Latest events</h2>
              <ul class="rows tall">
                {events.nodes.map((event) => {
                  const ids = [event.source?.id, event.targetActor?.id].filter((id) => id !== undefined);
                  return (
                    <li>
                      <EventLine event={event} />
                      <span>{dateWords(event.date.iso)} · <button type="button" class="link" onClick={() => onActors(ids)}>show in the graph</button></span>
                    </li>
                  );
                })}
              </ul>
              </section>
            </div>
          )}
      </Answer>
    </div>
  );
}

/** Pairs either way round, those with most events first. */
function pairs(groups: Start['eventGroups']['nodes']): [Actor, Actor, number][] {
  const found = new Map<string, [Actor, Actor, number]>();
  for (const { count, keys } of groups) {
    const [a, b] = [keys[0]?.actor, keys[1]?.actor];
    if (a && b && a.id !== b.id) {
      const pair = found.get([a.id, b.id].sort().join()) ?? [a, b, 0];
      pair[2] += count;
      found.set([a.id, b.id].sort().join(), pair);
    }
  }
  return [...found.values()].sort((one, other) => other[2] - one[2]);
}
