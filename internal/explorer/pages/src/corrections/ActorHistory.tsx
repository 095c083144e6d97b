// Merging an actor into another, giving it an alias, and what people decided about it so far.
import { useState } from 'preact/hooks';
import type { Actor } from '../model';
import { Answer } from '../shell/States';
import { useAnswer } from '../useAnswer';
import { Decide } from './Decide';
import { Decisions, decisionFields, type Decision } from './Decisions';
import { ActorField } from './EventCorrections';
import { mayCorrect, useViewer } from './useViewer';

const query = `query DecidedOf($id: ActorRef!) { decisions(where: { actor: $id }, first: 20) { nodes { ${decisionFields} } } }`;
const mergeMutation = 'mutation Merge($input: MergeActorsInput!) { mergeActors(input: $input) { actor { id } } }';
const aliasMutation = 'mutation Alias($input: AddAliasInput!) { addAlias(input: $input) { actor { id } } }';

/** Folded away at the end of an actor's panel. */
export function ActorHistory({ actor, onChanged }: { actor: Actor; onChanged: () => void }) {
  const [open, setOpen] = useState(false);
  return (
    <section>
      <details class="why" onToggle={(toggled) => setOpen(toggled.currentTarget.open)}>
        <summary>Corrections</summary>
        {open && <Opened actor={actor} onChanged={onChanged} />}
      </details>
    </section>
  );
}

function Opened({ actor, onChanged }: { actor: Actor; onChanged: () => void }) {
  const viewer = useViewer();
  const decided = useAnswer<{ decisions: { nodes: Decision[] } }>(query, { id: actor.id });
  const [way, setWay] = useState<'merge' | 'alias' | null>(null);
  const [into, setInto] = useState<Actor | null>(null);
  const [alias, setAlias] = useState('');
  const done = () => {
    setWay(null);
    decided.again();
    onChanged();
  };
  return (
    <>
      {mayCorrect(viewer)
        ? (
          <div class="doings">
            <button type="button" aria-expanded={way === 'merge'} onClick={() => setWay(way === 'merge' ? null : 'merge')}>Is somebody else</button>
            <button type="button" aria-expanded={way === 'alias'} onClick={() => setWay(way === 'alias' ? null : 'alias')}>Has another name</button>
          </div>
        )
        : <p>Those with an editor's key can correct it here.</p>}
      {way === 'merge' && (
        <Decide does="Merge" mutation={mergeMutation} input={{ actor: actor.id, into: into?.id }} lacks={into ? '' : 'Choose who it is.'} onDone={done}>
          <ActorField name={`${actor.name} is`} actor={into} onActor={setInto} />
        </Decide>
      )}
      {way === 'alias' && (
        <Decide does="Add the name" mutation={aliasMutation} input={{ actor: actor.id, alias }} lacks={alias.trim() ? '' : 'Say the name.'} onDone={done}>
          <label>other name <input value={alias} onInput={(event) => setAlias(event.currentTarget.value)} /></label>
        </Decide>
      )}
      <Answer of={decided} again={decided.again} what="What was decided">
        {({ decisions }) => <Decisions decisions={decisions.nodes} onChanged={done} />}
      </Answer>
    </>
  );
}
