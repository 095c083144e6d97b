// Mounts GraphiQL on this server's own API, with a pane of worked example queries by question.
//
// The address may carry a question: ?query=…&variables=… fills the first tab, ?example=03-dyad picks an example and runs it.
'use strict';

(async function () {
  const create = React.createElement;
  const endpoint = new URL('../graphql', location.href).href;

  // ask sends an operation and gives the answer, whatever its status: GraphQL errors are answers, too.
  async function ask(operation, options) {
    const response = await fetch(endpoint, {
      method: 'POST',
      headers: {
        'Accept': 'application/json', // so that GraphQL errors come with status 200, and the console stays quiet
        'Content-Type': 'application/json',
        ...(options && options.headers),
      },
      body: JSON.stringify(operation),
    });
    const text = await response.text();
    try {
      return JSON.parse(text);
    } catch {
      return { errors: [{ message: `the server answered ${response.status} ${response.statusText}`, extensions: { body: text } }] };
    }
  }

  // cast finds out what the examples can be about in this graph, by the names of their variables: the two that have most to do with
  // each other, whoever did most and was accused most, the last month of the news. What the graph does not have is left to the examples' own defaults.
  async function cast() {
    const { data } = await ask({ query: `{
      pairs: eventGroups(by: [SOURCE_CODE, TARGET_CODE], first: 100) { nodes { keys { actor { id name __typename } } } }
      doers: eventGroups(by: [SOURCE], first: 100) { nodes { keys { actor { id name code __typename } } } }
      accused: eventGroups(where: { eventType: ACCUSE }, by: [TARGET], first: 1) { nodes { keys { actor { id name } } } }
      acts: events(where: { relation: CONDEMNED }, first: 50) { nodes { action { name } } }
      articles(where: { published: { gte: "1000" } }, first: 1) { nodes { published } }
    }` }).catch(() => ({}));
    if (!data) {
      return {};
    }
    const pair = data.pairs.nodes.map((group) => group.keys.map((key) => key.actor)).find(([one, other]) => one && other && one.id !== other.id) || [];
    const person = data.doers.nodes.map((group) => group.keys[0].actor).find((actor) => actor && actor.__typename === 'Person');
    const country = pair.find((actor) => actor.__typename === 'Country');
    const act = data.acts.nodes.map((event) => event.action).find((action) => action);
    const accused = data.accused.nodes.map((group) => group.keys[0].actor)[0];
    const last = data.articles.nodes.map((article) => article.published)[0];
    const role = (actor) => actor && { value: actor.id, name: actor.name };
    const text = (value) => value && { value, name: value };
    return {
      a: role(pair[0]), b: role(pair[1]), country: role(country), actor: role(accused || pair[0]),
      person: role(person), from: role(person), to: role(pair.find((actor) => actor.__typename !== 'Person' && !(person && actor.id.endsWith(`:${person.code}`)))),
      name: text(person && person.name), words: text(act && act.name),
      day: text(last), until: text(last), since: text(last && new Date(Date.parse(last) - 30 * 86400000).toISOString().slice(0, 10)), then: text(last),
    };
  }

  const [examples, known] = await Promise.all([fetch('examples.json').then((response) => response.json()), cast()]);

  // filled are the variables of an example that this graph has something for.
  const filled = (example) => {
    const head = example.query.match(/query \w+\(([^)]*)\)/);
    const names = head ? [...head[1].matchAll(/\$(\w+):/g)].map((match) => match[1]) : [];
    return names.filter((name) => known[name]);
  };
  const variablesOf = (example) => {
    const names = filled(example);
    return names.length > 0 ? JSON.stringify(Object.fromEntries(names.map((name) => [name, known[name].value])), null, 2) : '';
  };
  const wanted = new URLSearchParams(location.search);
  const picked = examples.find((example) => example.name === wanted.get('example'));
  const first = picked || examples[0];

  // runOnceRead runs the query when the editor has found out the name of its operation; until then it would ask for the
  // operation of the tab before.
  function runOnceRead(editor, query, execution, tries) {
    if (editor.operationName && query.includes(`query ${editor.operationName}`)) {
      execution.run();
    } else if (tries > 0) {
      setTimeout(runOnceRead, 50, editor, query, execution, tries - 1);
    }
  }

  // Examples is the pane: questions by what they are about. A click opens the query in a tab of its own and runs it.
  function Examples() {
    const editor = GraphiQL.React.useEditorContext({ nonNull: true });
    const execution = GraphiQL.React.useExecutionContext({ nonNull: true });
    const next = React.useRef(null);
    React.useEffect(() => {
      if (next.current === null || !editor.queryEditor) {
        return;
      }
      const example = next.current;
      next.current = null;
      editor.queryEditor.setValue(example.query);
      editor.variableEditor && editor.variableEditor.setValue(variablesOf(example));
      runOnceRead(editor.queryEditor, example.query, execution, 20);
    });
    const open = (example) => {
      const already = editor.tabs.findIndex((tab) => tab.query === example.query);
      if (already >= 0) {
        editor.changeTab(already);
        return;
      }
      next.current = example;
      editor.addTab();
    };
    const parts = [...new Set(examples.map((example) => example.part))];
    const item = (example) => create('li', { key: example.name },
      create('button', { type: 'button', onClick: () => open(example) },
        create('strong', null, example.title),
        create('span', null, example.about),
        filled(example).length > 0 && create('em', null, `Here: ${[...new Set(filled(example).map((name) => known[name].name))].join(', ')}`)));
    return create('section', { className: 'examples', 'aria-label': 'Example queries' },
      create('h2', null, 'Questions to start from'),
      parts.map((part) => create(React.Fragment, { key: part },
        create('h3', null, part),
        create('ol', null, examples.filter((example) => example.part === part).map(item)))));
  }

  const examplesPane = {
    title: 'Examples',
    icon: () => create('svg', { viewBox: '0 0 24 24', fill: 'none', stroke: 'currentColor', strokeWidth: 1.5, height: '1em', width: '1em', 'aria-hidden': true },
      create('path', { d: 'M9 6h11M9 12h11M9 18h11M4 6h.5M4 12h.5M4 18h.5', strokeLinecap: 'round' })),
    content: Examples,
  };

  const props = {
    fetcher: ask,
    plugins: [examplesPane, GraphiQLPluginExplorer.explorerPlugin({ showAttribution: false })],
    defaultQuery: first.query,
    defaultEditorToolsVisibility: innerWidth >= 700 ? 'variables' : false,
    shouldPersistHeaders: false,
    // The address follows the editors, so that it is a link to what they show.
    onTabChange: ({ tabs, activeTabIndex }) => {
      const tab = tabs[activeTabIndex];
      const shown = new URLSearchParams();
      for (const part of ['query', 'variables']) {
        if (tab[part] && tab[part].trim()) {
          shown.set(part, tab[part]);
        }
      }
      history.replaceState(null, '', shown.size ? `?${shown}` : location.pathname);
    },
  };
  if (wanted.has('query') || picked) {
    props.query = wanted.get('query') || picked.query;
    props.variables = wanted.get('variables') || (picked ? variablesOf(picked) : '');
  }
  // Brand is the link home. Once the page stands it opens the examples by their button: GraphiQL 4 keeps a pane folded away
  // that it is told to show from the start.
  function Brand() {
    const editor = GraphiQL.React.useEditorContext({ nonNull: true });
    const execution = GraphiQL.React.useExecutionContext({ nonNull: true });
    const toRun = React.useRef(picked);
    React.useEffect(() => {
      if (toRun.current && editor.queryEditor) { // an example does no harm; a question from elsewhere waits for a click
        runOnceRead(editor.queryEditor, toRun.current.query, execution, 20);
        toRun.current = null;
      }
    });
    React.useEffect(() => {
      const open = (tries) => {
        const button = document.querySelector(`.graphiql-sidebar button[aria-label="Show ${examplesPane.title}"]`);
        if (button) {
          button.click();
        } else if (tries > 0) { // the panes are registered a moment later
          setTimeout(open, 50, tries - 1);
        }
      };
      if (innerWidth >= 900) {
        open(40);
      }
    }, []);
    return create('a', { className: 'brand', href: '../' }, 'entente');
  }

  ReactDOM.createRoot(document.getElementById('playground')).render(
    create(GraphiQL, props, create(GraphiQL.Logo, null, create(Brand))));
})().catch((error) => {
  document.getElementById('playground').textContent = `The playground could not start: ${error.message}`;
});
