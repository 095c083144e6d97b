// Where things are on this server. All is told from where this script came from, so that the pages work below any path.

const root = new URL('../', import.meta.url);

export const at = {
  home: () => root.href,
  graphql: () => new URL('graphql', root).href,
  dashboard: () => new URL('dashboard', root).href,
  explore: (query = '') => new URL('explore', root).href + (query && `?${query}`),
  /** The graph with just these actors in it. */
  exploreActors: (...ids: string[]) => at.explore(`nodes=${ids.map(readable).join(',')}${ids.length === 1 ? `&chosen=${readable(ids[0]!)}` : ''}`),
  action: (id: string) => new URL('action/', root).href + readable(id),
  article: (id: string, mention = '') => new URL('article/', root).href + readable(id) + (mention && `#${readable(mention)}`),
  /** What passed between two actors; how far the two reach is the default of the API when left out. */
  dyad: (a: string, b: string, scope = '') => `${new URL('dyad', root).href}?a=${readable(a)}&b=${readable(b)}${scope && `&scope=${scope}`}`,
  /** A worked query of the playground. */
  example: (name: string) => `${new URL('playground/', root).href}?example=${name}`,
  examples: () => new URL('playground/examples.json', root).href,
  licences: () => new URL('assets/LICENSES', root).href,
  feed: () => new URL('feed.atom', root).href,
  openapi: () => new URL('openapi.json', root).href,
  playground: (query = '', variables: unknown = undefined) => {
    const search = new URLSearchParams(query ? { query } : {});
    if (variables) {
      search.set('variables', JSON.stringify(variables, null, 2));
    }
    return new URL('playground/', root).href + (search.size ? `?${search}` : '');
  },
  /** The events of a filter as a file. */
  events: (format: 'csv' | 'json' | 'graphml', where: unknown) =>
    `${new URL(`export/events.${format}`, root).href}?where=${encodeURIComponent(JSON.stringify(where))}`,
};

/** The id that stands at the end of the address: /action/ID. */
export function idInPath(): string {
  return decodeURIComponent(location.pathname.split('/').at(-1) ?? '');
}

/** Ids as people can read them in an address: only what has to be is escaped. */
export function readable(id: string): string {
  return encodeURIComponent(id).replace(/%3A/gi, ':').replace(/%40/g, '@').replace(/%2C/gi, ',');
}

/** The address of an article on the web; null for what a file says is one and no browser should follow, such as javascript:. */
export function original(article: { url: string | null }): string | null {
  return article.url && /^https?:\/\//i.test(article.url) ? article.url : null;
}
