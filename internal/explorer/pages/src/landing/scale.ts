// How numbers of events, and their tone, become one of a few colours.

const round = [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000, 10_000, 20_000, 50_000];

/** Where the steps up to a number begin: at most five round numbers, the first is 1. */
export function stepsTo(most: number): number[] {
  const upTo = round.filter((n) => n <= Math.max(most, 1));
  const few = Math.min(5, upTo.length);
  return Array.from({ length: few }, (_, i) => upTo[few === 1 ? 0 : Math.round(i * (upTo.length - 1) / (few - 1))]!);
}

export function stepOf(n: number, steps: number[]): number {
  return Math.max(0, steps.findLastIndex((from) => n >= from));
}

/** The tones of events by their mean intensity, from conflict to cooperation. */
export const tones = [
  { below: -5, css: 'mx', words: 'hostile, below −5' },
  { below: -2, css: 'vx', words: 'tense, −5 … −2' },
  { below: 2, css: 'mixed', words: 'mixed, −2 … 2' },
  { below: 5, css: 'vc', words: 'friendly, 2 … 5' },
  { below: Infinity, css: 'mc', words: 'warm, above 5' },
];

export const toneOf = (intensity: number) => tones.find((tone) => intensity < tone.below)!;
