import type { ComponentChildren } from 'preact';
import { useMemo } from 'preact/hooks';
import type { Actor } from '../model';
import { Answer } from '../shell/States';
import { Table } from '../shell/Table';
import { useAddress } from '../address';
import { at } from '../site';
import { useAnswer } from '../useAnswer';
import { count, dateWords, number, signed } from '../words';
import { MonthPicker, type MonthCount } from './MonthPicker';
import { height, shapes, width } from './countries';
import { tones, toneOf, stepsTo, stepOf } from './scale';

const query = `query World($where: EventFilter) {
  did: eventGroups(where: $where, by: [SOURCE_CODE], first: 500) { ...Counts }
  undergone: eventGroups(where: $where, by: [TARGET_CODE], first: 500) { ...Counts }
}
fragment Counts on EventGroupList { truncated nodes { count meanIntensity keys { key label actor { id kind name code } } } }`;

interface Group {
  count: number;
  meanIntensity: number;
  keys: [{ key: string; label: string; actor: Actor | null }];
}

interface Found {
  did: { truncated: boolean; nodes: Group[] };
  undergone: { truncated: boolean; nodes: Group[] };
}

type Side = 'did' | 'undergone';

interface Row {
  code: string;
  name: string;
  actor: Actor | null;
  did: Group | null;
  undergone: Group | null;
}

/** The countries of the world by how much they did, or had done to them, in a month or at all times. Without months, as while they are awaited, there is nothing to pick. */
export function World({ months }: { months: MonthCount[] }) {
  const [state, go] = useAddress({ month: '', of: 'did', by: 'count' });
  const month = /^\d{4}-\d\d$/.test(state.month) ? state.month : '';
  const side: Side = state.of === 'undergone' ? 'undergone' : 'did';
  const byTone = state.by === 'tone';
  const where = month ? { date: { within: month } } : null;
  const found = useAnswer<Found>(query, { where });
  return (
    <section class="card world" aria-labelledby="world">
      <div class="bar">
        <h2 id="world">{side === 'did' ? 'Who acts' : 'Who is acted upon'}, {month ? dateWords(month) : 'at all times'}</h2>
        <div class="choices">
          <Choice label="Countries that" value={side} options={{ did: 'act', undergone: 'are acted upon' }} onChoose={(of) => go({ of: of === 'did' ? '' : of })} />
          <Choice label="Coloured by" value={byTone ? 'tone' : 'count'} options={{ count: 'number of events', tone: 'tone' }} onChoose={(by) => go({ by: by === 'count' ? '' : by })} />
        </div>
      </div>
      <Answer of={found} again={found.again} what="The map">
        {(answer) => (
          <Picture answer={answer} side={side} byTone={byTone} where={where}>
            {months.length > 1 && <MonthPicker months={months} chosen={month} onChoose={(chosen) => go({ month: chosen }, true)} />}
          </Picture>
        )}
      </Answer>
    </section>
  );
}

function Choice({ label, value, options, onChoose }: { label: string; value: string; options: Record<string, string>; onChoose: (value: string) => void }) {
  return (
    <label>{label}{' '}
      <select value={value} onChange={(event) => onChoose(event.currentTarget.value)}>
        {Object.entries(options).map(([id, words]) => <option value={id}>{words}</option>)}
      </select>
    </label>
  );
}

