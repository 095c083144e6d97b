// What a page keeps in its address, so that the address shows the same again.
import { useEffect, useState } from 'preact/hooks';
import { readable } from './site';

/** The parameters of the address; setting them is a step that Back undoes, unless it is passing, as of a slider. Empty ones are left out. */
export function useAddress<T extends Record<string, string>>(empty: T): [T, (change: Partial<T>, passing?: boolean) => void] {
  const [values, set] = useState(() => read(empty));
  useEffect(() => {
    const back = () => set(read(empty));
    addEventListener('popstate', back);
    return () => removeEventListener('popstate', back);
  }, []);
  return [values, (change, passing = false) => {
    const next = { ...values, ...change };
    history[passing ? 'replaceState' : 'pushState'](null, '', location.pathname + written(next));
    set(next);
  }];
}

function read<T extends Record<string, string>>(empty: T): T {
  const search = new URLSearchParams(location.search);
  return Object.fromEntries(Object.keys(empty).map((name) => [name, search.get(name) ?? empty[name]])) as T;
}

function written(values: Record<string, string>): string {
  const parts = Object.entries(values).filter(([, value]) => value !== '').map(([name, value]) => `${name}=${readable(value)}`);
  return parts.length > 0 ? `?${parts.join('&')}` : '';
}
