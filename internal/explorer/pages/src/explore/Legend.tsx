// The legend of the graph, which is the filter by class as well.
import type { QuadClass } from '../model';
import { quadClasses } from '../words';

/** Empty classes are all of them. */
export function Legend({ classes, onClasses }: { classes: QuadClass[]; onClasses: (classes: QuadClass[]) => void }) {
  const all = quadClasses.map(({ id }) => id);
  const on = classes.length > 0 ? classes : all;
  const turn = (id: QuadClass) => {
    const next = on.includes(id) ? on.filter((one) => one !== id) : [...on, id];
    onClasses(next.length === all.length ? [] : next);
  };
  return (
    <div class="legend">
      <div role="group" aria-label="Classes of events that are shown">
        {quadClasses.map(({ id, name, css, dashed }) => (
          <button type="button" aria-pressed={on.includes(id)} disabled={on.length === 1 && on[0] === id} onClick={() => turn(id)}>
            <svg viewBox="0 0 28 8" aria-hidden="true"><line class={css} x1="1" y1="4" x2="27" y2="4" stroke-dasharray={dashed ? '6 4' : undefined} /></svg>
            {name}
          </button>
        ))}
      </div>
      <ul aria-label="Shapes">
        {kinds.map(([name, path, css]) => <li><svg viewBox="0 0 16 16" class={css} aria-hidden="true"><path d={path} /></svg>{name}</li>)}
      </ul>
    </div>
  );
}

const kinds: [string, string, string][] = [
  ['country', 'M4 2h8a2 2 0 0 1 2 2v8a2 2 0 0 1-2 2H4a2 2 0 0 1-2-2V4a2 2 0 0 1 2-2z', 'filled'],
  ['person', 'M8 2a6 6 0 1 0 0 12A6 6 0 0 0 8 2z', ''],
  ['organisation', 'M4.5 2h7L15 8l-3.5 6h-7L1 8z', ''],
  ['group', 'M8 1l7 7-7 7-7-7z', ''],
];
