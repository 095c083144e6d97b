import { useEffect, useState } from 'preact/hooks';
import { at } from '../site';

interface Example {
  name: string;
  title: string;
  about: string;
}

const most = 6;

/** Worked queries to start from, as the playground has them. */
export function Questions() {
  const [examples, set] = useState<Example[]>([]);
  useEffect(() => {
    fetch(at.examples()).then((response) => response.json()).then(set, () => set([])); // the playground tells what is wrong
  }, []);
  return (
    <section aria-labelledby="questions">
      <h2 id="questions">Questions to ask in GraphQL</h2>
      <ul class="questions">
        {examples.slice(0, most).map((example) => (
          <li key={example.name}><a href={at.example(example.name)}><strong>{example.title}</strong><span>{example.about}</span></a></li>
        ))}
      </ul>
      {examples.length > most && <p><a href={at.playground()}>All {examples.length} in the playground</a></p>}
    </section>
  );
}
