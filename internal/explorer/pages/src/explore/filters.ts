// Which events the graph is made of, and how the address and the API say that.
import type { QuadClass } from '../model';

/** The events that are wanted. An empty list, "", 0 is no condition. */
export interface Filters {
  classes: QuadClass[];
  types: string[];
  relations: string[];
  modality: string[];
  confidence: number;
  outlets: number;
  from: string;
  to: string;
}

export const noFilters: Filters = { classes: [], types: [], relations: [], modality: [], confidence: 0, outlets: 0, from: '', to: '' };

/** The EventFilter of the API; null when every event is wanted. */
export function where(filters: Filters): object | null {
  const conditions: Record<string, unknown> = {};
  const list = (name: string, values: string[]) => values.length > 0 && (conditions[name] = values);
  list('quadClass', filters.classes);
  list('eventType', filters.types);
  list('relation', filters.relations);
  list('modality', filters.modality);
  if (filters.confidence > 0) {
    conditions.confidence = { gte: filters.confidence };
  }
  if (filters.outlets > 1) {
    conditions.sources = { gte: filters.outlets };
  }
  if (filters.from || filters.to) {
    conditions.date = { ...(filters.from && { gte: filters.from }), ...(filters.to && { lte: filters.to }) };
  }
  return Object.keys(conditions).length > 0 ? conditions : null;
}

/** All of the conditions that are given. */
export function both(...filters: (object | null)[]): object {
  const given = filters.filter((filter) => filter !== null);
  return given.length === 1 ? given[0]! : { and: given };
}

/** How many kinds of condition are set, dates and classes aside: those have their own place on the page. */
export function folded(filters: Filters): number {
  return [filters.types.length, filters.relations.length, filters.modality.length, filters.confidence, filters.outlets > 1].filter(Boolean).length;
}

export function filtersOf(search: URLSearchParams): Filters {
  const list = (name: string) => search.get(name)?.split(',').filter(Boolean) ?? [];
  return {
    classes: list('classes') as QuadClass[], types: list('types'), relations: list('relations'), modality: list('modality'),
    confidence: Number(search.get('confidence')) || 0, outlets: Number(search.get('outlets')) || 0,
    from: search.get('from') ?? '', to: search.get('to') ?? '',
  };
}

export function parameters(filters: Filters): [string, string][] {
  return Object.entries(filters).map(([name, value]) => [name, Array.isArray(value) ? value.join(',') : value === 0 ? '' : String(value)]);
}
