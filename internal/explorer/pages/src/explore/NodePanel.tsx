// What the panel shows of an actor: who it is, whom it deals with, when, and how to go on from here.
import { useState } from 'preact/hooks';
import type { Actor, Event, QuadClass } from '../model';
import { ActorHistory } from '../corrections/ActorHistory';
import { EventLine } from '../shell/EventCard';
import { FileLink } from '../shell/FileLink';
import { SearchBox } from '../shell/SearchBox';
import { Answer, Empty } from '../shell/States';
import { TimeChart } from '../shell/TimeChart';
import { at } from '../site';
import { intervalFor, timePoints, timelineFields, type TimelineAnswer } from '../timeline';
import { useAnswer } from '../useAnswer';
import { count, dateWords, enumWords, kindWords, number, quadClasses } from '../words';
import { both } from './filters';

const query = `query ActorPanel($id: ActorRef!, $where: EventFilter, $partners: EventFilter, $day: DateInput) {
  actor(id: $id) {
    id kind name code aliases
    events(where: $where, scope: SELF, first: 4) {
      totalCount
      nodes { id relation quadClass source { id kind name code } targetActor { id kind name code } action { id name } date { iso } }
    }
    first: events(where: $where, scope: SELF, orderBy: DATE_ASC, first: 1) { nodes { date { start } } }
    partners(where: $partners, scope: SELF, first: 50) { truncated nodes { actor { id kind name code } events asSource asTarget } }
    ... on Person { offices { ...Held } }
    ... on Country { officials(at: $day) { ...Held } }
  }
}
fragment Held on Office { title role of { id kind name code } holder { id kind name code } from to }`;

interface Office {
  title: string;
  role: string;
  of: Actor | null;
  holder: Actor | null;
  from: string | null;
  to: string | null;
}

interface Partner {
  actor: Actor;
  events: number;
  asSource: number;
  asTarget: number;
}

interface Found {
  actor: Actor & {
    aliases: string[];
    events: { totalCount: number; nodes: (Pick<Event, 'id' | 'relation' | 'quadClass' | 'source' | 'targetActor' | 'action'> & { date: { iso: string | null } })[] };
    first: { nodes: { date: { start: string | null } }[] };
    partners: { truncated: boolean; nodes: Partner[] };
    offices?: Office[];
    officials?: Office[];
  };
}

const timelineQuery = `query ActorOverTime($id: ActorRef!, $where: EventFilter, $interval: Interval!) {
  actor(id: $id) { timeline(where: $where, scope: SELF, interval: $interval) { ${timelineFields} } }
}`;

interface Props {
  id: string;
  where: object | null;
  shown: Set<string>;
  pinned: boolean;
  onAdd: (ids: string[]) => void;
  onHide: (ids: string[]) => void;
  onPin: () => void;
  onPath: (to: string) => void;
}

export function NodePanel({ id, where, shown, pinned, onAdd, onHide, onPin, onPath }: Props) {
  const [only, setOnly] = useState<QuadClass | ''>('');
  const partners = both(where, only ? { quadClass: only } : null, {});
  const found = useAnswer<Found>(query, { id, where, partners, day: null });
  return (
    <Answer of={found} again={found.again} what="The actor">
      {({ actor }) => (
        <>
          <header class="about">
            <h2>{actor.name}</h2>
            <p>{kindWords(actor.kind)}{actor.code && ` · ${actor.code}`} · {count(actor.events.totalCount, 'event')}</p>
            {actor.aliases.length > 0 && <p class="aliases">also {actor.aliases.slice(0, 6).join(', ')}{actor.aliases.length > 6 && ` and ${actor.aliases.length - 6} more`}</p>}
          </header>
          <div class="doings">
            <button type="button" onClick={onPin} aria-pressed={pinned}>{pinned ? 'Pinned' : 'Pin'}</button>
            <button type="button" onClick={() => onHide([id])}>Hide</button>
            <FileLink class="button" href={at.events('csv', both(where, { either: [id], scope: 'SELF' }))}>CSV</FileLink>
            <a class="button" href={at.playground(query, { id, where, partners })}>Playground</a>
          </div>
          <section>
            <h3>How it is linked to</h3>
            <SearchBox main={false} actorsOnly label={`How ${actor.name} is linked to`} placeholder="another actor …" onFound={(chosen) => chosen.kind === 'ACTOR' && onPath(chosen.actor.id)} />
          </section>
          <Partners of={actor} only={only} setOnly={setOnly} shown={shown} onAdd={onAdd} />
          {actor.events.totalCount > 0 && (
            <section>
              <h3>Over time</h3>
              <Course id={id} name={actor.name} where={where} first={actor.first.nodes[0]?.date.start ?? null} last={actor.events.nodes[0]?.date.iso?.slice(0, 10) ?? null} />
            </section>
          )}
          <section>
            <h3>Latest events</h3>
            {actor.events.totalCount === 0
              ? <Empty>None that the filters let through.</Empty>
              : <ul class="rows tall">{actor.events.nodes.map((event) => <li><EventLine event={event} /><span>{dateWords(event.date.iso)}</span></li>)}</ul>}
          </section>
          <Offices actor={actor} onAdd={onAdd} />
          <ActorHistory actor={actor} onChanged={found.again} />
        </>
      )}
    </Answer>
  );
}

