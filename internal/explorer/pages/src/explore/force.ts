// Where actors lie so that those who deal with one another are near and nobody covers anybody. The same graph always gives the same places.
import { forceCollide, forceLink, forceManyBody, forceSimulation, forceX, forceY, type SimulationNodeDatum } from 'd3-force';
import type { Place } from './view';

/** An actor to be laid out. */
export interface Body {
  id: string;
  radius: number;
  /** From where it sets out; null is from anywhere. */
  start: Place | null;
  fixed: boolean;
}

export function forcePlaces(bodies: Body[], ties: [string, string][]): Map<string, Place> {
  const nodes = bodies.map(({ id, radius, start, fixed }): SimulationNodeDatum & { id: string; radius: number } =>
    ({ id, radius, ...start, ...(fixed && start && { fx: start.x, fy: start.y }) }));
  const simulation = forceSimulation(nodes)
    .force('charge', forceManyBody().strength(-900).distanceMax(1200).theta(1.2))
    .force('ties', forceLink<typeof nodes[number], { source: string; target: string }>(ties.map(([source, target]) => ({ source, target }))).id((node) => node.id).distance(150))
    .force('x', forceX(0).strength(0.06))
    .force('y', forceY(0).strength(0.09))
    .stop();
  const steps = Math.round(Math.max(60, 300 - nodes.length / 3));
  if (bodies.some(({ start }) => start)) {
    simulation.alpha(0.5); // what lies well is moved little
  }
  simulation.alphaDecay(1 - 0.001 ** (1 / steps));
  simulation.tick(Math.round(steps * 0.8));
  simulation.force('apart', forceCollide<typeof nodes[number]>((node) => node.radius + 24));
  simulation.tick(Math.round(steps * 0.2));
  return new Map(nodes.map(({ id, x, y }) => [id, { x: x!, y: y! }]));
}
