// Talks through the real botframework-directlinejs and reports, one JSON object to a line, what it saw.
// Usage: node talk.cjs <base address> <socket|poll> <cut|keep>
global.XMLHttpRequest = require("xhr2");
global.WebSocket = require("ws");
const { ConnectionStatus, DirectLine } = require("botframework-directlinejs");

const [base, transport, cut] = process.argv.slice(2);
const report = (what) => console.log(JSON.stringify(what));
const once = (test) => new Promise((resolve) => waiting.push({ test, resolve }));
const seen = [];
let waiting = [];

function take(activity) {
  seen.push(activity);
  const done = waiting.filter(({ test }) => test(activity));
  waiting = waiting.filter((entry) => !done.includes(entry));
  done.forEach(({ resolve }) => resolve(activity));
}

/** Sockets that the test can cut like a network would. The client's pause before it comes back is random, 3 to 15 s. */
const sockets = [];
global.WebSocket = class extends global.WebSocket {
  constructor(...args) {
    super(...args);
    sockets.push(this);
  }
};

async function main() {
  const session = await (await fetch(`${base}/api/webchat/session`, {
    method: "POST", headers: { "Content-Type": "application/json" }, body: '{"customerId":"6"}' })).json();
  const directLine = new DirectLine({
    token: session.token, domain: `${base}/v3/directline`, webSocket: transport === "socket", pollingInterval: 200 });
  directLine.services.random = () => 0;
  directLine.connectionStatus$.subscribe((status) => report({ status: ConnectionStatus[status] }));
  const greeting = once((activity) => activity.from.role === "bot");
  directLine.activity$.subscribe(take, (error) => report({ error: String(error) }));

  const say = (text) => new Promise((resolve, reject) => directLine.postActivity({
    type: "message", text, from: { id: "ignored" }, channelData: { clientActivityID: `client-${text}` } }).subscribe(resolve, reject));

  await greeting;
  const echo = once((activity) => activity.text === "one");
  const reply = once((activity) => activity.text === "You said: one");
  const id = await say("one");
  const [echoed, replied] = await Promise.all([echo, reply]);
  report({ echo: echoed.id === id && echoed.channelData.clientActivityID === "client-one", reply: replied.replyToId === id,
    user: echoed.from.id === session.userId, inOrder: seen.indexOf(echoed) < seen.indexOf(replied) });

  if (cut === "cut") {
    const later = once((activity) => activity.text === "You said: two");
    sockets.at(-1)._socket.destroy();
    report({ twoId: await say("two") });
    await later;
    report({ sockets: sockets.length });
  }

  const before = directLine.token;
  const refreshed = await new Promise((resolve, reject) => directLine.refreshToken().subscribe(resolve, reject));
  report({ refreshed: refreshed.split(".").length === 3 && typeof before === "string" });
  report({ sessionId: (await new Promise((resolve, reject) => directLine.getSessionId().subscribe(resolve, reject))).length > 0 });
  report({ texts: seen.filter((activity) => activity.type === "message").map((activity) => activity.text), ids: seen.map((activity) => activity.id) });
  process.exit(0);
}

main().catch((error) => {
  report({ error: String(error?.message ?? error) });
  process.exit(1);
});
