import { useState } from 'preact/hooks';

const themes = ['system', 'light', 'dark'] as const;
type Theme = typeof themes[number];

const icons: Record<Theme, string> = {
  system: 'M4 5h16v11H4zM9 20h6M12 16v4',
  light: 'M12 8a4 4 0 1 0 0 8 4 4 0 0 0 0-8M12 2v2M12 20v2M2 12h2M20 12h2M5 5l1.4 1.4M17.6 17.6 19 19M5 19l1.4-1.4M17.6 6.4 19 5',
  dark: 'M20 14.5A8.5 8.5 0 1 1 9.5 4 6.8 6.8 0 0 0 20 14.5z',
};

/** A button that goes from the system's theme to light to dark and round again. */
export function ThemeSwitch() {
  const [theme, set] = useState<Theme>(() => (document.documentElement.dataset.theme as Theme | undefined) ?? 'system');
  const turn = () => {
    const next = themes[(themes.indexOf(theme) + 1) % themes.length]!;
    if (next === 'system') {
      delete document.documentElement.dataset.theme;
      localStorage.removeItem('entente-theme');
    } else {
      document.documentElement.dataset.theme = next;
      localStorage.setItem('entente-theme', next);
    }
    set(next);
  };
  const label = `Theme: ${theme}`;
  return (
    <button type="button" class="icon" onClick={turn} aria-label={label} title={label}>
      <svg viewBox="0 0 24 24" aria-hidden="true"><path d={icons[theme]} /></svg>
    </button>
  );
}

/** Calls back whenever the colours change: by the switch or by the system. */
export function onThemeChange(callback: () => void): () => void {
  const observer = new MutationObserver(callback);
  observer.observe(document.documentElement, { attributes: true, attributeFilter: ['data-theme'] });
  const system = matchMedia('(prefers-color-scheme: dark)');
  system.addEventListener('change', callback);
  return () => {
    observer.disconnect();
    system.removeEventListener('change', callback);
  };
}

/** The value that a custom property such as --ink has now, as rgb(…). */
export function colour(property: string): string {
  const probe = document.createElement('i');
  probe.style.color = `var(${property})`;
  document.body.append(probe);
  const value = getComputedStyle(probe).color;
  probe.remove();
  return value;
}
