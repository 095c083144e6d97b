import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';

export interface Column<Row> {
  name: string;
  /** What stands in the cell. */
  cell: (row: Row) => ComponentChildren;
  /** What the rows are ordered by; without it they can't be ordered by this column. */
  by?: (row: Row) => string | number;
  number?: boolean;
}

interface Props<Row> {
  caption: string;
  columns: Column<Row>[];
  rows: Row[];
  keyOf: (row: Row) => string;
  chosen?: string;
  onChoose?: (row: Row) => void;
}

/** A table whose heads order it. The first column is the head of its row. */
export function Table<Row>({ caption, columns, rows, keyOf, chosen, onChoose }: Props<Row>) {
  const [order, setOrder] = useState<{ column: number; down: boolean } | null>(null);
  const by = order && columns[order.column]?.by;
  const ordered = by ? rows.toSorted((a, b) => {
    const [one, other] = [by(a), by(b)];
    return (one < other ? -1 : one > other ? 1 : 0) * (order.down ? -1 : 1);
  }) : rows;
  const turn = (column: number) => setOrder(order?.column === column ? { column, down: !order.down } : { column, down: columns[column]!.number ?? false });
  return (
    <div class="table" tabIndex={0} role="region" aria-label={caption}>
      <table>
        <caption class="unseen">{caption}</caption>
        <thead>
          <tr>
            {columns.map((column, i) => (
              <th scope="col" class={column.number ? 'number' : undefined} aria-sort={order?.column === i ? (order.down ? 'descending' : 'ascending') : undefined}>
                {column.by
                  ? <button type="button" onClick={() => turn(i)}>{column.name}<span aria-hidden="true">{order?.column === i ? (order.down ? ' ↓' : ' ↑') : ''}</span></button>
                  : column.name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {ordered.map((row) => {
            const key = keyOf(row);
            return (
              <tr key={key} class={key === chosen ? 'chosen' : undefined}>
                {columns.map((column, i) => i === 0
                  ? <th scope="row">{onChoose ? <button type="button" class="link" aria-pressed={key === chosen} onClick={() => onChoose(row)}>{column.cell(row)}</button> : column.cell(row)}</th>
                  : <td class={column.number ? 'number' : undefined}>{column.cell(row)}</td>)}
              </tr>
            );
          })}
        </tbody>
      </table>
    </div>
  );
}