function Picture({ answer, side, byTone, where, children }: { answer: Found; side: Side; byTone: boolean; where: object | null; children: ComponentChildren }) {
  const rows = useMemo(() => rowsOf(answer), [answer]);
  const byCode = new Map(rows.map((row) => [row.code, row]));
  const most = Math.max(0, ...shapes.map((shape) => byCode.get(shape.code)?.[side]?.count ?? 0));
  const steps = stepsTo(most);
  const classOf = (row: Row | undefined) => {
    const group = row?.[side];
    return !group ? '' : byTone ? toneOf(group.meanIntensity).css : `step${stepOf(group.count, steps)}`;
  };
  const drawn = new Set(shapes.map((shape) => shape.code));
  const undrawn = rows.filter((row) => row[side] && !drawn.has(row.code));
  return (
    <>
      <svg class="map" viewBox={`0 0 ${width} ${height}`} role="img" aria-label="A map of the world; the table below it has the same numbers">
        {shapes.map((shape) => {
          const row = byCode.get(shape.code);
          const told = row?.[side];
          const actor = told ? row!.actor : null;
          return (
            <path key={shape.name} d={shape.path} class={`${classOf(row)}${actor ? ' open' : ''}`} onClick={() => { if (actor) location.href = at.exploreActors(actor.id); }}>
              <title>{told ? `${row!.name}: ${count(told.count, 'event')}, tone ${signed(told.meanIntensity, 1)}` : `${row?.name ?? shape.name}: no events`}</title>
            </path>
          );
        })}
      </svg>
      <div class="legend">
        <ul>
          {byTone
            ? tones.map((tone) => <li><Swatch css={tone.css} /> {tone.words}</li>)
            : steps.map((from, i) => <li><Swatch css={`step${i}`} /> {number(from)}{i === steps.length - 1 ? (most > from ? ` – ${number(most)}` : '') : steps[i + 1]! - 1 > from ? ` – ${number(steps[i + 1]! - 1)}` : ''}</li>)}
          <li><Swatch css="" /> none</li>
        </ul>
        {rows.length === 0 ? <p>Nothing is told of this time.</p> : undrawn.length > 0 && <p>Not on the map: {undrawn.slice(0, 3).map((row) => `${row.name} (${number(row[side]!.count)})`).join(', ')}{undrawn.length > 3 && ` and ${undrawn.length - 3} more, in the table`}.</p>}
      </div>
      {children}
      <details>
        <summary>As a table</summary>
        <Table caption="Events by country and organisation" rows={rows} keyOf={(row) => row.code} columns={[
          { name: 'of', cell: (row) => row.actor ? <a href={at.exploreActors(row.actor.id)}>{row.name}</a> : row.name, by: (row) => row.name },
          { name: 'did', number: true, cell: (row) => number(row.did?.count ?? 0), by: (row) => row.did?.count ?? 0 },
          { name: 'tone', number: true, cell: (row) => row.did ? signed(row.did.meanIntensity, 1) : '', by: (row) => row.did?.meanIntensity ?? 0 },
          { name: 'had done to it', number: true, cell: (row) => number(row.undergone?.count ?? 0), by: (row) => row.undergone?.count ?? 0 },
          { name: 'tone of that', number: true, cell: (row) => row.undergone ? signed(row.undergone.meanIntensity, 1) : '', by: (row) => row.undergone?.meanIntensity ?? 0 },
        ]} />
        {(answer.did.truncated || answer.undergone.truncated) && <p class="cut">Shown the 500 of each kind with most events.</p>}
        <p class="files">Who belongs to a country counts for it: ministers, armies, parties, people. Tone is the mean intensity of the events, −10 conflict … +10 cooperation. Borders as Natural Earth draws them.</p>
      </details>
      <p class="files"><a href={at.playground(query, { where })}>Open in the playground</a> · <a href={at.events('csv', where ?? {})}>Events as CSV</a></p>
    </>
  );
}

function Swatch({ css }: { css: string }) {
  return <svg viewBox="0 0 14 14" aria-hidden="true"><rect width="14" height="14" rx="3" class={css} /></svg>;
}

function rowsOf(answer: Found): Row[] {
  const rows = new Map<string, Row>();
  for (const side of ['did', 'undergone'] as const) {
    for (const group of answer[side].nodes) {
      const [{ key, label, actor }] = group.keys;
      const row = rows.get(key) ?? { code: key, name: label, actor, did: null, undergone: null };
      rows.set(key, { ...row, [side]: group });
    }
  }
  const all = (row: Row) => (row.did?.count ?? 0) + (row.undergone?.count ?? 0);
  return [...rows.values()].sort((a, b) => all(b) - all(a));
}
