/* global YogaGraphiQL, document, location, self, WebSocket */
// Runs in the browser: GraphiQL over this gateway's own two transports. The header tab goes along on both, on a socket as connection_init.
(() => {
  const address = new URL('/graphql', location.href);
  const workers = { editorWorkerService: '/graphiql/editor-worker.js', json: '/graphiql/json-worker.js', graphql: '/graphiql/graphql-worker.js' };
  self.MonacoEnvironment = { globalAPI: false, getWorkerUrl: (_, label) => workers[label] };

  const isSubscription = (params, options) => {
    const operations = (options?.documentAST?.definitions ?? []).filter((d) => d.kind === 'OperationDefinition');
    const chosen = operations.find((d) => d.name?.value === params.operationName) ?? operations[0];
    return chosen ? chosen.operation === 'subscription' : /^\s*subscription\b/m.test(params.query);
  };

  const post = async (params, headers) => {
    const answer = await fetch(address, { method: 'POST', headers: { 'content-type': 'application/json', ...headers }, body: JSON.stringify(params) });
    return answer.json();
  };

  const subscribe = (params, headers) => ({
    subscribe(observer) {
      const socket = new WebSocket(address.href.replace(/^http/, 'ws'), 'graphql-transport-ws');
      const send = (message) => socket.send(JSON.stringify(message));
      let done = false;
      const finish = (tell) => {
        if (done) return;
        done = true;
        tell();
        socket.close(1000);
      };
      socket.onopen = () => send({ type: 'connection_init', payload: headers ?? {} });
      socket.onmessage = ({ data }) => {
        const message = JSON.parse(data);
        if (message.type === 'connection_ack') send({ id: '1', type: 'subscribe', payload: params });
        else if (message.type === 'ping') send({ type: 'pong' });
        else if (message.type === 'next') observer.next(message.payload);
        else if (message.type === 'error') finish(() => observer.error({ errors: message.payload }));
        else if (message.type === 'complete') finish(() => observer.complete());
      };
      socket.onclose = ({ code, reason }) => finish(() => observer.error({ message: `The socket was closed: ${code} ${reason}` }));
      return { unsubscribe: () => finish(() => undefined) };
    },
  });

  YogaGraphiQL.renderYogaGraphiQL(document.querySelector('#root'), {
    title: 'Vårdgraf',
    fetcher: (params, options) => (isSubscription(params, options) ? subscribe(params, options?.headers) : post(params, options?.headers)),
    defaultQuery: `# Public facts need no token.
# For everything else put one into the Headers tab:
#   { "authorization": "Bearer …" }
# It is sent with queries and mutations, and when
# a socket opens for a subscription.

query Regions {
  regions {
    id
    name
    serviceName
  }
}
`,
  });
})();
