import { ClassBar, ClassKey } from '../shell/ClassBar';
import { Answer, Empty } from '../shell/States';
import { at } from '../site';
import { pairScope, type TopPairs } from '../topPairs';
import type { Awaited } from '../useAnswer';
import { count, number } from '../words';

/** The two that had most to do with each other, and the next ones. */
export function Pairs({ found }: { found: Awaited<TopPairs> & { again: () => void } }) {
  return (
    <section class="pairs" aria-labelledby="pairs">
      <h2 id="pairs">Most active pairs</h2>
      <Answer of={found} again={found.again} what="The most active pairs">
        {({ pairs, query, variables }) => pairs.length === 0 ? <Empty>No two have anything to do with each other yet.</Empty> : (
          <>
            <ol>
              {pairs.map(({ a, b, summary }) => (
                <li key={a.id + b.id}>
                  <a href={at.dyad(a.id, b.id, pairScope)}>{a.name} – {b.name}</a>
                  <span class="number" title={count(summary.events, 'event')}>{number(summary.events)}</span>
                  <ClassBar counts={summary.quadClasses} most={pairs[0]!.summary.events} />
                </li>
              ))}
            </ol>
            <ClassKey />
            <p class="files">Events between the two and all who belong to them. <a href={at.playground(query, variables)}>Open in the playground</a></p>
          </>
        )}
      </Answer>
    </section>
  );
}
