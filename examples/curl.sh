#!/bin/sh
# Questions to a server of entente by curl. Run it from anywhere, with a server that has the sample articles.
set -eu
url=${ENTENTE_URL:-http://127.0.0.1:8080/graphql}
base=${url%/graphql}

# ask QUERY [VARIABLES]: quotes within the query are those of GraphQL, so they are escaped for JSON.
ask() {
  query=$(printf '%s' "$1" | sed 's/\\/\\\\/g; s/"/\\"/g' | tr '\n' ' ')
  curl -sS --fail-with-body "$url" ${ENTENTE_KEY:+-H "Authorization: Bearer $ENTENTE_KEY"} \
    -H 'Content-Type: application/json' -d "{\"query\": \"$query\", \"variables\": ${2:-{\}}}"
  echo
}

# Who spoke to whom.
ask '{ events(where: {relation: SPOKE_TO}, first: 3) { nodes { source { name } target { ... on Actor { name } } date { iso } } } }'

# All that passed between two, by variables.
ask 'query ($a: ActorRef!, $b: ActorRef!) { dyad(a: $a, b: $b) { balance summary { events cooperation conflict } } }' '{"a": "France", "b": "Azerbaijan"}'

# The same by GET, as a link has it.
curl -sS --fail-with-body -G "$url" ${ENTENTE_KEY:+-H "Authorization: Bearer $ENTENTE_KEY"} --data-urlencode 'query={ search(query: "ethnic cleansing", first: 1) { nodes { text } } }'
echo

# Events as a file.
curl -sS --fail-with-body -G "$base/export/events.csv" ${ENTENTE_KEY:+-H "Authorization: Bearer $ENTENTE_KEY"} --data-urlencode 'source=Azerbaijan' | sed -n 1,3p

# Read an article without storing it.
ask 'mutation { ingestArticle(input: {dryRun: true, published: "2024-03-05", text: "The foreign minister of Norway met his Swedish counterpart in Oslo on Monday."}) { events { relation source { name } target { ... on Actor { name } } date { iso } } skipped { words reason } } }'

# What has happened since the beginning, and then what happens, as server-sent events: for two seconds.
curl -s -N --max-time 2 "$url" ${ENTENTE_KEY:+-H "Authorization: Bearer $ENTENTE_KEY"} -H 'Content-Type: application/json' -H 'Accept: text/event-stream' \
  -H "Last-Event-ID: $(ask '{ changes(first: 1) { nodes { cursor } } }' | sed 's/.*"cursor":"\([^"]*\)".*/\1/')" \
  -d '{"query": "subscription { eventChanged { kind cursor event { relation source { name } } } }"}' | sed -n 1,9p
