import { useEffect, useState } from 'preact/hooks';
import { useAddress } from '../address';
import { EventCorrections } from '../corrections/EventCorrections';
import { eventFields, type Actor, type Event, type Page } from '../model';
import { ActorLink, EventCard } from '../shell/EventCard';
import { FileLink } from '../shell/FileLink';
import { SearchBox } from '../shell/SearchBox';
import { Shell, show } from '../shell/Shell';
import { Answer, Cut, Empty } from '../shell/States';
import { TimeChart, type Days } from '../shell/TimeChart';
import { at } from '../site';
import { intervalFor, timePoints, timelineFields, type TimelineAnswer } from '../timeline';
import { useAnswer } from '../useAnswer';
import { count, dateWords, number, relationWords, signed } from '../words';

const summaryQuery = `query Dyad($a: ActorRef!, $b: ActorRef!, $scope: Scope) {
  dyad(a: $a, b: $b, scope: $scope) {
    a { id kind name code } b { id kind name code }
    balance
    summary { events aToB bToA meanIntensity relations { relation count } }
    firstEvent { date { start } } lastEvent { date { start } }
  }
}`;

interface Summary {
  dyad: {
    a: Actor;
    b: Actor;
    balance: number | null;
    summary: { events: number; aToB: number; bToA: number; meanIntensity: number | null; relations: { relation: string; count: number }[] };
    firstEvent: { date: { start: string } } | null;
    lastEvent: { date: { start: string } } | null;
  };
}

const timelineQuery = `query DyadOverTime($a: ActorRef!, $b: ActorRef!, $scope: Scope, $interval: Interval!) {
  dyad(a: $a, b: $b, scope: $scope) { timeline(interval: $interval) { ${timelineFields} } }
}`;

const eventsQuery = `query DyadEvents($a: ActorRef!, $b: ActorRef!, $scope: Scope, $where: EventFilter, $first: Int!) {
  dyad(a: $a, b: $b, scope: $scope, where: $where) { events(first: $first) { totalCount nodes { ...EventFields } } }
}
${eventFields}`;

const scopes = [
  { id: '', words: 'with their officials' },
  { id: 'AFFILIATED', words: 'with all who belong to them' },
  { id: 'SELF', words: 'themselves alone' },
];

function Dyad() {
  const [{ a, b, scope: asked, from, to }, go] = useAddress({ a: '', b: '', scope: '', from: '', to: '' });
  const scope = scopes.some((one) => one.id === asked) ? asked : '';
  const summary = useAnswer<Summary>(a && b ? summaryQuery : null, { a, b, scope: scope || null });
  const dyad = summary.answer?.dyad;
  useEffect(() => {
    document.title = dyad ? `${dyad.a.name} and ${dyad.b.name} · entente` : 'Two actors · entente';
  }, [dyad]);
  return (
    <Shell>
      <div class="sheet">
        <h1>{dyad ? <><ActorLink actor={dyad.a} /> and <ActorLink actor={dyad.b} /></> : 'What passed between two actors'}</h1>
        <div class="pair">
          <SearchBox main={false} actorsOnly label="One actor" placeholder={dyad ? `instead of ${dyad.a.name} …` : 'one actor …'}
            onFound={(found) => found.kind === 'ACTOR' && go({ a: found.actor.id, from: '', to: '' })} />
          <SearchBox main={false} actorsOnly label="The other actor" placeholder={dyad ? `instead of ${dyad.b.name} …` : 'the other actor …'}
            onFound={(found) => found.kind === 'ACTOR' && go({ b: found.actor.id, from: '', to: '' })} />
          <select aria-label="Who counts for the two" value={scope} onChange={(event) => go({ scope: event.currentTarget.value })}>
            {scopes.map((one) => <option value={one.id}>{one.words}</option>)}
          </select>
          {dyad && <a class="button" href={at.exploreActors(dyad.a.id, dyad.b.id)}>Show as a graph</a>}
          {dyad && <a class="button" href={at.playground(summaryQuery, { a, b, scope: scope || null })}>Open in the playground</a>}
        </div>
        {!(a && b) && <Empty>Choose two actors to see all that passed between them{a || b ? `; one is ${a || b}` : ''}.</Empty>}
        <Answer of={summary} again={summary.again} what="What passed between them">
          {({ dyad }) => dyad.summary.events === 0
            ? <Empty>Nothing passed between {dyad.a.name} and {dyad.b.name}, as far as the articles tell.</Empty>
            : <Between key={`${a} ${b} ${scope}`} dyad={dyad} scope={scope || null} days={{ from: from || null, to: to || null }} onDays={(days) => go({ from: days.from ?? '', to: days.to ?? '' })} />}
        </Answer>
      </div>
    </Shell>
  );
}

