import { useEffect, useState } from 'preact/hooks';
import { follow, type Line } from '../follow';
import type { Event } from '../model';
import { EventLine } from '../shell/EventCard';
import { Answer, Empty } from '../shell/States';
import { at } from '../site';
import { useAnswer } from '../useAnswer';
import { dateWords, number, quadClass } from '../words';
import { Panel } from './Panel';

const fields = 'id relation quadClass source { id kind name code } targetActor { id kind name code } action { id name } date { iso start } recordedAt mentions(first: 1) { id article { id } }';

const latestQuery = `query Stored { events(orderBy: RECORDED_DESC, first: 12) { nodes { ${fields} } } }`;

export const liveQuery = `subscription Live($since: String) {
  eventChanged(since: $since) { kind id recordedAt event { ${fields} } }
}`;

type Told = Pick<Event, 'id' | 'relation' | 'quadClass' | 'source' | 'targetActor' | 'action' | 'date'> & {
  recordedAt: string;
  mentions: { id: string; article: { id: string } | null }[];
};

interface Change {
  kind: 'ADDED' | 'CHANGED' | 'RETRACTED';
  id: string;
  recordedAt: string;
  event: Told | null;
}

const most = 50;

/** What is stored, as it is stored: first what was stored last, then whatever comes. */
export function Live() {
  const [changes, setChanges] = useState<Change[]>([]);
  const [came, setCame] = useState(0);
  const [line, setLine] = useState<Line>('opening');
  const [refused, setRefused] = useState('');
  const [held, hold] = useState(false);
  const latest = useAnswer<{ events: { nodes: Told[] } }>(latestQuery);
  useEffect(() => {
    if (held) {
      return;
    }
    const stop = new AbortController();
    follow<{ eventChanged: Change }>(liveQuery, {
      onData: ({ eventChanged }) => {
        setChanges((before) => [eventChanged, ...before].slice(0, most));
        setCame((before) => before + 1);
      },
      onLine: setLine,
      onRefused: setRefused,
    }, stop.signal);
    return () => stop.abort();
  }, [held]);
  const state = refused ? `cannot be followed: ${refused}` : held ? 'held' : { opening: 'connecting …', open: came > 0 ? `${number(came)} came in` : 'waiting for what comes', broken: 'the line is broken; it is tried again' }[line];
  return (
    <Panel title="As it comes in" query={liveQuery} file={at.events('csv', {})} aside={
      <span class="live"><span role="status" class={line === 'open' && !held ? 'on' : ''}>{state}</span>{!refused && <button type="button" class="small" aria-pressed={held} onClick={() => hold(!held)}>hold</button>}</span>
    }>
      <div class="feed" tabIndex={0} role="region" aria-label="Events as they come in">
        {changes.length > 0 && <ol>{changes.map((change) => <Row key={change.id + change.recordedAt + change.kind} event={change.event} kind={change.kind} at={change.recordedAt} />)}</ol>}
        <Answer of={latest} again={latest.again} what="What was stored last">
          {({ events }) => events.nodes.length === 0 && changes.length === 0
            ? <Empty>Nothing is stored yet.</Empty>
            : <ol>{events.nodes.filter((event) => !changes.some((change) => change.id === event.id)).map((event) => <Row key={event.id} event={event} at={event.recordedAt} />)}</ol>}
        </Answer>
      </div>
    </Panel>
  );
}

const verbs = { ADDED: 'new', CHANGED: 'changed', RETRACTED: 'no longer' };

function Row({ event, kind, at: instant }: { event: Told | null; kind?: Change['kind']; at: string }) {
  const mention = event?.mentions[0];
  return (
    <li class={event ? quadClass(event.quadClass).css : ''}>
      {event ? <EventLine event={event} /> : <p>An event that nothing tells of any more.</p>}
      <p class="facts">
        {kind && <b>{verbs[kind]}</b>}
        {event && <time dateTime={event.date.start ?? undefined}>{dateWords(event.date.iso)}</time>}
        <span>stored <time dateTime={instant}>{instant.slice(0, 16).replace('T', ' ')}</time></span>
        {mention?.article && <a href={at.article(mention.article.id, mention.id)}>read it</a>}
      </p>
    </li>
  );
}
