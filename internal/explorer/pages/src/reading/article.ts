// What the reading view asks for.
import type { Actor, Event, Explanation, Span } from '../model';

/** A sentence of the article that tells of an event, with what it says of it. */
export interface Told {
  id: string;
  start: number;
  end: number;
  trigger: Span | null;
  sourceSpan: Span | null;
  targetSpan: Span | null;
  modality: string;
  attributedTo: Actor | null;
  background: boolean;
  confidence: number;
  explanation: Explanation;
  event: Pick<Event, 'id' | 'relation' | 'quadClass' | 'source' | 'targetActor' | 'action' | 'date' | 'status' | 'outletCount'> | null;
}

export interface Article {
  id: string;
  title: string | null;
  outlet: string | null;
  url: string | null;
  source: string;
  text: string;
  published: string | null;
  publishedBasis: string;
  warnings: string[];
  status: string;
  mentionCount: number;
  mentions: Told[];
}

export const query = `query Article($id: ID!) {
  article(id: $id) {
    id title outlet url source text published publishedBasis warnings status mentionCount
    mentions(first: 500) {
      id start end
      trigger { start end } sourceSpan { start end } targetSpan { start end }
      modality attributedTo { id kind name code } background confidence
      explanation { frame words source target action date modality }
      event {
        id relation quadClass status outletCount
        source { id kind name code } targetActor { id kind name code } action { id name }
        date { iso start }
      }
    }
  }
}`;
