// What people decided: who, when, what, and why; with a way to undo it.
import { useState } from 'preact/hooks';
import { dateWords, enumWords } from '../words';
import { Decide } from './Decide';
import { mayCorrect, useViewer } from './useViewer';

export interface Decision {
  id: string;
  kind: string;
  author: string;
  reason: string;
  recordedAt: string;
  undone: boolean;
  alias: string | null;
  other: { name: string } | null;
  correction: { fields: string[] } | null;
}

export const decisionFields = 'id kind author reason recordedAt undone alias other { name } correction { fields }';

const undoMutation = 'mutation Undo($input: UndoDecisionInput!) { undoDecision(input: $input) { decision { id } } }';

export function Decisions({ decisions, onChanged }: { decisions: Decision[]; onChanged: () => void }) {
  const viewer = useViewer();
  const [undoing, setUndoing] = useState('');
  if (decisions.length === 0) {
    return null;
  }
  return (
    <ol class="decisions">
      {decisions.map((decision) => (
        <li key={decision.id} class={decision.undone ? 'undone' : undefined}>
          <p><strong>{words(decision)}</strong> by {decision.author}, {dateWords(decision.recordedAt.slice(0, 10))}{decision.undone && ' (undone)'}</p>
          <p class="reason">“{decision.reason}”</p>
          {mayCorrect(viewer) && !decision.undone && decision.kind !== 'UNDO' && (undoing === decision.id
            ? <Decide does="Undo it" mutation={undoMutation} input={{ decision: decision.id }} onDone={() => { setUndoing(''); onChanged(); }} />
            : <button type="button" class="link" onClick={() => setUndoing(decision.id)}>Undo this</button>)}
        </li>
      ))}
    </ol>
  );
}

const verbs: Record<string, string> = {
  RETRACT_EVENT: 'retracted', CORRECT_EVENT: 'corrected', CONFIRM_EVENT: 'confirmed', RETRACT_ARTICLE: 'article retracted',
  MERGE_ACTORS: 'merged', ADD_ALIAS: 'alias added', DISTINCT: 'told apart', UNDO: 'undone',
};

function words({ kind, alias, other, correction }: Decision): string {
  const verb = verbs[kind] ?? enumWords(kind);
  const what = alias ?? other?.name ?? correction?.fields.map(enumWords).join(', ');
  return what ? `${verb}: ${what}` : verb;
}
