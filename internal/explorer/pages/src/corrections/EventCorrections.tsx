// Confirming, correcting and retracting an event, and what people decided about it so far.
import { useState } from 'preact/hooks';
import type { Actor, Event } from '../model';
import { SearchBox } from '../shell/SearchBox';
import { Answer } from '../shell/States';
import { useAnswer } from '../useAnswer';
import { enumWords, modalityWords, relationWords } from '../words';
import { Decide } from './Decide';
import { Decisions, decisionFields, type Decision } from './Decisions';
import { mayCorrect, useViewer } from './useViewer';

const query = `query Decided($id: ID!) { event(id: $id) { confirmed status decisions { nodes { ${decisionFields} } } } }`;

interface Decided {
  event: { confirmed: boolean; status: string; decisions: { nodes: Decision[] } } | null;
}

const ways = {
  confirm: { does: 'Confirm', mutation: 'mutation Confirm($input: ConfirmEventInput!) { confirmEvent(input: $input) { decision { id } } }' },
  correct: { does: 'Correct', mutation: 'mutation Correct($input: CorrectEventInput!) { correctEvent(input: $input) { decision { id } } }' },
  retract: { does: 'Retract', mutation: 'mutation Retract($input: RetractEventInput!) { retractEvent(input: $input) { decision { id } } }' },
};
type Way = keyof typeof ways;

/** Folded away under each event; those who may not correct see only what others decided. */
export function EventCorrections({ event, onChanged }: { event: Event; onChanged: () => void }) {
  const [open, setOpen] = useState(false);
  return (
    <details class="why" onToggle={(toggled) => setOpen(toggled.currentTarget.open)}>
      <summary>Right or wrong?</summary>
      {open && <Opened event={event} onChanged={onChanged} />}
    </details>
  );
}

function Opened({ event, onChanged }: { event: Event; onChanged: () => void }) {
  const viewer = useViewer();
  const decided = useAnswer<Decided>(query, { id: event.id });
  const [way, setWay] = useState<Way | null>(null);
  const [said, say] = useState('');
  const done = (what: string) => () => {
    setWay(null);
    say(what);
    decided.again();
    onChanged();
  };
  return (
    <Answer of={decided} again={decided.again} what="What was decided">
      {({ event: now }) => now && (
        <>
          {mayCorrect(viewer)
            ? (
              <div class="doings">
                {(Object.keys(ways) as Way[]).map((one) => (
                  <button type="button" aria-expanded={way === one} disabled={(one === 'confirm' && now.confirmed) || (one === 'retract' && now.status === 'RETRACTED')}
                    onClick={() => setWay(way === one ? null : one)}>{one === 'confirm' && now.confirmed ? 'Confirmed' : ways[one].does}</button>
                ))}
              </div>
            )
            : <p>Those with an editor's key can say so here.</p>}
          <p role="status" class="said">{said}</p>
          {way === 'correct' && <Correct event={event} onDone={done('Corrected.')} />}
          {way && way !== 'correct' && <Decide {...ways[way]} input={{ event: event.id }} onDone={done(way === 'confirm' ? 'Confirmed.' : 'Retracted. It is kept, and no longer counted.')} />}
          <Decisions decisions={now.decisions.nodes} onChanged={done('Undone.')} />
        </>
      )}
    </Answer>
  );
}

const ontologyQuery = 'query Relations { ontology { eventTypes { eventType relations } } }';
const modalities = ['ASSERTED', 'CLAIMED', 'PLANNED', 'HYPOTHETICAL', 'DENIED'];

function Correct({ event, onDone }: { event: Event; onDone: () => void }) {
  const types = useAnswer<{ ontology: { eventTypes: { eventType: string; relations: string[] }[] } }>(ontologyQuery).answer?.ontology.eventTypes ?? [];
  const [relation, setRelation] = useState(event.relation);
  const [source, setSource] = useState(event.source);
  const [target, setTarget] = useState(event.targetActor);
  const [date, setDate] = useState(event.date.iso ?? '');
  const [modality, setModality] = useState(event.modality);
  const input = {
    ...(relation !== event.relation && { relation }),
    ...(source && source.id !== event.source?.id && { source: source.id }),
    ...(target && target.id !== event.targetActor?.id && { target: target.id }),
    ...(date && date !== event.date.iso && { date }),
    ...(modality !== event.modality && { modality }),
  };
  return (
    <Decide {...ways.correct} input={{ event: event.id, ...input }} lacks={Object.keys(input).length === 0 ? 'Change something first.' : ''} onDone={onDone}>
      <ActorField name="who did it" actor={source} onActor={setSource} />
      <label>what
        <select value={relation} onChange={(changed) => setRelation(changed.currentTarget.value)}>
          {types.length === 0 && <option value={relation}>{relationWords(relation)}</option>}
          {types.map(({ eventType, relations }) => <optgroup label={enumWords(eventType)}>{relations.map((one) => <option value={one}>{relationWords(one)}</option>)}</optgroup>)}
        </select>
      </label>
      <ActorField name="to whom" actor={target} onActor={setTarget} />
      <label>when <input value={date} onInput={(changed) => setDate(changed.currentTarget.value)} placeholder="2023-09-19 or 2023-09" /></label>
      <label>told as
        <select value={modality} onChange={(changed) => setModality(changed.currentTarget.value)}>{modalities.map((one) => <option value={one}>{modalityWords(one)}</option>)}</select>
      </label>
    </Decide>
  );
}

export function ActorField({ name, actor, onActor }: { name: string; actor: Actor | null; onActor: (actor: Actor) => void }) {
  return (
    <div class="field">
      <span>{name}{actor && <>: <strong>{actor.name}</strong></>}</span>
      <SearchBox main={false} actorsOnly label={name} placeholder="another …" onFound={(found) => found.kind === 'ACTOR' && onActor(found.actor)} />
    </div>
  );
}
