import './explore.css';
import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import { Graph, type GraphHandle, type Scene } from '../explore/Graph';
import { FilterPanel } from '../explore/FilterPanel';
import { both, folded, where } from '../explore/filters';
import { Help } from '../explore/Help';
import { Legend } from '../explore/Legend';
import { NodePanel } from '../explore/NodePanel';
import { PathPanel } from '../explore/PathPanel';
import { SceneTable } from '../explore/SceneTable';
import { useSeries } from '../explore/series';
import { StartPanel } from '../explore/StartPanel';
import { TiePanel } from '../explore/TiePanel';
import { among, tieOf, tiesQuery, useActors, useTies } from '../explore/ties';
import { layouts, mostNodes, useView, withNodes, withoutNodes, type Layout } from '../explore/view';
import { ask, saveBlob } from '../client';
import type { Actor } from '../model';
import { FileLink } from '../shell/FileLink';
import { isTyping, pageOf, type Found } from '../shell/SearchBox';
import { Shell, show } from '../shell/Shell';
import { Answer } from '../shell/States';
import { TimeChart } from '../shell/TimeChart';
import { at } from '../site';
import { count, number, quadClass } from '../words';

const expandQuery = `query Expand($id: ActorRef!, $where: EventFilter, $first: Int!) {
  actor(id: $id) { partners(where: $where, scope: SELF, first: $first) { nodes { actor { id } } } }
}`;
const expandBy = 10;

