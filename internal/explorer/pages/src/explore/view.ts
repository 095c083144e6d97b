// What the page shows, all of which stands in its address: who is in the graph and where, which events make the ties, what is chosen.
import { useCallback, useEffect, useRef, useState } from 'preact/hooks';
import { readable } from '../site';
import { filtersOf, noFilters, parameters, type Filters } from './filters';

/** An actor's place in the graph. */
export interface Place {
  x: number;
  y: number;
}

export interface Placed {
  id: string;
  place: Place | null; // null: not yet laid out
  pinned: boolean;
}

export const layouts = ['force', 'circle', 'rings', 'grid'] as const;
export type Layout = typeof layouts[number];

export interface View {
  nodes: Placed[];
  filters: Filters;
  /** An actor's id, or the id of a tie; "" is nothing. */
  chosen: string;
  layout: Layout;
  table: boolean;
  /** Ways that were looked for: from, to. */
  path: [string, string] | null;
  /** The actors of the way that stands out. */
  way: string[];
}

/** As many actors as are drawn; more would be neither quick nor of use. */
export const mostNodes = 1500;
/** Of graphs that are larger the address does not keep the places. */
const mostPlaces = 120;

const empty: View = { nodes: [], filters: noFilters, chosen: '', layout: 'force', table: false, path: null, way: [] };

/** country:AZE@120.-33* is Azerbaijan, 120 right and 33 up, pinned. */
function node(text: string): Placed {
  const [, id, x, y, pin] = text.match(/^(.*?)(?:@(-?\d+)\.(-?\d+))?(\*?)$/)!;
  return { id: id!, place: x === undefined ? null : { x: Number(x), y: Number(y) }, pinned: pin === '*' };
}

function nodeText({ id, place, pinned }: Placed, places: boolean): string {
  return id + (places && place ? `@${Math.round(place.x)}.${Math.round(place.y)}` : '') + (pinned ? '*' : '');
}

export function viewOf(address: string): View {
  const search = new URLSearchParams(address);
  const list = (name: string) => search.get(name)?.split(',').filter(Boolean) ?? [];
  const [from, to] = list('path');
  return {
    ...empty,
    nodes: list('nodes').slice(0, mostNodes).map(node),
    filters: filtersOf(search),
    chosen: search.get('chosen') ?? '',
    layout: layouts.find((layout) => layout === search.get('layout')) ?? 'force',
    table: search.get('table') === 'yes',
    path: from ? [from, to ?? ''] : null,
    way: list('way'),
  };
}

export function address(view: View): string {
  const places = view.nodes.length <= mostPlaces;
  const all: [string, string][] = [
    ['nodes', view.nodes.map((node) => nodeText(node, places)).join(',')],
    ...parameters(view.filters),
    ['chosen', view.chosen],
    ['layout', view.layout === 'force' ? '' : view.layout],
    ['table', view.table ? 'yes' : ''],
    ['path', view.path?.join(',') ?? ''],
    ['way', view.way.join(',')],
  ];
  return all.filter(([, value]) => value !== '').map(([name, value]) => `${name}=${readable(value)}`).join('&');
}

export interface Steps {
  view: View;
  /** Changes the view. A step can be undone; what is chosen, and where nodes came to lie, is no step. */
  change: (change: (view: View) => View, step?: boolean) => void;
  undo: () => void;
  canUndo: boolean;
}

/** The view of the address. Steps are entries of the browser's history: undoing one is going back. */
export function useView(): Steps {
  const [view, setView] = useState(() => viewOf(location.search));
  const [depth, setDepth] = useState<number>(() => history.state?.steps ?? 0);
  const now = useRef({ view, depth });
  const show = useCallback((view: View, depth: number) => {
    now.current = { view, depth };
    setView(view);
    setDepth(depth);
  }, []);
  useEffect(() => {
    const back = (event: PopStateEvent) => show(viewOf(location.search), event.state?.steps ?? 0);
    addEventListener('popstate', back);
    return () => removeEventListener('popstate', back);
  }, []);
  const change = useCallback((change: (view: View) => View, step = true) => {
    const { view, depth } = now.current;
    const next = change(view);
    if (next === view) {
      return;
    }
    const query = address(next);
    const place = location.pathname + (query && `?${query}`);
    if (step) {
      history.pushState({ steps: depth + 1 }, '', place);
    } else {
      history.replaceState({ steps: depth }, '', place);
    }
    show(next, step ? depth + 1 : depth);
  }, []);
  return { view, change, undo: () => now.current.depth > 0 && history.back(), canUndo: depth > 0 };
}

/** The view with these actors as well. Those that do not fit are left out. */
export function withNodes(view: View, ids: string[]): View {
  const there = new Set(view.nodes.map((node) => node.id));
  const fresh = [...new Set(ids)].filter((id) => !there.has(id)).slice(0, mostNodes - view.nodes.length);
  return { ...view, nodes: [...view.nodes, ...fresh.map((id) => ({ id, place: null, pinned: false }))] };
}

export function withoutNodes(view: View, ids: string[]): View {
  const gone = new Set(ids);
  return { ...view, nodes: view.nodes.filter((node) => !gone.has(node.id)), chosen: '', way: view.way.some((id) => gone.has(id)) ? [] : view.way };
}
