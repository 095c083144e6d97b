import type { Event, Mention } from '../model';
import { EventLine, marksOf } from '../shell/EventCard';
import { Marked } from '../shell/Marked';
import { Answer, Empty } from '../shell/States';
import { at } from '../site';
import { useAnswer } from '../useAnswer';
import { dateWords, quadClass } from '../words';

const query = `query Latest($where: EventFilter) {
  events(where: $where, first: 8) {
    nodes {
      id relation quadClass
      source { id kind name code }
      targetActor { id kind name code }
      action { id name }
      date { iso start }
      mentions(first: 1) { id sentence start trigger { start end } sourceSpan { start end } targetSpan { start end } article { id outlet } }
    }
  }
}`;

type Told = Pick<Event, 'id' | 'relation' | 'quadClass' | 'source' | 'targetActor' | 'action' | 'date'> & {
  mentions: (Omit<Mention, 'article' | 'explanation'> & { article: { id: string; outlet: string | null } | null })[];
};

/** What happened last, until the day of the latest article, which may be awaited: each with the sentence that tells of it. */
export function Latest({ until, awaited }: { until: string | null; awaited: boolean }) {
  const where = until ? { date: { lte: until } } : null;
  const found = useAnswer<{ events: { nodes: Told[] } }>(awaited ? null : query, { where });
  return (
    <section class="latest" aria-labelledby="latest">
      <h2 id="latest">Latest events</h2>
      <Answer of={found} again={found.again} what="The latest events">
        {({ events }) => events.nodes.length === 0 ? <Empty>No event yet.</Empty> : (
          <ol>{events.nodes.map((event) => <li key={event.id} class={quadClass(event.quadClass).css}><Item event={event} /></li>)}</ol>
        )}
      </Answer>
      <p class="files"><a href={at.playground(query, { where })}>Open in the playground</a> · <a href={at.feed()}>Follow as a feed</a></p>
    </section>
  );
}

function Item({ event }: { event: Told }) {
  const mention = event.mentions[0];
  return (
    <>
      <EventLine event={event} />
      {mention && <p class="sentence"><Marked text={mention.sentence} marks={marksOf(mention)} origin={mention.start} /></p>}
      <p class="facts">
        <time dateTime={event.date.start ?? undefined}>{dateWords(event.date.iso)}</time>
        {mention?.article && <a href={at.article(mention.article.id, mention.id)}>{mention.article.outlet ?? 'the article'}</a>}
      </p>
    </>
  );
}