const steps = [5, 10, 25, 50];

function Partners({ of, only, setOnly, shown, onAdd }: { of: Found['actor']; only: QuadClass | ''; setOnly: (only: QuadClass | '') => void; shown: Set<string>; onAdd: (ids: string[]) => void }) {
  const [direction, setDirection] = useState<'events' | 'asSource' | 'asTarget'>('events');
  const [many, setMany] = useState(10);
  const partners = of.partners.nodes.filter((partner) => partner[direction] > 0).toSorted((a, b) => b[direction] - a[direction]);
  const hidden = partners.filter(({ actor }) => !shown.has(actor.id));
  return (
    <section>
      <h3>Deals with {of.partners.truncated ? 'more than 50 actors, the first of them:' : count(of.partners.nodes.length, 'actor')}</h3>
      <div class="expand">
        <label><span class="unseen">Class of events</span>
          <select value={only} onChange={(event) => setOnly(event.currentTarget.value as QuadClass | '')}>
            <option value="">any events</option>
            {quadClasses.map(({ id, name }) => <option value={id}>{name}</option>)}
          </select>
        </label>
        <label><span class="unseen">Direction</span>
          <select value={direction} onChange={(event) => setDirection(event.currentTarget.value as typeof direction)}>
            <option value="events">either way</option>
            <option value="asSource">it did</option>
            <option value="asTarget">done to it</option>
          </select>
        </label>
        <label><span class="unseen">How many</span>
          <select value={many} onChange={(event) => setMany(Number(event.currentTarget.value))}>{steps.map((n) => <option value={n}>top {n}</option>)}</select>
        </label>
        <button type="button" class="primary" disabled={hidden.length === 0} onClick={() => onAdd(hidden.slice(0, many).map(({ actor }) => actor.id))}>Expand</button>
      </div>
      <ul class="rows">
        {partners.slice(0, many).map((partner) => (
          <li>
            {shown.has(partner.actor.id)
              ? <span class="there">{partner.actor.name}</span>
              : <button type="button" class="link" onClick={() => onAdd([partner.actor.id])}>{partner.actor.name}</button>}
            <span><a href={at.dyad(of.id, partner.actor.id)}>{count(partner[direction], 'event')}</a></span>
          </li>
        ))}
      </ul>
      {partners.length === 0 && <Empty>Nobody, by these events.</Empty>}
      {partners.length > many && <p class="cut">Shown {many} of {of.partners.truncated ? 'more than ' : ''}{number(partners.length)}.</p>}
    </section>
  );
}

function Course({ id, name, where, first, last }: { id: string; name: string; where: object | null; first: string | null; last: string | null }) {
  const course = useAnswer<{ actor: { timeline: TimelineAnswer[] } }>(timelineQuery, { id, where, interval: intervalFor(first, last) });
  return (
    <Answer of={course} what="The course of its events">
      {({ actor: { timeline } }) => timeline.length === 0 ? <Empty>None of them is dated.</Empty> : <TimeChart label={`Events of ${name}`} points={timePoints(timeline)} height={110} />}
    </Answer>
  );
}

function Offices({ actor, onAdd }: { actor: Found['actor']; onAdd: (ids: string[]) => void }) {
  const offices = actor.offices ?? actor.officials ?? [];
  if (offices.length === 0) {
    return null;
  }
  const other = (office: Office) => actor.officials ? office.holder : office.of;
  return (
    <section>
      <h3>{actor.officials ? 'Its officials' : 'Offices'}</h3>
      <ul class="rows tall">
        {offices.slice(0, 12).map((office) => (
          <li>
            <span>{office.title || enumWords(office.role)} {other(office) && <button type="button" class="link" onClick={() => onAdd([other(office)!.id])}>{other(office)!.name}</button>}</span>
            <span>{office.from || office.to ? `${office.from ?? '…'} – ${office.to ?? 'now'}` : ''}</span>
          </li>
        ))}
      </ul>
      {offices.length > 12 && <p class="cut">Shown 12 of {offices.length}.</p>}
    </section>
  );
}
