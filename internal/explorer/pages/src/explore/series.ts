// The events of the graph over time, whatever days are picked: what the brush is drawn over.
import { useMemo } from 'preact/hooks';
import type { QuadClass } from '../model';
import type { TimePoint } from '../shell/TimeChart';
import { useAnswer } from '../useAnswer';

const spanQuery = `query Span($where: EventFilter!) {
  eventGroups(where: $where, by: [QUAD_CLASS]) { nodes { firstDay lastDay } }
}`;

const countsQuery = (dimension: string) => `query Counts($where: EventFilter!) {
  eventGroups(where: $where, by: [${dimension}, QUAD_CLASS], first: 500) { nodes { count keys { key } } }
}`;

type Unit = 'DAY' | 'MONTH' | 'YEAR';

interface Groups {
  eventGroups: { nodes: { count: number; firstDay: string | null; lastDay: string | null; keys: { key: string }[] }[] };
}

/** The counts of the events by class and time; null while they are not known, empty when none is dated. */
export function useSeries(where: object | null): TimePoint[] | null {
  const span = useAnswer<Groups>(where ? spanQuery : null, { where });
  const days = span.answer?.eventGroups.nodes.flatMap((group) => [group.firstDay, group.lastDay]).filter((day) => day !== null).sort() ?? [];
  const [first, last] = [days[0], days.at(-1)];
  const unit = unitFor(first, last);
  const counts = useAnswer<Groups>(first && last ? countsQuery(unit) : null, { where });
  return useMemo(() => {
    if (!where || (span.answer && !first)) {
      return [];
    }
    return counts.answer && first && last ? filled(counts.answer, unit, first, last) : null;
  }, [counts.answer, span.answer, where === null]);
}

/** The unit of which the API gives all counts at once: 500 are 125 of four classes. */
function unitFor(first?: string, last?: string): Unit {
  const days = first && last ? (Date.parse(last) - Date.parse(first)) / 86_400_000 : 0;
  return days < 120 ? 'DAY' : days < 120 * 30 ? 'MONTH' : 'YEAR';
}

const written = { DAY: 10, MONTH: 7, YEAR: 4 }; // how much of 2023-09-19 names the unit

function filled(answer: Groups, unit: Unit, first: string, last: string): TimePoint[] {
  const points = new Map<string, TimePoint>();
  const none = { VERBAL_COOPERATION: 0, MATERIAL_COOPERATION: 0, VERBAL_CONFLICT: 0, MATERIAL_CONFLICT: 0 };
  for (let start = startOf(first, unit); start <= last; start = dayAfter(endOf(start, unit))) {
    points.set(start.slice(0, written[unit]), { start, end: endOf(start, unit), counts: { ...none } });
  }
  for (const { count, keys } of answer.eventGroups.nodes) {
    const point = points.get(keys[0]!.key);
    if (point) {
      point.counts[keys[1]!.key as QuadClass] += count;
    }
  }
  return [...points.values()];
}

const startOf = (day: string, unit: Unit) => day.slice(0, written[unit]) + { DAY: '', MONTH: '-01', YEAR: '-01-01' }[unit];

function endOf(start: string, unit: Unit): string {
  const day = new Date(start);
  switch (unit) {
    case 'DAY': return start;
    case 'MONTH': day.setUTCMonth(day.getUTCMonth() + 1); break;
    case 'YEAR': day.setUTCFullYear(day.getUTCFullYear() + 1); break;
  }
  return new Date(day.getTime() - 86_400_000).toISOString().slice(0, 10);
}

const dayAfter = (day: string) => new Date(Date.parse(day) + 86_400_000).toISOString().slice(0, 10);
