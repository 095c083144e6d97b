// The graph itself: draws what it is given with cytoscape, and tells what people do to it.
import cytoscape, { type CollectionReturnValue, type Core, type EdgeSingular, type ElementDefinition, type LayoutOptions, type NodeSingular } from 'cytoscape';
import type { Ref } from 'preact';
import { useEffect, useImperativeHandle, useRef } from 'preact/hooks';
import type { Actor } from '../model';
import { onThemeChange } from '../shell/ThemeSwitch';
import { number } from '../words';
import { forcePlaces } from './force';
import { graphStyle, shapes } from './style';
import type { Tie } from './ties';
import type { Layout, Place, Placed } from './view';

cytoscape.warnings(false); // of ties between actors that lie on one another

/** What is drawn: actors that are known, their ties, and the way that stands out. */
export interface Scene {
  nodes: (Placed & { actor: Actor })[];
  ties: Tie[];
  way: string[];
}

export interface GraphHandle {
  picture: () => Promise<Blob>;
  fit: () => void;
  /** Lays everything out anew but what is pinned. */
  arrange: () => void;
  focus: () => void;
}

interface Props {
  scene: Scene;
  chosen: string;
  layout: Layout;
  /** What it shows, in words. */
  label: string;
  handle: Ref<GraphHandle>;
  onChoose: (id: string) => void;
  onOpen: (id: string) => void;
  onPlaced: (places: Map<string, Place>) => void;
}

const calm = matchMedia('(prefers-reduced-motion: reduce)');
/** Cytoscape puts a style sheet into the page, which the policy forbids, unless something has this id; style.css has what it would say. */
const notInline = '__________cytoscape_stylesheet';
/** Larger graphs don't move slowly to where they lie. */
const large = 80;

export function Graph({ scene, chosen, layout, label, handle, onChoose, onOpen, onPlaced }: Props) {
  const place = useRef<HTMLDivElement>(null);
  const graph = useRef<Core | null>(null);
  const calls = useRef({ onChoose, onOpen, onPlaced });
  calls.current = { onChoose, onOpen, onPlaced };

  useEffect(() => {
    const cy = cytoscape({
      container: place.current, style: graphStyle(), minZoom: 0.05, maxZoom: 3, boxSelectionEnabled: false, selectionType: 'single',
      hideEdgesOnViewport: false, textureOnViewport: false,
    });
    graph.current = cy;
    cy.on('tap', (event) => calls.current.onChoose(event.target === cy ? '' : event.target.id()));
    cy.on('dbltap', 'node', (event) => calls.current.onOpen(event.target.id()));
    cy.on('dragfree', 'node', () => calls.current.onPlaced(places(cy)));
    cy.on('mouseover', 'node, edge', () => place.current!.classList.add('pointing'));
    cy.on('mouseout', 'node, edge', () => place.current!.classList.remove('pointing'));
    const unwatch = onThemeChange(() => cy.style(graphStyle()));
    const observer = new ResizeObserver(() => {
      cy.resize();
      fit(cy);
    });
    observer.observe(place.current!);
    return () => {
      unwatch();
      observer.disconnect();
      cy.destroy();
    };
  }, []);

  useEffect(() => {
    const cy = graph.current!;
    const before = cy.nodes().length;
    const unplaced = draw(cy, scene);
    if (unplaced > 0) {
      arrange(cy, layout, unplaced < scene.nodes.length, calls.current.onPlaced);
    } else if (before === 0) {
      fit(cy);
    }
  }, [scene]);

  useEffect(() => {
    const cy = graph.current!;
    cy.batch(() => {
      cy.elements().removeClass('chosen dim');
      const element: CollectionReturnValue = cy.getElementById(chosen);
      const way = cy.elements().filter((element) => element.data('way'));
      if (element.nonempty()) {
        element.addClass('chosen');
        const near = element.union(cy.nodes().contains(element) ? element.neighborhood() : (element as unknown as EdgeSingular).connectedNodes());
        cy.elements().difference(near.union(way)).addClass('dim');
      } else if (way.nonempty()) {
        cy.elements().difference(way).addClass('dim');
      }
    });
  }, [scene, chosen]);

  useImperativeHandle(handle, () => ({
    picture: () => graph.current!.png({ output: 'blob-promise', full: true, scale: 2, bg: getComputedStyle(document.body).backgroundColor }) as unknown as Promise<Blob>,
    fit: () => fit(graph.current!),
    arrange: () => arrange(graph.current!, layout, false, calls.current.onPlaced),
    focus: () => place.current!.focus(),
  }), [layout]);

  const onKeyDown = (event: KeyboardEvent) => {
    const towards = directions[event.key];
    if (towards) {
      event.preventDefault();
      const next = beside(graph.current!, chosen, towards);
      next && onChoose(next);
    }
  };
  return <div ref={place} id={notInline} class="graph" tabIndex={0} role="application" aria-label={label} onKeyDown={onKeyDown} />;
}

