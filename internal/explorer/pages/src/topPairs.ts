// Which two have most to do with each other: the API counts who did most to whom by code; the largest of these, both ways together, are
// then asked for as dyads.
import type { Fault } from './client';
import type { Actor, QuadClass } from './model';
import { useAnswer, type Awaited } from './useAnswer';

const groupsQuery = `query MostToWhom($where: EventFilter) {
  eventGroups(where: $where, by: [SOURCE_CODE, TARGET_CODE], first: 300) { nodes { count keys { actor { id } } } }
}`;

interface Groups {
  eventGroups: { nodes: { count: number; keys: { actor: { id: string } | null }[] }[] };
}

/** Two actors, with counts of the events between them and all who belong to them. */
export interface Pair {
  a: Actor;
  b: Actor;
  balance: number | null;
  summary: { events: number; cooperation: number; conflict: number; quadClasses: { quadClass: QuadClass; count: number }[] };
}

/** How far the two of a pair reach. */
export const pairScope = 'AFFILIATED';

export interface TopPairs {
  pairs: Pair[];
  /** What was asked to know them. */
  query: string;
  variables: object;
}

/** The pairs with most events that match, at most so many. */
export function useTopPairs(most: number, where: object | null = null): Awaited<TopPairs> & { again: () => void } {
  const groups = useAnswer<Groups>(groupsQuery, { where });
  const ends = groups.answer && endsOf(groups.answer).slice(0, most + 2);
  const query = ends && ends.length > 0 ? pairsQuery(ends) : null;
  const found = useAnswer<Record<string, Pair>>(query, { where });
  const fault: Fault | null = groups.fault ?? found.fault;
  const none = ends?.length === 0;
  return {
    answer: none || found.answer ? { pairs: none ? [] : largest(found.answer!, most), query: query ?? groupsQuery, variables: { where } } : null,
    fault,
    loading: groups.loading || found.loading,
    again: groups.again,
  };
}

function largest(answer: Record<string, Pair>, most: number): Pair[] {
  return Object.values(answer).sort((one, other) => other.summary.events - one.summary.events).slice(0, most);
}

/** The two ends of each pair, those with most events first, whichever of the two did it. */
function endsOf({ eventGroups }: Groups): string[][] {
  const counts = new Map<string, number>();
  for (const { count, keys } of eventGroups.nodes) {
    const ends = keys.map((key) => key.actor?.id ?? '').sort();
    if (ends[0] && ends[0] !== ends[1]) {
      counts.set(ends.join(' '), (counts.get(ends.join(' ')) ?? 0) + count);
    }
  }
  return [...counts].sort((one, other) => other[1] - one[1]).map(([ends]) => ends.split(' '));
}

function pairsQuery(ends: string[][]): string {
  const lines = ends.map(([a, b], i) => `  pair${i + 1}: dyad(a: ${JSON.stringify(a)}, b: ${JSON.stringify(b)}, scope: ${pairScope}, where: $where) { ...Pair }`);
  return `query MostActivePairs($where: EventFilter) {
${lines.join('\n')}
}
fragment Pair on Dyad {
  a { id kind name code } b { id kind name code }
  balance
  summary { events cooperation conflict quadClasses { quadClass count } }
}`;
}
