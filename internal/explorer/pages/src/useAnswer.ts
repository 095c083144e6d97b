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
  const [{ of, answer, fault }, set] = useState<{ of: string; answer: T | null; fault: Fault | null }>({ of: '', answer: null, fault: null });
  const [turn, setTurn] = useState(0);
  const asked = JSON.stringify(variables);
  const question = `${turn} ${query} ${asked}`;
  useEffect(() => {
    if (query === null) {
      set({ of: '', answer: null, fault: null });
      return;
    }
    const stop = new AbortController();
    ask<T>(query, JSON.parse(asked), stop.signal).then(
      (answer) => stop.signal.aborted || set({ of: question, answer, fault: null }),
      (fault) => stop.signal.aborted || set({ of: question, answer: null, fault: asFault(fault) }),
    );
    return () => stop.abort();
  }, [question]);
  const loading = query !== null && of !== question;
  return { answer, fault: loading ? null : fault, loading, again: () => setTurn(turn + 1) };
}

export function asFault(cause: unknown): Fault {
  return cause instanceof Fault ? cause : new Fault(cause instanceof Error ? cause.message : String(cause), 'INTERNAL');
}
