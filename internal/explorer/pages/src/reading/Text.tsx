import { useMemo } from 'preact/hooks';
import { pieces, type Mark } from '../shell/Marked';
import { quadClass, relationWords } from '../words';
import type { Told } from './article';

interface Props {
  text: string;
  told: Told[];
  /** The ids of the mentions that are looked at. */
  active: string[];
  /** Pointing at the words of an act, or no more: then it is empty. */
  onPoint: (ids: string[]) => void;
  onPick: (ids: string[]) => void;
}

/** A mark and the mentions that it is of, by their place in the list. */
interface Place extends Mark {
  told: number[];
}

/** The text in paragraphs, with the words of each act as a link to its event; those of who and whom are marked when it is looked at. */
export function Text({ text, told, active, onPoint, onPick }: Props) {
  const paragraphs = useMemo(() => paragraphsOf(text), [text]);
  const acts = useMemo(() => actsOf(told), [told]);
  const looked = told.filter((one) => active.includes(one.id)).flatMap(marksOf);
  return (
    <div class="text">
      {paragraphs.map(({ start, end, words }) => {
        const inside = (mark: Mark) => mark.start < end && mark.end > start;
        return (
          <p key={start}>
            {pieces<Place>(words, [...acts, ...looked].filter(inside), start).map((piece, i, all) => {
              const act = piece.marks.find((mark) => mark.role === 'act');
              const roles = piece.marks.filter((mark) => mark !== act).map((mark) => mark.role).join(' ');
              const shown = roles ? <mark class={roles}>{piece.text}</mark> : piece.text;
              if (!act) {
                return shown;
              }
              const ids = act.told.map((n) => told[n]!.id);
              const first = !all[i - 1]?.marks.includes(act);
              const last = !all[i + 1]?.marks.includes(act);
              const on = ids.some((id) => active.includes(id));
              return (
                <a href={`#${ids[0]}`} class={`act ${classOf(told[act.told[0]!]!)}${on ? ' on' : ''}`} data-of={ids.join(' ')} tabIndex={first ? undefined : -1}
                  onMouseEnter={() => onPoint(ids)} onMouseLeave={() => onPoint([])} onFocus={() => onPoint(ids)} onBlur={() => onPoint([])}
                  onClick={(event) => { event.preventDefault(); onPick(ids); }}>
                  {shown}{last && <sup aria-label={`, ${act.told.map((n) => lineOf(told[n]!)).join('; ')}`}>{act.told.map((n) => n + 1).join(' ')}</sup>}
                </a>
              );
            })}
          </p>
        );
      })}
    </div>
  );
}

/** The classes of a mention: that of its event, and whether it tells a fact. */
export const classOf = (told: Told) => `${told.event ? quadClass(told.event.quadClass).css : ''}${told.modality === 'ASSERTED' ? '' : ' doubted'}`;

/** Who did what to whom, as it is said. */
const lineOf = ({ event }: Told) => event
  ? [event.source?.name ?? 'somebody', relationWords(event.relation), event.targetActor?.name ?? event.action?.name ?? ''].join(' ').trim()
  : 'an event that is no longer kept';

function marksOf(told: Told): Place[] {
  const mark = (role: string, span: Told['trigger']) => span ? [{ start: span.start, end: span.end, role, told: [] }] : [];
  return [...mark('sentence', told), ...mark('source', told.sourceSpan), ...mark('target', told.targetSpan), ...mark('trigger', told.trigger)];
}

/** The words of acts in the order of the text, each with all that is told by them; of those that lie in one another the first has them. */
function actsOf(told: Told[]): Place[] {
  const acts: Place[] = [];
  const bySpan = new Map<string, Place>();
  told.forEach(({ trigger, start, end }, n) => {
    const span = trigger ?? { start, end };
    const name = `${span.start} ${span.end}`;
    const known = bySpan.get(name);
    if (known) {
      known.told.push(n);
      return;
    }
    const act = { start: span.start, end: span.end, role: 'act', told: [n] };
    bySpan.set(name, act);
    acts.push(act);
  });
  return acts;
}

interface Paragraph {
  start: number;
  end: number;
  words: string;
}

/** The paragraphs with the bytes that they take. */
function paragraphsOf(text: string): Paragraph[] {
  const encoder = new TextEncoder();
  const paragraphs: Paragraph[] = [];
  let start = 0;
  for (const words of text.split(/(\n\s*\n)/)) {
    const end = start + encoder.encode(words).length;
    if (words.trim()) {
      paragraphs.push({ start, end, words });
    }
    start = end;
  }
  return paragraphs;
}
