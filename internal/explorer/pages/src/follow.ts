// Following what happens: a subscription over server-sent events, which comes back by itself when its line breaks and goes on where it was.
import { accessKey } from './client';
import { at } from './site';

/** How the line stands: not yet there, there, or broken and tried again. */
export type Line = 'opening' | 'open' | 'broken';

interface Follower<T> {
  onData: (data: T) => void;
  onLine: (line: Line) => void;
  /** The server refuses: it will not do to try again. */
  onRefused: (message: string) => void;
}

const firstPause = 1000;
const longestPause = 60_000;

/** Follows a subscription whose variable $since is the cursor to go on behind, until the signal stops it. */
export async function follow<T>(query: string, follower: Follower<T>, signal: AbortSignal): Promise<void> {
  let since: string | null = null;
  for (let pause = firstPause; !signal.aborted; pause = Math.min(2 * pause, longestPause)) {
    follower.onLine(pause === firstPause ? 'opening' : 'broken');
    try {
      const key = accessKey.get();
      const response = await fetch(at.graphql(), {
        method: 'POST',
        headers: { 'Accept': 'text/event-stream', 'Content-Type': 'application/json', ...(key && { Authorization: `Bearer ${key}` }) },
        body: JSON.stringify({ query, variables: { since } }),
        signal,
      });
      if (!response.headers.get('Content-Type')?.startsWith('text/event-stream')) {
        const answer = await response.json().catch(() => null) as { errors?: { message: string }[] } | null;
        follower.onRefused(answer?.errors?.[0]?.message ?? `The server answered ${response.status} ${response.statusText}.`);
        return;
      }
      follower.onLine('open');
      for await (const event of eventsOf(response.body!)) {
        pause = firstPause;
        since = event.id || since;
        if (event.type === 'complete') {
          return;
        }
        const answer = JSON.parse(event.data) as { data?: T; errors?: { message: string }[] };
        if (answer.errors) {
          follower.onRefused(answer.errors[0]!.message);
          return;
        }
        follower.onData(answer.data!);
      }
    } catch {
      // the line is broken; it is tried again below
    }
    if (!signal.aborted) {
      follower.onLine('broken');
      await new Promise((resolve) => setTimeout(resolve, pause));
    }
  }
}

interface ServerEvent {
  id: string;
  type: string;
  data: string;
}

/** The events of a stream: blocks of lines, apart by an empty one; a line with a colon first is there to keep the line alive. */
async function* eventsOf(body: ReadableStream<Uint8Array>): AsyncGenerator<ServerEvent> {
  const reader = body.pipeThrough(new TextDecoderStream() as unknown as TransformStream<Uint8Array, string>).getReader();
  let rest = '';
  for (let piece = await reader.read(); !piece.done; piece = await reader.read()) {
    const blocks = (rest + piece.value).split('\n\n');
    rest = blocks.pop()!;
    for (const block of blocks) {
      const event = { id: '', type: 'next', data: '' };
      for (const line of block.split('\n')) {
        const [, field, value] = line.match(/^(\w+): ?(.*)$/) ?? [];
        switch (field) {
          case 'id': event.id = value!; break;
          case 'event': event.type = value!; break;
          case 'data': event.data += value!; break;
        }
      }
      if (event.data || event.type === 'complete') {
        yield event;
      }
    }
  }
}
