/** What a new screen starts with: it runs as it stands. */
export const STARTER_CODE = `// This function runs whenever a task runs this screen.
// What it returns (or its promise resolves to) is the result.
Fliplet.Page.onRemoteExecution(async function (payload) {
  console.log('Got the payload', payload);

  const name = (payload && payload.name) || 'world';

  return { greeting: 'Hello, ' + name + '!' };
});
`;
