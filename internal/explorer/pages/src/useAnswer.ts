import { useEffect, useState } from 'preact/hooks';
import { Fault, ask } from './client';

/** What is known of a question's answer: while a new one is awaited, the last one stays. */
export interface Awaited<T> {
  answer: T | null;
  fault: Fault | null;
  loading: boolean;
}

/** Asks whenever query or variables change; null asks nothing. */
export function useAnswer<T>(query: string | null, variables: object = {}): Awaited<T> & { again: () => void } {
  const [state, set] = useState<Awaited<T>>({ answer: null, fault: null, loading: query !== null });
  const [turn, setTurn] = useState(0);
  const asked = JSON.stringify(variables);
  useEffect(() => {
    if (query === null) {
      set({ answer: null, fault: null, loading: false });
      return;
    }
    const stop = new AbortController();
    set((before) => ({ ...before, fault: null, loading: true }));
    ask<T>(query, JSON.parse(asked), stop.signal).then(
      (answer) => stop.signal.aborted || set({ answer, fault: null, loading: false }),
      (fault) => stop.signal.aborted || set({ answer: null, fault: asFault(fault), loading: false }),
    );
    return () => stop.abort();
  }, [query, asked, turn]);
  return { ...state, again: () => setTurn(turn + 1) };
}

export function asFault(cause: unknown): Fault {
  return cause instanceof Fault ? cause : new Fault(cause instanceof Error ? cause.message : String(cause), 'INTERNAL');
}
