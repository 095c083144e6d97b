// What the actors in the graph have to do with one another, asked of the API and folded for drawing.
import { useMemo } from 'preact/hooks';
import type { Actor, QuadClass } from '../model';
import { useAnswer, type Awaited } from '../useAnswer';
import { quadClasses } from '../words';
import { both } from './filters';

/** All events of one class between two actors, either way round. */
export interface Tie {
  id: string;
  a: string;
  b: string;
  class: QuadClass;
  aToB: number;
  bToA: number;
  firstDay: string | null;
  lastDay: string | null;
}

export interface Ties {
  ties: Tie[];
  /** Classes of which there are more ties than the API gives at once. */
  cut: QuadClass[];
}

const separator = '~';

/** The id of a tie says whose it is. */
const tieID = (a: string, b: string, quadClass: QuadClass) => [a, b, quadClass].join(separator);

export function tieOf(id: string): { a: string; b: string; class: QuadClass } | null {
  const [a, b, quadClass] = id.split(separator);
  return a && b && quadClass ? { a, b, class: quadClass as QuadClass } : null;
}

/** As many values as a list of the API's filters may have. */
const mostValues = 200;

/** The filter of events from one to another of these actors, each as itself. */
export function among(ids: string[]): object {
  const chunks = [];
  for (let i = 0; i < ids.length; i += mostValues) {
    chunks.push(ids.slice(i, i + mostValues));
  }
  return chunks.length === 1
    ? { source: ids, target: ids, scope: 'SELF' }
    : { and: [{ or: chunks.map((source) => ({ source })) }, { or: chunks.map((target) => ({ target })) }], scope: 'SELF' };
}

const query = `query Ties($scene: EventFilter!) {
  ${quadClasses.map(({ id, css }) => `${css}: eventGroups(where: { and: [$scene, { quadClass: ${id} }] }, by: [SOURCE, TARGET], first: 500) {
    truncated nodes { count firstDay lastDay keys { key } }
  }`).join('\n  ')}
}`;

type Answer = Record<string, { truncated: boolean; nodes: { count: number; firstDay: string | null; lastDay: string | null; keys: { key: string }[] }[] }>;

/** The ties between the actors. */
export function useTies(ids: string[], where: object | null): Awaited<Ties> & { again: () => void } {
  const asked = useAnswer<Answer>(ids.length > 0 ? query : null, { scene: both(where, among(ids)) });
  const answer = useMemo(() => asked.answer && fold(asked.answer), [asked.answer]);
  return { ...asked, answer };
}

export const tiesQuery = query;

function fold(answer: Answer): Ties {
  const ties = new Map<string, Tie>();
  for (const { id: quadClass, css } of quadClasses) {
    for (const { count, firstDay, lastDay, keys } of answer[css]!.nodes) {
      const [source, target] = [keys[0]!.key, keys[1]!.key];
      if (source === target) {
        continue; // what one does to itself is in its panel
      }
      const [a, b] = source < target ? [source, target] : [target, source];
      const id = tieID(a, b, quadClass);
      const tie = ties.get(id) ?? { id, a, b, class: quadClass, aToB: 0, bToA: 0, firstDay: null, lastDay: null };
      tie[source === a ? 'aToB' : 'bToA'] += count;
      tie.firstDay = [tie.firstDay, firstDay].filter((day) => day !== null).sort()[0] ?? null;
      tie.lastDay = [tie.lastDay, lastDay].filter((day) => day !== null).sort().at(-1) ?? null;
      ties.set(id, tie);
    }
  }
  return { ties: [...ties.values()], cut: quadClasses.filter(({ css }) => answer[css]!.truncated).map(({ id }) => id) };
}

const actorsQuery = `query Actors($ids: [ID!]!) { nodes(ids: $ids) { ... on Actor { id kind name code } } }`;

/** Who they are, by the ids asked for: who was merged into another is that one. Those that there are not are left out. At most 500 are asked at once. */
export function useActors(ids: string[]): Awaited<Map<string, Actor>> {
  const pages = [0, 500, 1000].map((start) => ids.slice(start, start + 500));
  const asked = pages.map((page) => useAnswer<{ nodes: (Actor | null)[] }>(page.length > 0 ? actorsQuery : null, { ids: page }));
  const answers = asked.map(({ answer }) => answer);
  const answer = useMemo(() => answers[0] && new Map(answers.flatMap((page) => page?.nodes ?? []).flatMap((actor, i) => actor?.id ? [[ids[i]!, actor] as const] : [])), answers);
  return { answer: answer ?? null, fault: asked.find(({ fault }) => fault)?.fault ?? null, loading: asked.some(({ loading }) => loading) };
}
