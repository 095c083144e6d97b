import { useEffect, useId, useRef, useState } from 'preact/hooks';
import { Fault, ask } from '../client';
import type { Actor, Span } from '../model';
import { at } from '../site';
import { asFault } from '../useAnswer';
import { kindWords } from '../words';
import { Marked, type Mark } from './Marked';

/** What was chosen in the search box. */
export type Found =
  | { kind: 'ACTOR'; actor: Actor }
  | { kind: 'ACTION'; id: string; name: string }
  | { kind: 'ARTICLE'; id: string; title: string }
  | { kind: 'SENTENCE'; article: string; mention: string };

interface Hit {
  kind: Found['kind'];
  text: string;
  highlights: Span[];
  found: {
    __typename: string;
    id: string;
    name?: string;
    kind?: string;
    code?: string | null;
    title?: string | null;
    article?: { id: string; title: string | null; outlet: string | null; published: string | null } | null;
  } | null;
}

// Actors first, and never crowded out by the many texts that tell of them.
const query = `query Search($text: String!) {
  names: search(query: $text, kinds: [ACTOR], first: 6) { nodes { ...Hit } }
  actions: search(query: $text, kinds: [ACTION], first: 3) { nodes { ...Hit } }
  sentences: search(query: $text, kinds: [SENTENCE], first: 4) { nodes { ...Hit } }
  articles: search(query: $text, kinds: [ARTICLE], first: 3) { nodes { ...Hit } }
}
fragment Hit on SearchHit {
  kind text highlights { start end }
  found {
    __typename
    ... on Actor { id name kind code }
    ... on Action { id name }
    ... on Article { id title }
    ... on Mention { id article { id title outlet published } }
  }
}`;

const headings: Record<Found['kind'], string> = { ACTOR: 'Actors', ACTION: 'Actions', SENTENCE: 'Events', ARTICLE: 'Articles' };

function choice(hit: Hit): Found | null {
  const found = hit.found;
  if (!found) {
    return null;
  }
  switch (hit.kind) {
    case 'ACTOR':
      return { kind: 'ACTOR', actor: { id: found.id, name: found.name ?? found.id, kind: found.kind ?? '', code: found.code ?? null } };
    case 'ACTION':
      return { kind: 'ACTION', id: found.id, name: found.name ?? found.id };
    case 'ARTICLE':
      return { kind: 'ARTICLE', id: found.id, title: found.title ?? hit.text };
    case 'SENTENCE':
      return found.article ? { kind: 'SENTENCE', article: found.article.id, mention: found.id } : null;
  }
}

/** Where what was found has its page. */
export function pageOf(found: Found): string {
  switch (found.kind) {
    case 'ACTOR': return at.exploreActors(found.actor.id);
    case 'ACTION': return at.action(found.id);
    case 'ARTICLE': return at.article(found.id);
    case 'SENTENCE': return at.article(found.article, found.mention);
  }
}

interface Props {
  onFound?: (found: Found) => void;
  label?: string;
  placeholder?: string;
  /** Only actors, for choosing one. */
  actorsOnly?: boolean;
  /** Whether the key / comes here. */
  main?: boolean;
}

