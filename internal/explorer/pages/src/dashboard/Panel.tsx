import type { ComponentChildren } from 'preact';
import { csv, save } from '../csv';
import { at } from '../site';

interface Props {
  title: string;
  /** What stands right of the title. */
  aside?: ComponentChildren;
  /** What was asked for it. */
  query: string;
  variables?: object;
  /** What it shows as a table: a file name, heads and rows; or the address of a file of the server. Null while there is nothing. */
  file: { name: string; head: string[]; rows: () => (string | number | null)[][] } | string | null;
  wide?: boolean;
  children: ComponentChildren;
}

/** A part of the dashboard, which can be had as a query and as a file. */
export function Panel({ title, aside, query, variables, file, wide, children }: Props) {
  return (
    <section class={`card panel${wide ? ' wide' : ''}`}>
      <div class="bar"><h2>{title}</h2>{aside}</div>
      {children}
      <p class="files">
        <a href={at.playground(query, variables)}>Open in the playground</a>
        {file && <>{' · '}{typeof file === 'string'
          ? <a href={file}>CSV</a>
          : <button type="button" class="link" onClick={() => save(`${file.name}.csv`, csv(file.head, file.rows()))}>CSV</button>}</>}
      </p>
    </section>
  );
}
