// The filters that are folded away: event types, relations, modality, confidence, outlets.
import { useAnswer } from '../useAnswer';
import { enumWords, modalityWords, quadClasses, relationWords } from '../words';
import { noFilters, type Filters } from './filters';

const query = `query Ontology { ontology { eventTypes { eventType quadClass relations } } }`;

interface Ontology {
  ontology: { eventTypes: { eventType: string; quadClass: string; relations: string[] }[] };
}

const modalities = ['ASSERTED', 'CLAIMED', 'PLANNED', 'HYPOTHETICAL', 'DENIED'];

export function FilterPanel({ filters, onFilters }: { filters: Filters; onFilters: (change: Partial<Filters>) => void }) {
  const ontology = useAnswer<Ontology>(query).answer?.ontology;
  const flip = (list: string[], one: string) => list.includes(one) ? list.filter((other) => other !== one) : [...list, one];
  return (
    <div class="filters card" role="dialog" aria-label="Filters">
      <fieldset>
        <legend>Event type <small>none ticked: any</small></legend>
        {quadClasses.map(({ id, name }) => (
          <div role="group" aria-label={name}>
            {ontology?.eventTypes.filter((type) => type.quadClass === id).map(({ eventType }) => (
              <label><input type="checkbox" checked={filters.types.includes(eventType)} onChange={() => onFilters({ types: flip(filters.types, eventType) })} />{enumWords(eventType)}</label>
            ))}
          </div>
        ))}
      </fieldset>
      <fieldset>
        <legend>Relation</legend>
        <select aria-label="Add a relation" value="" onChange={(event) => event.currentTarget.value && onFilters({ relations: flip(filters.relations, event.currentTarget.value) })}>
          <option value="">any …</option>
          {ontology?.eventTypes.map(({ eventType, relations }) => (
            <optgroup label={enumWords(eventType)}>{relations.map((relation) => <option value={relation}>{relationWords(relation)}</option>)}</optgroup>
          ))}
        </select>
        {filters.relations.map((relation) => <button type="button" class="chip" onClick={() => onFilters({ relations: flip(filters.relations, relation) })} aria-label={`not only ${relationWords(relation)}`}>{relationWords(relation)} ×</button>)}
      </fieldset>
      <fieldset>
        <legend>Told as <small>none ticked: fact or claim</small></legend>
        <div>{modalities.map((modality) => <label><input type="checkbox" checked={filters.modality.includes(modality)} onChange={() => onFilters({ modality: flip(filters.modality, modality) })} />{modalityWords(modality)}</label>)}</div>
      </fieldset>
      <fieldset class="two">
        <label>confidence at least <output>{filters.confidence.toFixed(2)}</output>
          <input type="range" min="0" max="1" step="0.05" value={filters.confidence} onChange={(event) => onFilters({ confidence: Number(event.currentTarget.value) })} />
        </label>
        <label>outlets at least
          <input type="number" min="1" max="50" value={filters.outlets || 1} onChange={(event) => onFilters({ outlets: Math.max(0, Number(event.currentTarget.value)) })} />
        </label>
      </fieldset>
      <button type="button" onClick={() => onFilters({ ...noFilters, from: filters.from, to: filters.to, classes: filters.classes })}>Clear these</button>
    </div>
  );
}
