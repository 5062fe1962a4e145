/** How a server signs who is signed in: a JWT by HS256, with nothing but Node. */
export const signingSample = (appId: number) => `// USER_TOKEN_KEY holds the key. Keep it on the server.
import { createHmac } from 'node:crypto';

const base64url = (value) => Buffer.from(JSON.stringify(value)).toString('base64url');

export function userToken(user) {
  const now = Math.floor(Date.now() / 1000);
  const text = base64url({ alg: 'HS256', typ: 'JWT' }) + '.' + base64url({
    sub: String(user.id), // who it is; needed
    email: user.email,
    name: user.name,
    role: user.role, // and whatever else the screen needs to know
    aud: 'app:${appId}',
    exp: now + 60 * 60, // at most a day
  });
  return text + '.' + createHmac('sha256', process.env.USER_TOKEN_KEY).update(text).digest('base64url');
}

// The same by the package jose:
// new SignJWT({ email, name }).setProtectedHeader({ alg: 'HS256' }).setSubject(id)
//   .setExpirationTime('1h').sign(new TextEncoder().encode(process.env.USER_TOKEN_KEY))
`;

/** How a page passes the token on that its own server gave it. */
export const pageUserSample = (task: string) => `const { userToken } = await (await fetch('/my-user-token')).json();

Fliplet.App.Tasks.configure({ userToken });
const bookings = await Fliplet.App.Tasks.runWithResult('${task}');
`;

/** How a screen reads who the run is for. */
export const handlerUserSample = `Fliplet.Page.onRemoteExecution(async function () {
  const session = await Fliplet.User.getCachedSession();
  if (!session) throw new Error('Sign in first');

  const bookings = await Fliplet.DataSources.connectByName('Bookings');
  return bookings.find({ where: { Email: session.user.email } });
});
`;
