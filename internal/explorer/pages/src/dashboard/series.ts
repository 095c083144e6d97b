// Counts over time of several series, as the dashboard asks for them.
import type { Days } from '../shell/TimeChart';

export const seriesQuery = `query Series($series: [SeriesInput!]!, $interval: Interval!, $from: DateInput, $to: DateInput) {
  eventTimeSeries(series: $series, interval: $interval, from: $from, to: $to) {
    series { name points { start end count meanIntensity } }
  }
}`;

export interface Point {
  start: string;
  end: string;
  count: number;
  meanIntensity: number | null;
}

export interface Series {
  eventTimeSeries: { series: { name: string; points: Point[] }[] };
}

/** The filter of the days, beside another one. */
export const within = ({ from, to }: Days, where: object = {}) => ({ ...where, date: { gte: from, lte: to } });
