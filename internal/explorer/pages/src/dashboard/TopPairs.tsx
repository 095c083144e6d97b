import { ClassBar, ClassKey } from '../shell/ClassBar';
import { Answer, Empty } from '../shell/States';
import { Table } from '../shell/Table';
import { at } from '../site';
import { pairScope, useTopPairs, type Pair } from '../topPairs';
import { number, signed } from '../words';
import { Panel } from './Panel';

interface Props {
  found: ReturnType<typeof useTopPairs>;
  /** Whether the tension of the pair is shown, and showing it or no more. */
  shown: (pair: Pair) => boolean;
  onShow: (pair: Pair) => void;
}

export function TopPairs({ found, shown, onShow }: Props) {
  const pairs = found.answer?.pairs ?? [];
  return (
    <Panel title="Most active pairs" query={found.answer?.query ?? ''} variables={found.answer?.variables} file={{
      name: 'pairs', head: ['a', 'b', 'events', 'cooperation', 'conflict', 'balance'],
      rows: () => pairs.map(({ a, b, summary, balance }) => [a.name, b.name, summary.events, summary.cooperation, summary.conflict, balance]),
    }}>
      <Answer of={found} again={found.again} what="The pairs">
        {() => pairs.length === 0 ? <Empty>No two had anything to do with each other in these days.</Empty> : (
          <>
            <Table caption="Most active pairs" rows={pairs} keyOf={({ a, b }) => `${a.id} ${b.id}`} columns={[
              { name: 'pair', cell: ({ a, b }) => <a href={at.dyad(a.id, b.id, pairScope)}>{a.name} – {b.name}</a>, by: ({ a }) => a.name },
              { name: 'events', number: true, cell: ({ summary }) => number(summary.events), by: ({ summary }) => summary.events },
              { name: 'classes', cell: ({ summary }) => <ClassBar counts={summary.quadClasses} most={summary.events} /> },
              { name: 'balance', number: true, cell: ({ balance }) => balance === null ? '' : signed(balance), by: ({ balance }) => balance ?? 0 },
              { name: 'tension', cell: (pair) => <button type="button" class="small" aria-pressed={shown(pair)} aria-label={`${shown(pair) ? 'shown' : 'show'}: tension of ${pair.a.name} and ${pair.b.name}`} onClick={() => onShow(pair)}>{shown(pair) ? 'shown' : 'show'}</button> },
            ]} />
            <ClassKey />
            <p class="files">Events between the two and all who belong to them. Balance is (cooperation − conflict) / all, −1 … +1.</p>
          </>
        )}
      </Answer>
    </Panel>
  );
}
