// Mounts GraphiQL on this server's own API, with a pane of worked example queries.
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

  const examples = await fetch('examples.json').then((response) => response.json());
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

  // Examples is the pane: a list of questions. A click opens the query in a tab of its own and runs it.
  function Examples() {
    const editor = GraphiQL.React.useEditorContext({ nonNull: true });
    const execution = GraphiQL.React.useExecutionContext({ nonNull: true });
    const next = React.useRef(null);
    React.useEffect(() => {
      if (next.current === null || !editor.queryEditor) {
        return;
      }
      const query = next.current;
      next.current = null;
      editor.queryEditor.setValue(query);
      editor.variableEditor && editor.variableEditor.setValue('');
      runOnceRead(editor.queryEditor, query, execution, 20);
    });
    const open = (example) => {
      const already = editor.tabs.findIndex((tab) => tab.query === example.query);
      if (already >= 0) {
        editor.changeTab(already);
        return;
      }
      next.current = example.query;
      editor.addTab();
    };
    return create('section', { className: 'examples', 'aria-label': 'Example queries' },
      create('h2', null, 'Questions to start from'),
      create('ol', null, examples.map((example) =>
        create('li', { key: example.name },
          create('button', { type: 'button', onClick: () => open(example) },
            create('strong', null, example.title),
            create('span', null, example.about))))));
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
  };
  if (wanted.has('query') || picked) {
    props.query = wanted.get('query') || picked.query;
    props.variables = wanted.get('variables') || '';
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
