// The graph as a table: the same ties.
import type { Actor } from '../model';
import { Table, type Column } from '../shell/Table';
import { count, number, quadClass } from '../words';
import type { Tie } from './ties';

export function SceneTable({ ties, actors, chosen, onChoose }: { ties: Tie[]; actors: Map<string, Actor>; chosen: string; onChoose: (id: string) => void }) {
  const name = (id: string) => actors.get(id)?.name ?? id;
  const columns: Column<Tie>[] = [
    { name: 'Between', cell: (tie) => `${name(tie.a)} – ${name(tie.b)}`, by: (tie) => name(tie.a) },
    { name: 'Class', cell: (tie) => <span class={`did ${quadClass(tie.class).css}`}>{quadClass(tie.class).name}</span>, by: (tie) => tie.class },
    { name: 'Events', cell: (tie) => number(tie.aToB + tie.bToA), by: (tie) => tie.aToB + tie.bToA, number: true },
    { name: 'Forth', cell: (tie) => number(tie.aToB), by: (tie) => tie.aToB, number: true },
    { name: 'Back', cell: (tie) => number(tie.bToA), by: (tie) => tie.bToA, number: true },
    { name: 'First', cell: (tie) => tie.firstDay, by: (tie) => tie.firstDay ?? '' },
    { name: 'Last', cell: (tie) => tie.lastDay, by: (tie) => tie.lastDay ?? '' },
  ];
  const ordered = ties.toSorted((one, other) => other.aToB + other.bToA - one.aToB - one.bToA);
  return <Table caption={`The graph as a table: ${count(ties.length, 'tie')}`} columns={columns} rows={ordered} keyOf={(tie) => tie.id} chosen={chosen} onChoose={(tie) => onChoose(tie.id)} />;
}