function Between({ dyad, scope, days, onDays }: { dyad: Summary['dyad']; scope: string | null; days: Days; onDays: (days: Days) => void }) {
  const [first, setFirst] = useState(20);
  const ends = { a: dyad.a.id, b: dyad.b.id, scope };
  const interval = intervalFor(dyad.firstEvent?.date.start ?? null, dyad.lastEvent?.date.start ?? null);
  const timeline = useAnswer<{ dyad: { timeline: TimelineAnswer[] } }>(timelineQuery, { ...ends, interval });
  const where = days.from || days.to ? { date: { gte: days.from, lte: days.to } } : null;
  const events = useAnswer<{ dyad: { events: Page<Event> } }>(eventsQuery, { ...ends, where, first });
  const all = { and: [{ between: [dyad.a.id, dyad.b.id], ...(scope && { scope }) }, ...(where ? [where] : [])] };
  return (
    <>
      <dl class="figures">
        <div><dt>events</dt><dd>{number(dyad.summary.events)}</dd></div>
        <div><dt>by {dyad.a.name}</dt><dd>{number(dyad.summary.aToB)}</dd></div>
        <div><dt>by {dyad.b.name}</dt><dd>{number(dyad.summary.bToA)}</dd></div>
        {dyad.balance !== null && <div><dt>balance, −1 conflict … +1 cooperation</dt><dd>{signed(dyad.balance)}</dd></div>}
      </dl>
      <section class="card">
        <h2>Cooperation and conflict over time</h2>
        <Answer of={timeline} what="The course of it">
          {({ dyad: { timeline } }) => timeline.length === 0
            ? <Empty>None of the events is dated.</Empty>
            : <TimeChart label={`Events between ${dyad.a.name} and ${dyad.b.name}`} points={timePoints(timeline)} height={200} days={days} onDays={onDays} />}
        </Answer>
      </section>
      <section>
        <h2>What was done</h2>
        <ul class="chips">{dyad.summary.relations.map(({ relation, count }) => <li>{relationWords(relation)} <b>{number(count)}</b></li>)}</ul>
      </section>
      <section aria-live="polite">
        <Answer of={events} again={events.again} what="The events">
          {({ dyad: { events: page } }) => (
            <>
              <h2>{count(page.totalCount, 'event')}{(days.from || days.to) && ` from ${dateWords(days.from ?? dyad.firstEvent!.date.start)} to ${dateWords(days.to ?? dyad.lastEvent!.date.start)}`}</h2>
              <p class="files">As a file: <FileLink href={at.events('csv', all)}>CSV</FileLink> <FileLink href={at.events('json', all)}>JSON</FileLink> <FileLink href={at.events('graphml', all)}>GraphML</FileLink></p>
              {page.nodes.map((event) => <EventCard key={event.id} event={event}><EventCorrections event={event} onChanged={events.again} /></EventCard>)}
              <Cut shown={page.nodes.length} of={page.totalCount} more={page.nodes.length < 500 ? () => setFirst(Math.min(500, first * 3)) : undefined} />
            </>
          )}
        </Answer>
      </section>
    </>
  );
}

show(<Dyad />);
