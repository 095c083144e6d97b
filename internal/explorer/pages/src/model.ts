// The parts of the schema that the pages ask for, as they come.

export type ActorKind = string;
export type QuadClass = 'VERBAL_COOPERATION' | 'MATERIAL_COOPERATION' | 'VERBAL_CONFLICT' | 'MATERIAL_CONFLICT';

export interface Actor {
  id: string;
  kind: ActorKind;
  name: string;
  code: string | null;
}

export interface Span {
  start: number;
  end: number;
}

export interface Mention {
  id: string;
  sentence: string;
  start: number;
  trigger: Span | null;
  sourceSpan: Span | null;
  targetSpan: Span | null;
  article: { id: string; title: string | null; outlet: string | null; url: string | null; published: string | null } | null;
  explanation: Explanation;
}

export interface Explanation {
  frame: string | null;
  words: string | null;
  source: string | null;
  target: string | null;
  action: string | null;
  date: string | null;
  modality: string | null;
}

export interface Event {
  id: string;
  relation: string;
  eventType: string;
  quadClass: QuadClass;
  source: Actor | null;
  targetActor: Actor | null;
  action: { id: string; name: string } | null;
  date: { iso: string | null; start: string | null };
  modality: string;
  status: string;
  background: boolean;
  attributedTo: Actor | null;
  confidence: { value: number };
  outletCount: number;
  mentionCount: number;
  mentions: Mention[];
}

export interface Page<T> {
  nodes: T[];
  totalCount: number;
  pageInfo: { hasNextPage: boolean; endCursor: string | null };
}

/** A fragment with all that an event card shows. */
export const eventFields = `fragment EventFields on Event {
  id relation eventType quadClass
  source { id kind name code }
  targetActor { id kind name code }
  action { id name }
  date { iso start }
  modality status background
  attributedTo { id kind name code }
  confidence { value }
  outletCount mentionCount
  mentions(first: 5) {
    id sentence start
    trigger { start end }
    sourceSpan { start end }
    targetSpan { start end }
    article { id title outlet url published }
    explanation { frame words source target action date modality }
  }
}`;