/** Makes the drawing that of the scene; gives how many nodes have no place yet. Each of these starts beside somebody it is tied to. */
function draw(cy: Core, { nodes, ties, way }: Scene): number {
  const degree = new Map<string, number>();
  for (const tie of ties) {
    for (const end of [tie.a, tie.b]) {
      degree.set(end, (degree.get(end) ?? 0) + tie.aToB + tie.bToA);
    }
  }
  const elements: ElementDefinition[] = nodes.map(({ id, actor, pinned }) => ({
    data: { id, name: actor.name, kind: actor.kind, code: actor.kind === 'COUNTRY' && /^[A-Z]{2,4}$/.test(actor.code ?? '') ? actor.code : null, shape: shapes[actor.kind] ?? 'ellipse', size: Math.min(24 + 6 * Math.log2(1 + (degree.get(id) ?? 0)), 64), pinned, way: way.includes(id) },
  }));
  const there = new Set(nodes.map(({ id }) => id));
  const onWay = new Set(way.slice(1).flatMap((id, i) => [`${way[i]} ${id}`, `${id} ${way[i]}`]));
  const tied = new Set<string>();
  for (const { id, a, b, class: quadClass, aToB, bToA } of ties) {
    if (there.has(a) && there.has(b)) {
      const all = aToB + bToA;
      tied.add(`${a} ${b}`).add(`${b} ${a}`);
      elements.push({
        data: {
          id, source: a, target: b, class: quadClass, width: Math.min(1.6 + 1.3 * Math.log2(all), 10), label: all > 1 ? number(all) : '',
          back: bToA > 0 ? 'triangle' : 'none', forth: aToB > 0 ? 'triangle' : 'none', way: onWay.has(`${a} ${b}`),
        },
      });
    }
  }
  way.slice(1).forEach((id, i) => {
    if (there.has(id) && there.has(way[i]!) && !tied.has(`${way[i]} ${id}`)) {
      elements.push({ data: { id: `${way[i]}~${id}~OFFICIALS`, source: way[i]!, target: id, class: 'OFFICIALS', width: 3, label: 'through officials', back: 'none', forth: 'none', way: true } });
    }
  });
  for (const { id, actor } of nodes) {
    const country = `country:${actor.code}`;
    if (actor.kind !== 'COUNTRY' && there.has(country)) {
      elements.push({ data: { id: `${id} of ${country}`, source: id, target: country, class: 'BELONGS', width: 1, label: '', back: 'none', forth: 'none' } });
    }
  }

  let unplaced = 0;
  cy.batch(() => {
    const wanted = new Set(elements.map((element) => element.data.id));
    cy.elements().filter((element) => !wanted.has(element.id())).remove();
    for (const element of elements) {
      const old = cy.getElementById(element.data.id!);
      if (old.nonempty()) {
        old.data(element.data);
      } else {
        cy.add(element);
      }
    }
    for (const { id, place } of nodes) {
      const node = cy.getElementById(id);
      node.unlock();
      if (place && !node.animated()) {
        const { x, y } = node.position();
        (Math.abs(x - place.x) > 1 || Math.abs(y - place.y) > 1) && node.position(place);
      }
    }
    for (const { id, place, pinned } of nodes) {
      const node = cy.getElementById(id);
      if (!place) {
        const friend = node.neighborhood('node').filter((other) => nodes.some((one) => one.id === other.id() && one.place)).first();
        const turn = unplaced * 2.4; // the golden angle: none on top of another
        const { x, y } = friend.nonempty() ? (friend as NodeSingular).position() : { x: 0, y: 0 };
        node.position({ x: x + 90 * Math.cos(turn), y: y + 90 * Math.sin(turn) });
        unplaced++;
      }
      pinned && node.lock();
    }
  });
  return unplaced;
}

/** Lays the graph out; from where everything lies when something does, else from scratch. */
function arrange(cy: Core, layout: Layout, fromHere: boolean, placed: (places: Map<string, Place>) => void) {
  const forced = layout !== 'force' ? new Map<string, Place>() : forcePlaces(
    cy.nodes().map((node) => ({ id: node.id(), radius: node.width() / 2, fixed: node.locked(), start: fromHere || node.locked() ? { ...node.position() } : null })),
    cy.edges().map((edge) => [edge.source().id(), edge.target().id()]),
  );
  const animate = !calm.matches && cy.nodes().length <= large;
  const shared = { animate, animationDuration: 350, fit: true, padding: 60 };
  const options: Record<Layout, object> = {
    force: { name: 'preset', ...shared, positions: (node: NodeSingular) => forced.get(node.id()) },
    circle: { name: 'circle', ...shared, spacingFactor: 1.1 },
    rings: { name: 'concentric', ...shared, concentric: (node: { degree: (loops: boolean) => number }) => node.degree(false), levelWidth: () => 3, minNodeSpacing: 40 },
    grid: { name: 'grid', ...shared, avoidOverlapPadding: 60 },
  };
  const run = cy.layout(options[layout] as LayoutOptions);
  run.one('layoutstop', () => {
    fit(cy);
    layout !== 'force' && placed(places(cy));
  });
  run.run();
  layout === 'force' && placed(forced); // before all have moved there
}

/** Shows all, but not larger than is pleasant. */
function fit(cy: Core) {
  cy.fit(undefined, cy.width() < 500 ? 20 : 50);
  if (cy.zoom() > 1.3) {
    cy.zoom(1.3);
    cy.center();
  }
}

function places(cy: Core): Map<string, Place> {
  return new Map(cy.nodes().map((node) => [node.id(), { ...node.position() }]));
}

const directions: Record<string, [number, number]> = { ArrowRight: [1, 0], ArrowLeft: [-1, 0], ArrowDown: [0, 1], ArrowUp: [0, -1] };

/** The nearest node in a direction from the chosen one; any where none is chosen. */
function beside(cy: Core, chosen: string, [dx, dy]: [number, number]): string | null {
  const from = cy.getElementById(chosen);
  if (from.empty() || !from.isNode()) {
    return cy.nodes().first().id() ?? null;
  }
  const { x, y } = from.position();
  let best: string | null = null;
  let nearest = Infinity;
  cy.nodes().forEach((node) => {
    const at = node.position();
    const [along, across] = dx ? [(at.x - x) * dx, Math.abs(at.y - y)] : [(at.y - y) * dy, Math.abs(at.x - x)];
    const distance = along + 2 * across;
    if (node.id() !== chosen && along > 0 && distance < nearest) {
      [best, nearest] = [node.id(), distance];
    }
  });
  return best;
}
