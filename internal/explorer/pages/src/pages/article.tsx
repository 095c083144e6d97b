import './article.css';
import { useEffect, useRef, useState } from 'preact/hooks';
import { query, type Article, type Told } from '../reading/article';
import { Text, classOf } from '../reading/Text';
import { EventLine, Reasons } from '../shell/EventCard';
import { Shell, show } from '../shell/Shell';
import { Answer, Cut, Empty } from '../shell/States';
import { at, idInPath, original } from '../site';
import { useAnswer } from '../useAnswer';
import { count, dateWords, modalityWords, number } from '../words';

function Page() {
  const id = idInPath();
  const found = useAnswer<{ article: Article | null }>(query, { id });
  const article = found.answer?.article;
  useEffect(() => {
    document.title = `${article?.title ?? 'Article'} · entente`;
  }, [article]);
  return (
    <Shell>
      <div class="sheet">
        <Answer of={found} again={found.again} what="The article">
          {({ article }) => article === null
            ? <><h1>No such article</h1><Empty>Nothing has the id {id}. Perhaps it was read again under another; look for it by its words.</Empty></>
            : <Reading article={article} />}
        </Answer>
      </div>
    </Shell>
  );
}

function Reading({ article }: { article: Article }) {
  const told = article.mentions;
  const [pinned, pin] = useState<string[]>(() => named(told));
  const [pointed, point] = useState<string[]>([]);
  const active = pointed.length > 0 ? pointed : pinned;
  const page = useRef<HTMLDivElement>(null);
  const pick = (ids: string[]) => {
    const next = ids.join() === pinned.join() ? [] : ids;
    pin(next);
    history.replaceState(null, '', location.pathname + location.search + (next[0] ? `#${next[0]}` : ''));
  };
  const reveal = (id: string | undefined, where: string) => id && page.current?.querySelector(`${where} [data-of~="${CSS.escape(id)}"]`)?.scrollIntoView({ block: 'nearest' });
  useEffect(() => {
    reveal(pinned[0], '.told');
    page.current?.querySelector(`.text [data-of~="${CSS.escape(pinned[0] ?? '')}"]`)?.scrollIntoView({ block: 'center' });
  }, []);
  useEffect(() => {
    const keys = (event: KeyboardEvent) => event.key === 'Escape' && pinned.length > 0 && pick([]);
    const moved = () => pin(named(told));
    addEventListener('keydown', keys);
    addEventListener('hashchange', moved);
    return () => {
      removeEventListener('keydown', keys);
      removeEventListener('hashchange', moved);
    };
  });
  return (
    <div class="reading" ref={page}>
      <article>
        <Head article={article} />
        <Text text={article.text} told={told} active={active} onPoint={(ids) => { point(ids); reveal(ids[0], '.told'); }} onPick={pick} />
      </article>
      <aside aria-label="What was read in it">
        {told.length === 0 ? <Empty>No event was read in this article.</Empty> : (
          <>
            <div class={`explained card${active.length > 0 ? ' open' : ''}`} aria-live="polite">
              <h2 class="unseen">Why it was read so</h2>
              {active.length === 0
                ? <p class="hint">Point at a marked word, or go there with <kbd>Tab</kbd>, to see what was read and why. A click keeps it.</p>
                : told.filter((one) => active.includes(one.id)).map((one) => <Explained key={one.id} told={one} />)}
              {pinned.length > 0 && <button type="button" class="icon close" aria-label="Close the explanation" onClick={() => pick(pinned)}><svg viewBox="0 0 24 24" aria-hidden="true"><path d="M6 6l12 12M18 6 6 18" /></svg></button>}
            </div>
            <h2>{count(article.mentionCount, 'event')} read in it</h2>
            <ol class="told" tabIndex={0} aria-label="Events in the order of the text">
              {told.map((one) => (
                <li key={one.id} data-of={one.id} class={`${classOf(one)}${active.includes(one.id) ? ' on' : ''}`} onMouseEnter={() => { point([one.id]); reveal(one.id, '.text'); }} onMouseLeave={() => point([])}>
                  {one.event ? <EventLine event={one.event} /> : <p>An event that is no longer kept.</p>}
                  <p class="facts">
                    <Facts told={one} />
                    <button type="button" class="link" aria-pressed={pinned.includes(one.id)} onFocus={() => point([one.id])} onBlur={() => point([])} onClick={() => pick([one.id])}>{pinned.includes(one.id) ? 'close' : 'why?'}</button>
                  </p>
                </li>
              ))}
            </ol>
            <Cut shown={told.length} of={article.mentionCount} />
          </>
        )}
      </aside>
    </div>
  );
}

const bases: Record<string, string> = {
  DATELINE: 'by its dateline', TEXT: 'by a date in its text', MASTHEAD: 'by its masthead, which may be the day it was printed', UNKNOWN: '',
};

function Head({ article }: { article: Article }) {
  const basis = bases[article.publishedBasis];
  return (
    <header>
      <h1>{article.title ?? firstWords(article.text)}</h1>
      <p class="lead">
        {[article.outlet, article.published ? dateWords(article.published) + (basis ? `, ${basis}` : '') : 'of an unknown day'].filter(Boolean).join(' · ')}
        {original(article) && <> · <a href={original(article)!} rel="noreferrer noopener">the original</a></>}
      </p>
      {article.status === 'RETRACTED' && <p class="notice fault">This article was retracted: nothing that was read in it counts.</p>}
      {article.warnings.length > 0 && (
        <div class="notice warnings">
          <p><strong>To know when reading it</strong></p>
          <ul>{article.warnings.map((warning) => <li>{warning}</li>)}</ul>
        </div>
      )}
      <p class="files">
        <a href={at.playground(query, { id: article.id })}>Open in the playground</a> · <a href={at.events('csv', { article: [article.id] })}>Events as CSV</a> · read from <code>{article.source}</code>
      </p>
    </header>
  );
}

/** What was read in one place, and why. */
function Explained({ told }: { told: Told }) {
  return (
    <div class={`why ${classOf(told)}`}>
      {told.event && <EventLine event={told.event} />}
      <p class="facts"><Facts told={told} /><span>confidence {told.confidence.toFixed(2)}</span>{told.event && told.event.outletCount > 1 && <span>told by {number(told.event.outletCount)} outlets</span>}</p>
      <Reasons explanation={told.explanation} />
      {told.event?.source && told.event.targetActor && <p class="files"><a href={at.dyad(told.event.source.id, told.event.targetActor.id)}>All between the two</a></p>}
    </div>
  );
}

function Facts({ told }: { told: Told }) {
  const doubts = [
    told.modality !== 'ASSERTED' && modalityWords(told.modality) + (told.attributedTo ? `, by ${told.attributedTo.name}` : ''),
    told.background && 'told in passing',
    told.event && told.event.status !== 'CURRENT' && told.event.status.toLowerCase(),
  ].filter(Boolean);
  return <>{told.event && <time dateTime={told.event.date.start ?? undefined}>{dateWords(told.event.date.iso)}</time>}{doubts.map((doubt) => <span class="doubt">{doubt}</span>)}</>;
}

/** The mention that the address names. */
function named(told: Told[]): string[] {
  const id = decodeURIComponent(location.hash.slice(1));
  return told.some((one) => one.id === id) ? [id] : [];
}

const firstWords = (text: string) => text.trim().split(/\s+/).slice(0, 10).join(' ') + ' …';

show(<Page />);
