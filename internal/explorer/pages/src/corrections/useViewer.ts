import { useEffect, useState } from 'preact/hooks';
import { ask } from '../client';

/** Who asks, as the server knows them. */
export interface Viewer {
  name: string;
  role: 'READER' | 'EDITOR' | 'ADMIN';
}

let asked: Promise<Viewer | null> | undefined;

/** Who asks; null while that is not known. It is asked once a page. */
export function useViewer(): Viewer | null {
  const [viewer, set] = useState<Viewer | null>(null);
  useEffect(() => {
    asked ??= ask<{ viewer: Viewer }>('{ viewer { name role } }').then(({ viewer }) => viewer, () => null);
    void asked.then(set);
  }, []);
  return viewer;
}

export const mayCorrect = (viewer: Viewer | null) => viewer !== null && viewer.role !== 'READER';
