interface SampleInput {
  origin: string;
  /** A token, or words that stand for one. */
  token: string;
  task: string;
}

/** A page that runs a task through the SDK and shows its result. */
export const pageSample = ({ origin, token, task }: SampleInput) => `<!doctype html>
<meta charset="utf-8">
<title>My page</title>
<script src="${origin}/sdk/fliplet.js" data-token="${token}" data-url="${origin}"></script>
<pre id="result">Running…</pre>
<script>
  var result = document.getElementById('result');

  Fliplet.App.Tasks.runWithResult('${task}', { name: 'Ada' })
    .then(function (value) {
      result.textContent = JSON.stringify(value, null, 2);
    })
    .catch(function (error) {
      result.textContent = error.name + ': ' + error.message;
    });
</script>
`;

/** The same from Node, with the SDK as a file beside it. */
export const nodeSample = ({
  origin,
  token,
  task,
}: SampleInput) => `// Once: curl -o fliplet.mjs ${origin}/sdk/fliplet.mjs
import { Fliplet } from './fliplet.mjs';

Fliplet.App.Tasks.configure({
  url: '${origin}',
  token: ${token.startsWith("YOUR_") ? "process.env.APP_TASKS_TOKEN" : `'${token}'`},
});

const result = await Fliplet.App.Tasks.runWithResult('${task}', { name: 'Ada' });
console.log(result);
`;
