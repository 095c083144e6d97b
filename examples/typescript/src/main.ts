// Asks a server of entente who reacted to what Azerbaijan did, and then follows what happens to its events: all that has happened
// first, and then each change as it comes, until nothing has come for two seconds. Types and documents are generated from the schema.
import { createClient } from 'graphql-sse';
import {
  BeginningDocument, FollowDocument, ReactionsDocument,
  type FollowSubscription, type TypedDocumentString,
} from './generated.js';

const url = process.env.ENTENTE_URL ?? 'http://127.0.0.1:8080/graphql';
const key = process.env.ENTENTE_KEY;
const headers: Record<string, string> = key ? { authorization: `Bearer ${key}` } : {};

async function ask<Answer, Variables>(document: TypedDocumentString<Answer, Variables>, variables: Variables): Promise<Answer> {
  const response = await fetch(url, {
    method: 'POST',
    headers: { ...headers, 'content-type': 'application/json', accept: 'application/graphql-response+json' },
    body: JSON.stringify({ query: document.toString(), variables }),
  });
  const { data, errors } = await response.json();
  if (errors) throw new Error(errors.map((e: { message: string }) => e.message).join('; '));
  return data;
}

const { actions } = await ask(ReactionsDocument, { doneBy: ['Azerbaijan'] });
for (const action of actions?.nodes ?? []) {
  console.log(action.name);
  for (const { actor, relation } of action.reactions.nodes) console.log('   ', actor?.name ?? 'somebody', relation);
}

const { changes } = await ask(BeginningDocument, {});
const line = createClient({ url, headers });
const following = line.iterate<FollowSubscription>({
  query: FollowDocument.toString(),
  variables: { actor: 'Azerbaijan', since: changes?.nodes[0]?.cursor },
});
let quiet = setTimeout(stop, 2000);
function stop() {
  line.dispose();
}
let told = 0;
for await (const { data } of following) {
  clearTimeout(quiet);
  quiet = setTimeout(stop, 2000);
  const change = data?.eventChanged; // change.cursor is where to go on when the line breaks
  if (told++ < 5) console.log(change?.kind, change?.event?.source?.name, change?.event?.relation, change?.event?.target?.name);
}
console.log(`${told} changes`);
