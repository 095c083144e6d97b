import type { Span } from '../model';

/** A run of bytes of a text that is to be marked, with what it is: trigger, source, target or found. */
export interface Mark extends Span {
  role: string;
  /** Shown when the mark is pointed at. */
  title?: string;
}

/** A piece of the text with the marks that cover it. */
export interface Piece<M extends Mark = Mark> {
  text: string;
  marks: M[];
}

const decoder = new TextDecoder();

/** Cuts the text at the ends of its marks, whose offsets are bytes of UTF-8 counted from origin. Marks may overlap. */
export function pieces<M extends Mark>(text: string, marks: M[], origin = 0): Piece<M>[] {
  const bytes = new TextEncoder().encode(text);
  const inside = (offset: number) => Math.min(Math.max(offset - origin, 0), bytes.length);
  const cuts = [...new Set([0, bytes.length, ...marks.flatMap((mark) => [inside(mark.start), inside(mark.end)])])].sort((a, b) => a - b);
  return cuts.slice(0, -1).map((start, i) => ({
    text: decoder.decode(bytes.subarray(start, cuts[i + 1])),
    marks: marks.filter((mark) => inside(mark.start) <= start && inside(mark.end) >= cuts[i + 1]!),
  }));
}

const spoken: Record<string, string> = { trigger: 'what was done', source: 'who did it', target: 'to whom' };

/** A text with runs of it marked in place. */
export function Marked({ text, marks, origin }: { text: string; marks: Mark[]; origin?: number }) {
  return (
    <>
      {pieces(text, marks, origin).map((piece) => piece.marks.length === 0
        ? piece.text
        : <mark class={piece.marks.map((mark) => mark.role).join(' ')} title={piece.marks.map((mark) => mark.title ?? spoken[mark.role]).filter(Boolean).join('; ') || undefined}>{piece.text}</mark>)}
    </>
  );
}
