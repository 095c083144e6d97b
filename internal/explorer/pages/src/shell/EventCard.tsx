import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import type { Actor, Event, Explanation, Mention } from '../model';
import { at, original } from '../site';
import { count, dateWords, modalityWords, quadClass, relationWords } from '../words';
import { Marked, type Mark } from './Marked';

/** An event with its evidence: who did what to whom, when, the sentence, where it stands, and why it was read so. */
export function EventCard({ event, children }: { event: Event; children?: ComponentChildren }) {
  const [all, setAll] = useState(false);
  const doubts = [
    event.modality !== 'ASSERTED' && (event.attributedTo ? `${modalityWords(event.modality)}, by ${event.attributedTo.name}` : modalityWords(event.modality)),
    event.background && 'told in passing',
    event.status !== 'CURRENT' && event.status.toLowerCase(),
  ].filter(Boolean);
  const mentions = all ? event.mentions : event.mentions.slice(0, 1);
  return (
    <article class={`event ${quadClass(event.quadClass).css}`} id={event.id}>
      <EventLine event={event} />
      <p class="facts">
        <time dateTime={event.date.start ?? undefined}>{dateWords(event.date.iso)}</time>
        <span>{count(event.outletCount, 'outlet')}</span>
        <span>confidence {event.confidence.value.toFixed(2)}</span>
        {doubts.map((doubt) => <span class="doubt">{doubt}</span>)}
      </p>
      {mentions.map((mention) => <Evidence key={mention.id} mention={mention} />)}
      {event.mentions.length > 1 && (
        <button type="button" class="link" aria-expanded={all} onClick={() => setAll(!all)}>
          {all ? 'Only the first report' : `All ${count(event.mentions.length, 'report')}`}
        </button>
      )}
      {all && event.mentionCount > event.mentions.length && <p class="cut">Shown {event.mentions.length} of {event.mentionCount} reports.</p>}
      {children}
    </article>
  );
}

/** Who did what to whom, in a line. */
export function EventLine({ event }: { event: Pick<Event, 'source' | 'relation' | 'targetActor' | 'action' | 'quadClass'> }) {
  return (
    <h3 class="line">
      <ActorLink actor={event.source} otherwise="somebody" />{' '}
      <span class={`did ${quadClass(event.quadClass).css}`}>{relationWords(event.relation)}</span>{' '}
      {event.action
        ? <><a class="act" href={at.action(event.action.id)}>{event.action.name}</a>{event.targetActor && <span class="of"> of <ActorLink actor={event.targetActor} /></span>}</>
        : event.targetActor && <ActorLink actor={event.targetActor} />}
    </h3>
  );
}

export function ActorLink({ actor, otherwise = '' }: { actor: Actor | null; otherwise?: string }) {
  return actor ? <a class="actor" href={at.exploreActors(actor.id)}>{actor.name}</a> : <>{otherwise}</>;
}

/** One sentence with its words marked in place, the article that it stands in, and the reasons for the reading. */
export function Evidence({ mention }: { mention: Mention }) {
  const { article } = mention;
  const told = [article?.outlet, article?.published && dateWords(article.published)].filter(Boolean).join(', ');
  return (
    <figure class="evidence">
      <blockquote><Marked text={mention.sentence} marks={marksOf(mention)} origin={mention.start} /></blockquote>
      {article && (
        <figcaption>
          <a href={at.article(article.id, mention.id)}>{article.title ?? 'the article'}</a>
          {told && <span>{told}</span>}
          {original(article) && <a href={original(article)!} rel="noreferrer noopener">original</a>}
        </figcaption>
      )}
      <Why explanation={mention.explanation} />
    </figure>
  );
}

/** The marks of a mention's words. */
export function marksOf(mention: Pick<Mention, 'trigger' | 'sourceSpan' | 'targetSpan'>): Mark[] {
  const mark = (role: string, span: Mention['trigger']) => span ? [{ start: span.start, end: span.end, role }] : [];
  return [...mark('source', mention.sourceSpan), ...mark('target', mention.targetSpan), ...mark('trigger', mention.trigger)];
}

const parts: [keyof Explanation, string][] = [
  ['words', 'words'], ['frame', 'rule'], ['source', 'who did it'], ['target', 'to whom'], ['action', 'about'], ['date', 'when'], ['modality', 'held as'],
];

/** The reasons for which a sentence was read so, folded away. */
export function Why({ explanation }: { explanation: Explanation }) {
  return parts.some(([part]) => explanation[part]) ? <details class="why"><summary>Why it was read so</summary><Reasons explanation={explanation} /></details> : null;
}

/** The reasons themselves: which words, which rule, how each actor and the date came about. */
export function Reasons({ explanation }: { explanation: Explanation }) {
  return <dl>{parts.filter(([part]) => explanation[part]).map(([part, name]) => <><dt>{name}</dt><dd>{explanation[part]}</dd></>)}</dl>;
}