function Explore() {
  const { view, change, undo, canUndo } = useView();
  const [filtering, setFiltering] = useState(false);
  const [helping, setHelping] = useState(false);
  const [said, say] = useState('');
  const graph = useRef<GraphHandle>(null);
  const panel = useRef<HTMLElement>(null);

  const ids = view.nodes.map((node) => node.id);
  const wanted = where(view.filters);
  const undated = where({ ...view.filters, from: '', to: '' });
  const actors = useActors(ids);
  const there = ids.filter((id) => actors.answer?.get(id)?.id === id);
  const ties = useTies(there, wanted);
  const series = useSeries(there.length > 0 ? both(undated, among(there)) : null);

  // Who was merged into another is that one from now on.
  useEffect(() => {
    const merged = actors.loading ? [] : ids.filter((id) => actors.answer?.has(id) && !there.includes(id));
    if (merged.length > 0) {
      change((view) => withNodes(withoutNodes(view, merged), merged.map((id) => actors.answer!.get(id)!.id)), false);
    }
  }, [actors.answer]);

  // Until all is known of a new scene, the last one stands.
  const last = useRef<Scene>({ nodes: [], ties: [], way: [] });
  const settled = ids.length === 0 || (!actors.loading && !ties.loading && actors.answer !== null);
  const scene = useMemo(() => {
    if (settled) {
      last.current = {
        nodes: view.nodes.flatMap((node) => actors.answer?.get(node.id)?.id === node.id ? [{ ...node, actor: actors.answer.get(node.id)! }] : []),
        ties: ids.length > 0 ? ties.answer?.ties ?? [] : [],
        way: view.way,
      };
    }
    return last.current;
  }, [settled, view.nodes, view.way, actors.answer, ties.answer]);
  const known = useMemo(() => new Map<string, Actor>(scene.nodes.map(({ id, actor }) => [id, actor])), [scene]);
  const events = scene.ties.reduce((sum, tie) => sum + tie.aToB + tie.bToA, 0);
  const lost = settled ? ids.filter((id) => !known.has(id)) : [];

  const choose = (chosen: string) => change((view) => view.chosen === chosen ? view : { ...view, chosen, path: chosen ? null : view.path }, false);
  const add = (added: string[], chosen?: string) => change((view) => {
    const next = withNodes(view, added);
    const room = next.nodes.length - view.nodes.length;
    say(next.nodes.length === mostNodes ? `${number(mostNodes)} actors are as many as fit` : `${count(room, 'actor')} added`);
    return { ...next, chosen: chosen ?? view.chosen, path: chosen ? null : view.path };
  });
  const expand = async (id: string) => {
    const answer = await ask<{ actor: { partners: { nodes: { actor: { id: string } }[] } } }>(expandQuery, { id, where: wanted, first: Math.min(500, expandBy + view.nodes.length) });
    const fresh = answer.actor.partners.nodes.map(({ actor }) => actor.id).filter((one) => !ids.includes(one)).slice(0, expandBy);
    if (fresh.length > 0) {
      add(fresh);
    } else {
      say('Nobody more to show');
    }
  };
  const pin = (id: string) => change((view) => ({ ...view, nodes: view.nodes.map((node) => node.id === id ? { ...node, pinned: !node.pinned } : node) }));
  const hide = (ids: string[]) => {
    change((view) => withoutNodes(view, ids));
    say(`${count(ids.length, 'actor')} hidden; z brings back`);
  };
  const onFound = (found: Found) => {
    if (found.kind === 'ACTOR') {
      add([found.actor.id], found.actor.id);
    } else {
      location.href = pageOf(found);
    }
  };

  const isActor = ids.includes(view.chosen);
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target) || document.querySelector('dialog[open]')) {
        return;
      }
      const ofActor: Record<string, () => void> = isActor ? {
        e: () => void expand(view.chosen),
        p: () => pin(view.chosen),
        w: () => change((view) => ({ ...view, path: [view.chosen, ''] })),
        Delete: () => hide([view.chosen]),
      } : {};
      const always: Record<string, () => void> = {
        '?': () => setHelping(true),
        'z': undo,
        't': () => change((view) => ({ ...view, table: !view.table }), false),
        'f': () => setFiltering(!filtering),
        'Escape': () => filtering ? setFiltering(false) : view.path ? change((view) => ({ ...view, path: null, way: [] }), false) : choose(''),
      };
      const does = ofActor[event.key] ?? always[event.key];
      const onGraph = event.target instanceof Element && event.target.classList.contains('graph');
      if (does) {
        event.preventDefault();
        does();
      } else if (event.key === 'Enter' && onGraph && view.chosen) {
        event.preventDefault();
        panel.current?.focus();
      }
    };
    addEventListener('keydown', onKeyDown);
    return () => removeEventListener('keydown', onKeyDown);
  });

  // Where something new is chosen the panel starts at its top.
  useEffect(() => { panel.current && (panel.current.scrollTop = 0); }, [view.chosen, view.path?.join()]);

  const tie = tieOf(view.chosen);
  const chosenWords = isActor ? known.get(view.chosen)?.name
    : tie && `${known.get(tie.a)?.name} and ${known.get(tie.b)?.name}${scene.ties.some(({ id }) => id === view.chosen) ? `, ${quadClass(tie.class).name}` : ''}`;
  const summary = `${count(scene.nodes.length, 'actor')}, ${count(scene.ties.length, 'tie')}, ${count(events, 'event')}`;

  return (
    <Shell here="explore" full onFound={onFound}>
      {ids.length > 0 && <h1 class="unseen">Graph of who did what to whom</h1>}
      <div class={`bench ${ids.length === 0 ? 'empty' : ''}`}>
        <section class="stage" aria-label="Graph">
          {ids.length > 0 && (
            <div class="tools">
              <span class="sum">{summary}</span>
              <button type="button" aria-expanded={filtering} onClick={() => setFiltering(!filtering)}>Filters{folded(view.filters) > 0 && ` (${folded(view.filters)})`}</button>
              <label><span class="unseen">Layout</span>
                <select value={view.layout} onChange={(event) => {
                  const layout = event.currentTarget.value as Layout;
                  change((view) => ({ ...view, layout, nodes: view.nodes.map((node) => node.pinned ? node : { ...node, place: null }) }));
                }}>{layouts.map((layout) => <option value={layout}>{layout}</option>)}</select>
              </label>
              <button type="button" onClick={() => graph.current?.arrange()}>Arrange</button>
              <button type="button" onClick={() => graph.current?.fit()}>Fit</button>
              <button type="button" disabled={!canUndo} onClick={undo}>Undo</button>
              <button type="button" aria-pressed={view.table} onClick={() => change((view) => ({ ...view, table: !view.table }), false)}>Table</button>
              <Save scene={both(wanted, among(there))} picture={() => graph.current!.picture()} />
              <button type="button" class="icon" aria-label="Keys" title="Keys" onClick={() => setHelping(true)}>?</button>
            </div>
          )}
          <div class="canvas">
            <Graph scene={scene} chosen={view.chosen} layout={view.layout} handle={graph} label={`Graph of ${summary}. Arrow keys go from actor to actor; the table has the same ties.`}
              onChoose={choose} onOpen={(id) => void expand(id)}
              onPlaced={(places) => change((view) => ({ ...view, nodes: view.nodes.map((node) => ({ ...node, place: places.get(node.id) ?? node.place })) }), false)} />
            {filtering && <FilterPanel filters={view.filters} onFilters={(filters) => change((view) => ({ ...view, filters: { ...view.filters, ...filters } }))} />}
            <div class="notes">
              {ids.length > 0 && !settled && <p class="loading">loading …</p>}
              <Answer of={{ ...ties, answer: null, loading: false }} again={ties.again} what="The ties">{() => null}</Answer>
              <Answer of={{ ...actors, answer: null, loading: false }} what="The actors">{() => null}</Answer>
              {lost.length > 0 && <p class="cut">Not in this graph: {lost.slice(0, 3).join(', ')}{lost.length > 3 && ` and ${lost.length - 3} more`}</p>}
              {ties.answer && ties.answer.cut.length > 0 && <p class="cut">Only the 500 strongest ties of each: {ties.answer.cut.map((id) => quadClass(id).name).join(', ')}</p>}
            </div>
          </div>
          {ids.length > 0 && <Legend classes={view.filters.classes} onClasses={(classes) => change((view) => ({ ...view, filters: { ...view.filters, classes } }))} />}
          {view.table && ids.length > 0 && <SceneTable ties={scene.ties} actors={known} chosen={view.chosen} onChoose={choose} />}
          {ids.length > 1 && series && series.length > 0 && (
            <TimeChart label="Events between the actors in the graph" points={series} height={96} days={{ from: view.filters.from || null, to: view.filters.to || null }}
              onDays={({ from, to }) => change((view) => ({ ...view, filters: { ...view.filters, from: from ?? '', to: to ?? '' } }))} />
          )}
        </section>
        <aside class="panel" ref={panel} tabIndex={-1} aria-label="Details">
          {view.path
            ? <PathPanel key={view.path[0]} from={view.path[0]} to={view.path[1]} actors={known} where={wanted} way={view.way}
                onTo={(to) => change((view) => ({ ...view, path: [view.path![0], to] }))}
                onShow={(ids) => change((view) => ({ ...withNodes(view, ids), way: ids, chosen: '' }))}
                onClose={() => change((view) => ({ ...view, path: null, way: [] }), false)} />
            : isActor
              ? <NodePanel key={view.chosen} id={view.chosen} where={wanted} shown={new Set(ids)} pinned={view.nodes.some((node) => node.id === view.chosen && node.pinned)}
                  onAdd={(ids) => add(ids)} onHide={hide} onPin={() => pin(view.chosen)} onPath={(to) => change((view) => ({ ...view, path: [view.chosen, to] }))} />
              : tie
                ? <TiePanel key={view.chosen} id={view.chosen} where={wanted} actors={known} onChoose={choose} onChanged={ties.again} />
                : ids.length > 0
                  ? <Overview scene={scene} onChoose={choose} />
                  : <StartPanel onActors={(ids) => add(ids)} />}
        </aside>
      </div>
      <p class="unseen" role="status">{[said, ids.length > 0 && summary, chosenWords && `chosen: ${chosenWords}`].filter(Boolean).join('. ')}</p>
      {helping && <Help onClose={() => setHelping(false)} />}
    </Shell>
  );
}