/** A box that completes actors, actions, events and articles while one types. */
export function SearchBox({ onFound, label = 'Search', placeholder = 'Search actors, actions, events …', actorsOnly = false, main = true }: Props) {
  const id = useId();
  const input = useRef<HTMLInputElement>(null);
  const [text, setText] = useState('');
  const [hits, setHits] = useState<Hit[] | null>(null); // null: nothing asked
  const [fault, setFault] = useState<Fault | null>(null);
  const [open, setOpen] = useState(false);
  const [active, setActive] = useState(-1);

  useEffect(() => {
    const wanted = text.trim();
    if (wanted.length < 2) {
      setHits(null);
      return;
    }
    const stop = new AbortController();
    const timer = setTimeout(async () => {
      try {
        const answer = await ask<Record<string, { nodes: Hit[] }>>(query, { text: wanted }, stop.signal);
        const found = (actorsOnly ? [answer.names!] : Object.values(answer)).flatMap((list) => list.nodes).filter(choice);
        setHits(found);
        setActive(found.length > 0 ? 0 : -1);
        setFault(null);
      } catch (cause) {
        if (!stop.signal.aborted) {
          setHits([]);
          setFault(asFault(cause));
        }
      }
    }, 120);
    return () => {
      clearTimeout(timer);
      stop.abort();
    };
  }, [text, actorsOnly]);

  useEffect(() => {
    if (!main) {
      return;
    }
    const slash = (event: KeyboardEvent) => {
      if (event.key === '/' && !isTyping(event.target)) {
        event.preventDefault();
        input.current?.focus();
        input.current?.select();
      }
    };
    addEventListener('keydown', slash);
    return () => removeEventListener('keydown', slash);
  }, [main]);

  const choose = (hit: Hit) => {
    const found = choice(hit)!;
    setOpen(false);
    setText('');
    if (onFound) {
      onFound(found);
    } else {
      location.href = pageOf(found);
    }
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const last = (hits?.length ?? 0) - 1;
    switch (event.key) {
      case 'ArrowDown':
        setOpen(true);
        setActive(active >= last ? 0 : active + 1);
        break;
      case 'ArrowUp':
        setActive(active <= 0 ? last : active - 1);
        break;
      case 'Enter': {
        const hit = hits?.[active];
        if (!open || !hit) {
          return;
        }
        choose(hit);
        break;
      }
      case 'Escape':
        if (open && hits) {
          setOpen(false);
        } else {
          setText('');
          input.current?.blur();
        }
        break;
      default:
        return;
    }
    event.preventDefault();
    event.stopPropagation();
  };

  const shown = open && hits !== null;
  return (
    <div class="search" role={main ? 'search' : undefined} onFocusOut={(event) => event.currentTarget.contains(event.relatedTarget as Node) || setOpen(false)}>
      <input
        ref={input} type="search" role="combobox" autocomplete="off" spellcheck={false}
        aria-label={label} placeholder={placeholder} aria-expanded={shown} aria-controls={`${id}-hits`} aria-autocomplete="list"
        aria-activedescendant={shown && active >= 0 ? `${id}-${active}` : undefined}
        value={text} onInput={(event) => { setText(event.currentTarget.value); setOpen(true); }} onFocus={() => setOpen(true)} onKeyDown={onKeyDown}
      />
      {main && <kbd aria-hidden="true">/</kbd>}
      <div class="hits" hidden={!shown}>
        <div role="listbox" id={`${id}-hits`} aria-label="Found">
          {hits?.map((hit, i) => (
            <div role="option" id={`${id}-${i}`} key={hit.found!.id} aria-selected={i === active} class={i === 0 || hits[i - 1]!.kind !== hit.kind ? 'first' : ''}
              onMouseDown={(event) => event.preventDefault()} onClick={() => choose(hit)} onMouseMove={() => setActive(i)}>
              {(i === 0 || hits[i - 1]!.kind !== hit.kind) && <span class="heading" aria-hidden="true">{headings[hit.kind]}</span>}
              <HitLine hit={hit} />
            </div>
          ))}
        </div>
        {hits?.length === 0 && <p class="none">{fault ? fault.message : `Nothing is called “${text.trim()}”. Try fewer letters.`}</p>}
      </div>
      <span class="unseen" role="status">{shown && hits ? `${hits.length} found` : ''}</span>
    </div>
  );
}

function HitLine({ hit }: { hit: Hit }) {
  const marks: Mark[] = hit.highlights.map((span) => ({ ...span, role: 'found' }));
  const article = hit.found?.article;
  return (
    <>
      <span class="hit"><Marked text={hit.text} marks={marks} /></span>
      {hit.kind === 'ACTOR' && (
        <span class="about">
          {hit.found!.name !== hit.text && `${hit.found!.name} · `}{kindWords(hit.found!.kind!)}{hit.found!.code && ` · ${hit.found!.code}`}
        </span>
      )}
      {hit.kind === 'ARTICLE' && hit.found!.title !== hit.text && <span class="about">{hit.found!.title}</span>}
      {article && <span class="about">{[article.outlet, article.published].filter(Boolean).join(', ') || article.title}</span>}
    </>
  );
}

/** Whether a key goes into a field, and so is not for the page. */
export function isTyping(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && (target.isContentEditable || /^(INPUT|SELECT|TEXTAREA)$/.test(target.tagName));
}
