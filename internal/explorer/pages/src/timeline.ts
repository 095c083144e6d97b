// Counts over time as the API gives them, made ready for the chart.
import type { TimePoint } from './shell/TimeChart';

export type Interval = 'DAY' | 'WEEK' | 'MONTH' | 'YEAR';

/** The fields of the API's TimelinePoint that a chart needs. */
export const timelineFields = 'start end verbalCooperation materialCooperation verbalConflict materialConflict';

export interface TimelineAnswer {
  start: string;
  end: string;
  verbalCooperation: number;
  materialCooperation: number;
  verbalConflict: number;
  materialConflict: number;
}

export function timePoints(answer: TimelineAnswer[]): TimePoint[] {
  return answer.map((point) => ({
    start: point.start,
    end: point.end,
    counts: {
      VERBAL_COOPERATION: point.verbalCooperation,
      MATERIAL_COOPERATION: point.materialCooperation,
      VERBAL_CONFLICT: point.verbalConflict,
      MATERIAL_CONFLICT: point.materialConflict,
    },
  }));
}

/** The interval at which the time between two days makes bars that can be told apart. */
export function intervalFor(first: string | null, last: string | null): Interval {
  const days = first && last ? (Date.parse(last) - Date.parse(first)) / 86_400_000 : 0;
  return days <= 92 ? 'DAY' : days <= 550 ? 'WEEK' : days <= 366 * 20 ? 'MONTH' : 'YEAR';
}
