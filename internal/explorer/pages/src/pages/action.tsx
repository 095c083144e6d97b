import { useEffect, useState } from 'preact/hooks';
import { EventCorrections } from '../corrections/EventCorrections';
import { eventFields, type Actor, type Event, type Page } from '../model';
import { ActorLink, EventCard } from '../shell/EventCard';
import { FileLink } from '../shell/FileLink';
import { Shell, show } from '../shell/Shell';
import { Answer, Cut, Empty } from '../shell/States';
import { at, idInPath } from '../site';
import { useAnswer } from '../useAnswer';
import { count, dateWords, quadClass, relationWords } from '../words';

const query = `query Action($id: ID!, $first: Int!) {
  action(id: $id) {
    id name
    doneBy { id kind name code }
    event { ...EventFields }
    reactions(first: $first) { totalCount nodes { actor { id kind name code } relation event { ...EventFields } } }
  }
}
${eventFields}`;

interface Reaction {
  actor: Actor | null;
  relation: string;
  event: Event;
}

interface Found {
  action: { id: string; name: string; doneBy: Actor | null; event: Event | null; reactions: Page<Reaction> } | null;
}

const sides = [
  { title: 'Against it', css: 'mx', is: (reaction: Reaction) => reaction.event.quadClass.endsWith('CONFLICT') },
  { title: 'For it', css: 'mc', is: (reaction: Reaction) => reaction.event.quadClass.endsWith('COOPERATION') },
];

function Action() {
  const id = idInPath();
  const [first, setFirst] = useState(100);
  const found = useAnswer<Found>(query, { id, first });
  const action = found.answer?.action;
  useEffect(() => {
    document.title = `${action?.name ?? 'Action'} · entente`;
  }, [action]);
  return (
    <Shell>
      <div class="sheet">
        <Answer of={found} again={found.again} what="The action">
          {({ action }) => action === null
            ? <><h1>No such action</h1><Empty>Nothing has the id {id}. Perhaps its article was read again; look for it by its words.</Empty></>
            : (
              <>
                <h1>{capital(action.name)}</h1>
                <p class="lead">{action.doneBy ? <>An act of <ActorLink actor={action.doneBy} /></> : 'An act of somebody whom the articles do not name'}
                  {action.event?.date.iso && `, ${dateWords(action.event.date.iso)}`}. What others said or did about it:</p>
                <p class="files">
                  <a href={at.playground(query, { id, first: 20 })}>Open in the playground</a> · <FileLink href={at.events('csv', { action: [id] })}>Reactions as CSV</FileLink>
                </p>
                {action.reactions.totalCount === 0 && <Empty>Nobody is told to have reacted to it.</Empty>}
                <div class="sides">
                  {sides.map((side) => <Side {...side} reactions={action.reactions.nodes.filter(side.is)} onChanged={found.again} />)}
                </div>
                <Cut shown={action.reactions.nodes.length} of={action.reactions.totalCount} more={first < 500 ? () => setFirst(500) : undefined} />
                {action.event && <><h2>What was done</h2><EventCard event={action.event} /></>}
              </>
            )}
        </Answer>
      </div>
    </Shell>
  );
}

/** Those on one side, each once with all that they said or did, the weightiest words first. */
function Side({ title, css, reactions, onChanged }: { title: string; css: string; reactions: Reaction[]; onChanged: () => void }) {
  const byActor = Map.groupBy(reactions, (reaction) => reaction.actor?.id ?? '');
  if (byActor.size === 0) {
    return null;
  }
  return (
    <section class={`side ${css}`}>
      <h2>{title} <span>{count(byActor.size, 'actor')}</span></h2>
      <ul>
        {[...byActor.values()].map((ofOne) => (
          <li>
            <details>
              <summary>
                <strong>{ofOne[0]!.actor?.name ?? 'somebody'}</strong>{' '}
                {[...Map.groupBy(ofOne, ({ relation }) => relation)].map(([relation, same]) => (
                  <span class={`did ${quadClass(same[0]!.event.quadClass).css}`}>{relationWords(relation)}{same.length > 1 && ` ${same.length}×`} </span>
                ))}
              </summary>
              {ofOne.map(({ event }) => <EventCard key={event.id} event={event}><EventCorrections event={event} onChanged={onChanged} /></EventCard>)}
            </details>
          </li>
        ))}
      </ul>
    </section>
  );
}

const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);

show(<Action />);
