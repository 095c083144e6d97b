import type { ComponentChildren } from 'preact';
import { render } from 'preact';
import { useEffect } from 'preact/hooks';
import { at } from '../site';
import { SearchBox, type Found } from './SearchBox';
import { ThemeSwitch } from './ThemeSwitch';

interface ShellProps {
  /** Which of the links at the top is this page's own. */
  here?: 'explore' | 'dashboard';
  /** What choosing something in the search box does; going to its page when left out. */
  onFound?: (found: Found) => void;
  /** Whether the page fills the window and scrolls only inside, where there is room for that. */
  full?: boolean;
  /** Whether the page has a search box of its own, and the header none. */
  searches?: boolean;
  children: ComponentChildren;
}

/** What stands around every page: the skip link, the header with the search box, the main part. */
export function Shell({ here, onFound, full, searches, children }: ShellProps) {
  useEffect(() => {
    document.body.classList.toggle('full', full ?? false);
  }, [full]);
  return (
    <>
      <a class="skip" href="#main">Skip to the content</a>
      <header class="top">
        <a class="brand" href={at.home()}>
          <Logo />
          entente
        </a>
        {!searches && <SearchBox onFound={onFound} />}
        <nav aria-label="Pages">
          <a href={at.explore()} aria-current={here === 'explore' ? 'page' : undefined}>Explore</a>
          <a href={at.dashboard()} aria-current={here === 'dashboard' ? 'page' : undefined}>Dashboard</a>
          <a href={at.playground()}>Playground</a>
        </nav>
        <ThemeSwitch />
      </header>
      <main id="main" tabIndex={-1}>{children}</main>
    </>
  );
}

function Logo() {
  return (
    <svg viewBox="0 0 32 32" width="24" height="24" aria-hidden="true">
      <path d="M8 9 24 16 9 25z" fill="none" stroke="currentColor" stroke-width="3" />
      <g fill="currentColor"><circle cx="8" cy="9" r="5" /><circle cx="24" cy="16" r="5" /><circle cx="9" cy="25" r="5" /></g>
    </svg>
  );
}

/** Puts a page in place of the words that say that it is loading. */
export function show(page: ComponentChildren) {
  const place = document.getElementById('page')!;
  place.replaceChildren();
  render(page, place);
}
