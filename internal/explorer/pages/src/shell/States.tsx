import type { ComponentChildren } from 'preact';
import { accessKey } from '../client';
import type { Awaited } from '../useAnswer';
import { number } from '../words';

/** What to show for an answer that is awaited: words while it comes, words when it does not, else the children. */
export function Answer<T>({ of, again, what, children }: { of: Awaited<T>; again?: () => void; what: string; children: (answer: T) => ComponentChildren }) {
  if (of.fault) {
    return (
      <div class="notice fault" role="alert">
        <p>{what} could not be had: {of.fault.message}</p>
        {of.fault.suggestions.length > 0 && <p>Did you mean {of.fault.suggestions.join(', ')}?</p>}
        {of.fault.code === 'UNAUTHENTICATED' && <KeyForm />}
        {again && <button type="button" onClick={again}>Try again</button>}
      </div>
    );
  }
  if (!of.answer) {
    return of.loading ? <Loading what={what} /> : null;
  }
  return <div class={of.loading ? 'stale' : undefined} aria-busy={of.loading}>{children(of.answer)}</div>;
}

export function Loading({ what }: { what: string }) {
  return <p class="loading" role="status">{what} … loading</p>;
}

export function Empty({ children }: { children: ComponentChildren }) {
  return <p class="notice">{children}</p>;
}

/** Says that a list was cut, and how to see the rest. */
export function Cut({ shown, of, more }: { shown: number; of: number; more?: () => void }) {
  if (shown >= of) {
    return null;
  }
  return (
    <p class="cut">
      Shown {number(shown)} of {number(of)}.{' '}
      {more && <button type="button" class="link" onClick={more}>Show more</button>}
    </p>
  );
}

/** Asks for the access key that the server wants; it is kept until the tab closes. */
function KeyForm() {
  const enter = (event: SubmitEvent) => {
    event.preventDefault();
    accessKey.set(new FormData(event.currentTarget as HTMLFormElement).get('key')!.toString().trim());
    location.reload();
  };
  return (
    <form class="key" onSubmit={enter}>
      <label>access key <input name="key" type="password" required autocomplete="off" /></label> <button type="submit">Use it</button>
    </form>
  );
}
