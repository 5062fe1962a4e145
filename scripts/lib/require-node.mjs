// Plain JavaScript that old versions of Node parse: it must live to tell what is wrong.
const NODE_MAJOR_MIN = 24;

if (Number.parseInt(process.versions.node, 10) < NODE_MAJOR_MIN) {
  console.error(
    `App Tasks needs Node ${NODE_MAJOR_MIN} or newer and this is ${process.versions.node}. ` +
      "On Linux and Windows `npm ci` puts the right one in place for npm's own commands: run it (without --omit=optional), " +
      `then use \`npm start\` and not \`node\`. On a Mac install Node ${NODE_MAJOR_MIN} from nodejs.org.`,
  );
  process.exit(1);
}
