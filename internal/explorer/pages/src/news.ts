// The time that the articles are from. Events reach further: back to what articles recall, and on to what they announce.

export interface News {
  earliest: { nodes: { published: string | null }[] };
  latest: { nodes: { published: string | null }[] };
}

/** The fields of the root that a News is made of. */
export const newsFields = `latest: articles(where: { published: { gte: "1000" } }, first: 1) { nodes { published } }
  earliest: articles(where: { published: { gte: "1000" } }, last: 1) { nodes { published } }`;

/** The first and the last day that articles are from; null when none is dated. */
export function newsDays(news: News): { from: string; to: string } | null {
  const from = news.earliest.nodes[0]?.published;
  const to = news.latest.nodes[0]?.published;
  return from && to ? { from, to } : null;
}

/** All months from that of the one day to that of the other, as 2023-09. */
export function monthsBetween(from: string, to: string): string[] {
  const months: string[] = [];
  for (let month = from.slice(0, 7); month <= to.slice(0, 7); month = nextMonth(month)) {
    months.push(month);
  }
  return months;
}

function nextMonth(month: string): string {
  const [year, number] = month.split('-').map(Number) as [number, number];
  return number === 12 ? `${String(year + 1).padStart(4, '0')}-01` : `${month.slice(0, 5)}${String(number + 1).padStart(2, '0')}`;
}
