// What the panel shows of a tie: the events behind it with their sentences.
import { useState } from 'preact/hooks';
import { EventCorrections } from '../corrections/EventCorrections';
import { eventFields, type Actor, type Event, type Page } from '../model';
import { EventCard } from '../shell/EventCard';
import { FileLink } from '../shell/FileLink';
import { Answer, Cut, Empty } from '../shell/States';
import { at } from '../site';
import { useAnswer } from '../useAnswer';
import { count, quadClass } from '../words';
import { both } from './filters';
import { tieOf } from './ties';

const query = `query TieEvents($where: EventFilter!, $first: Int!) {
  events(where: $where, first: $first) { totalCount nodes { ...EventFields } }
}
${eventFields}`;

interface Props {
  id: string;
  where: object | null;
  actors: Map<string, Actor>;
  onChoose: (id: string) => void;
  onChanged: () => void;
}

export function TiePanel({ id, where, actors, onChoose, onChanged }: Props) {
  const tie = tieOf(id)!;
  const officials = (tie.class as string) === 'OFFICIALS';
  const [every, setEvery] = useState(false);
  const [retracted, setRetracted] = useState(false);
  const [first, setFirst] = useState(20);
  const filter = both(where,
    officials ? { between: [tie.a, tie.b] } : { between: [tie.a, tie.b], scope: 'SELF' },
    every || officials ? null : { quadClass: tie.class },
    retracted ? { status: ['CURRENT', 'CORRECTED', 'RETRACTED'] } : null);
  const found = useAnswer<{ events: Page<Event> }>(query, { where: filter, first });
  const name = (id: string) => <button type="button" class="link" onClick={() => onChoose(id)}>{actors.get(id)?.name ?? id}</button>;
  const again = () => {
    found.again();
    onChanged();
  };
  return (
    <>
      <header class="about">
        <h2>{name(tie.a)} and {name(tie.b)}</h2>
        <p>{officials ? 'by those who act on behalf of either' : every ? 'all that passed between them' : <span class={`did ${quadClass(tie.class).css}`}>{quadClass(tie.class).name}</span>}</p>
      </header>
      <div class="doings">
        {!officials && <button type="button" aria-pressed={every} onClick={() => setEvery(!every)}>All classes</button>}
        <button type="button" aria-pressed={retracted} onClick={() => setRetracted(!retracted)}>Retracted too</button>
        <a class="button" href={at.dyad(tie.a, tie.b)}>Their course</a>
        <FileLink class="button" href={at.events('csv', filter)}>CSV</FileLink>
        <a class="button" href={at.playground(query, { where: filter, first })}>Playground</a>
      </div>
      <Answer of={found} again={found.again} what="The events">
        {({ events }) => (
          <>
            <p role="status" class="count">{count(events.totalCount, 'event')}</p>
            {events.totalCount === 0 && <Empty>None that the filters let through.</Empty>}
            {events.nodes.map((event) => <EventCard key={event.id} event={event}><EventCorrections event={event} onChanged={again} /></EventCard>)}
            <Cut shown={events.nodes.length} of={events.totalCount} more={first < 500 ? () => setFirst(Math.min(500, first * 3)) : undefined} />
          </>
        )}
      </Answer>
    </>
  );
}