/** What the panel shows when nothing is chosen: who is there, the best tied first. */
function Overview({ scene, onChoose }: { scene: Scene; onChoose: (id: string) => void }) {
  const degree = new Map<string, number>();
  for (const tie of scene.ties) {
    for (const end of [tie.a, tie.b]) {
      degree.set(end, (degree.get(end) ?? 0) + tie.aToB + tie.bToA);
    }
  }
  const ordered = scene.nodes.toSorted((a, b) => (degree.get(b.id) ?? 0) - (degree.get(a.id) ?? 0));
  return (
    <>
      <header class="about"><h2>In the graph</h2><p>Choose an actor or a tie to read about it.</p></header>
      <ul class="rows">
        {ordered.slice(0, 60).map(({ id, actor }) => (
          <li><button type="button" class="link" onClick={() => onChoose(id)}>{actor.name}</button><span>{count(degree.get(id) ?? 0, 'event')}</span></li>
        ))}
      </ul>
      {ordered.length > 60 && <p class="cut">Shown 60 of {number(ordered.length)}; the graph has all.</p>}
    </>
  );
}

/** The view as a picture, as files, as a query. */
function Save({ scene, picture }: { scene: object; picture: () => Promise<Blob> }) {
  const menu = useRef<HTMLDetailsElement>(null);
  return (
    <details class="menu" ref={menu} onClick={(event) => event.target instanceof HTMLElement && event.target.closest('a, button') && (menu.current!.open = false)}
      onKeyDown={(event) => event.key === 'Escape' && menu.current!.open && (menu.current!.open = false, event.stopPropagation())}>
      <summary class="button">Save</summary>
      <div>
        <button type="button" onClick={() => void picture().then((blob) => saveBlob(blob, 'entente.png'))}>Picture (PNG)</button>
        <FileLink class="button" href={at.events('csv', scene)}>Events as CSV</FileLink>
        <FileLink class="button" href={at.events('json', scene)}>Events as JSON</FileLink>
        <FileLink class="button" href={at.events('graphml', scene)}>Graph as GraphML</FileLink>
        <a class="button" href={at.playground(tiesQuery, { scene })}>Open in the playground</a>
        <button type="button" onClick={() => void navigator.clipboard.writeText(location.href)}>Copy the address</button>
      </div>
    </details>
  );
}

show(<Explore />);
