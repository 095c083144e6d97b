// How the graph is drawn, in the colours that the page has now.
import type { NodeSingular, StylesheetJson } from 'cytoscape';
import { colour } from '../shell/ThemeSwitch';
import { quadClasses } from '../words';

/** The shapes by which kinds of actor are told apart; the legend draws the same. */
export const shapes: Record<string, string> = { COUNTRY: 'round-rectangle', PERSON: 'ellipse', ORGANIZATION: 'hexagon', GROUP: 'diamond' };

export function graphStyle(): StylesheetJson {
  const [ink, ground, raised, accent, soft, line, fill] = ['--ink', '--ground', '--raised', '--accent', '--soft', '--strong-line', '--node'].map(colour);
  return [
    {
      selector: 'node',
      style: {
        'width': 'data(size)', 'height': 'data(size)', 'shape': 'data(shape)' as never,
        'background-color': raised, 'border-width': 2, 'border-color': soft,
        'label': 'data(name)', 'color': ink, 'font-family': 'system-ui, sans-serif', 'font-size': 13, 'font-weight': 500,
        'text-valign': 'bottom', 'text-margin-y': 5, 'text-wrap': 'wrap', 'text-max-width': '130px',
        'text-outline-color': ground, 'text-outline-width': 2.5, 'min-zoomed-font-size': 7,
      },
    },
    { selector: 'node[kind = "COUNTRY"]', style: { 'background-color': fill, 'border-color': fill } },
    { selector: 'node[?code]', style: { 'background-image': (node: NodeSingular) => written(node.data('code'), raised), 'background-fit': 'contain' } },
    { selector: 'node[?pinned]', style: { 'border-style': 'double', 'border-width': 5 } },
    {
      selector: 'edge',
      style: {
        'width': 'data(width)', 'curve-style': 'bezier', 'control-point-step-size': 26,
        'source-arrow-shape': 'data(back)' as never, 'target-arrow-shape': 'data(forth)' as never, 'arrow-scale': 0.9,
        'label': 'data(label)', 'font-size': 11, 'font-family': 'system-ui, sans-serif', 'color': soft,
        'text-background-color': ground, 'text-background-opacity': 0.85, 'text-background-padding': '2px', 'min-zoomed-font-size': 8,
      },
    },
    ...quadClasses.map(({ id, css, dashed }) => {
      const of = colour(`--${css}`);
      return {
        selector: `edge[class = "${id}"]`,
        style: { 'line-color': of, 'source-arrow-color': of, 'target-arrow-color': of, 'line-style': dashed ? 'dashed' as const : 'solid' as const, 'line-dash-pattern': [7, 4] },
      };
    }),
    { selector: 'edge[class = "BELONGS"]', style: { 'line-color': line, 'line-style': 'dotted', 'width': 1.5, 'events': 'no' } },
    { selector: 'edge[class = "OFFICIALS"]', style: { 'line-color': soft, 'line-style': 'dotted', 'width': 3 } },
    { selector: '.dim', style: { opacity: 0.28 } },
    { selector: 'node.chosen', style: { 'border-color': accent, 'border-width': 4, 'underlay-color': accent, 'underlay-opacity': 0.18, 'underlay-padding': 8, 'underlay-shape': 'ellipse' } },
    { selector: 'edge.chosen', style: { 'underlay-color': accent, 'underlay-opacity': 0.3, 'underlay-padding': 5 } },
    { selector: 'core', style: { 'active-bg-opacity': 0, 'selection-box-color': accent, 'selection-box-opacity': 0.15 } as never },
  ];
}

/** A picture of a country's code, to stand on its node. */
function written(code: string, ink: string): string {
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="60" height="60"><text x="30" y="37" text-anchor="middle" font-family="sans-serif" font-size="20" font-weight="600" fill="${ink}">${code}</text></svg>`;
  return `data:image/svg+xml;utf8,${encodeURIComponent(svg)}`;
}
