// What the panel shows of the ways from one actor to another.
import type { Actor, Event } from '../model';
import { EventLine } from '../shell/EventCard';
import { SearchBox } from '../shell/SearchBox';
import { Answer, Empty } from '../shell/States';
import { at } from '../site';
import { useAnswer } from '../useAnswer';
import { count } from '../words';

const query = `query Ways($from: ActorRef!, $to: ActorRef!, $where: EventFilter) {
  paths(from: $from, to: $to, where: $where, maxLength: 4, first: 8) {
    from { id name } to { id name } truncated
    nodes {
      length weakest
      steps {
        from { id name } to { id name } count
        events(first: 1) { nodes { id relation quadClass source { id kind name code } targetActor { id kind name code } action { id name } } }
      }
    }
  }
}`;

interface Step {
  from: Actor;
  to: Actor;
  count: number;
  events: { nodes: Pick<Event, 'id' | 'relation' | 'quadClass' | 'source' | 'targetActor' | 'action'>[] };
}

interface Ways {
  paths: { from: Actor; to: Actor; truncated: boolean; nodes: { length: number; weakest: number; steps: Step[] }[] };
}

interface Props {
  from: string;
  to: string;
  actors: Map<string, Actor>;
  where: object | null;
  way: string[];
  onTo: (to: string) => void;
  onShow: (ids: string[]) => void;
  onClose: () => void;
}

export function PathPanel({ from, to, actors, where, way, onTo, onShow, onClose }: Props) {
  const found = useAnswer<Ways>(to ? query : null, { from, to, where });
  const start = actors.get(from)?.name ?? found.answer?.paths.from.name ?? from;
  return (
    <>
      <header class="about">
        <h2>How {start} is linked{found.answer ? ` to ${found.answer.paths.to.name}` : ''}</h2>
        <p>The shortest ways first; of those as long the ones of the strongest ties.</p>
      </header>
      <div class="doings">
        <SearchBox main={false} actorsOnly label={`How ${start} is linked to`} placeholder="to another actor …" onFound={(chosen) => chosen.kind === 'ACTOR' && onTo(chosen.actor.id)} />
        {to && <a class="button" href={at.playground(query, { from, to, where })}>Playground</a>}
        <button type="button" onClick={onClose}>Close</button>
      </div>
      <Answer of={found} again={found.again} what="The ways">
        {({ paths }) => (
          <>
            <p role="status" class="count">{count(paths.nodes.length, 'way')}{paths.truncated && ', and there may be others as short'}</p>
            {paths.nodes.length === 0 && <Empty>{paths.from.name} and {paths.to.name} are not linked over three others or fewer by events that the filters let through.</Empty>}
            <ol class="ways">
              {paths.nodes.map(({ steps }) => {
                const ids = [steps[0]!.from.id, ...steps.map((step) => step.to.id)];
                return (
                  <li>
                    <p class="way">
                      <strong>{steps[0]!.from.name}</strong>
                      {steps.map((step) => <> <span>{count(step.count, 'event')}</span> <strong>{step.to.name}</strong></>)}
                    </p>
                    <button type="button" aria-pressed={ids.join() === way.join()} onClick={() => onShow(ids)}>Show in the graph</button>
                    <details>
                      <summary>By which events</summary>
                      <ul class="rows tall">{steps.flatMap((step) => step.events.nodes).map((event) => <li><EventLine event={event} /></li>)}</ul>
                    </details>
                  </li>
                );
              })}
            </ol>
          </>
        )}
      </Answer>
    </>
  );
}
