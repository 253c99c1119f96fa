// A tab with the real botframework-directlinejs: takes commands on stdin and reports on stdout, one JSON object to a line.
// Usage: node tab.cjs <options of DirectLine as JSON> [speed]
//
// The client waits 3 to 15 s before it comes back, 20 s after each try that fails, and 15 minutes before it renews its
// token. Those waits run on setInterval and are checked against Date.now; here both run «speed» times as fast as the
// world, and the random part is none. Requests keep their real timeout of 20 s, which runs on setTimeout.
const [options, speed = "1"] = process.argv.slice(2);
const { now } = Date;
const began = now();
Date.now = () => began + (now() - began) * Number(speed);
const { setInterval } = global;
global.setInterval = (work, ms, ...rest) => setInterval(work, ms / Number(speed), ...rest);

const http = require("node:http");
const readline = require("node:readline");
const XHR = require("xhr2");
const report = (what) => console.log(JSON.stringify(what));

/** Reports each call, and sends forms, which xhr2 can't. */
global.XMLHttpRequest = class extends XHR {
  open(method, url, ...rest) {
    this.addEventListener("loadend", () => report({ called: `${method} ${new URL(url).pathname}`, status: this.status }));
    super.open(method, url, ...rest);
  }

  send(body) {
    if (!(body instanceof FormData)) return super.send(body);
    const form = new Response(body);
    this.setRequestHeader("Content-Type", form.headers.get("content-type"));
    return form.arrayBuffer().then((bytes) => super.send(Buffer.from(bytes)));
  }
};
global.WebSocket = require("ws");
const { ConnectionStatus, DirectLine } = require("botframework-directlinejs");

const directLine = new DirectLine(JSON.parse(options));
directLine.services.random = () => 0;
const seen = [];
directLine.connectionStatus$.subscribe((status) => report({ status: ConnectionStatus[status] }));
directLine.activity$.subscribe((activity) => {
  if (activity.type !== "message") return;
  seen.push(`${activity.id} ${activity.text}`);
  report({ saw: activity.text, attachments: activity.attachments });
}, (error) => report({ ended: String(error) }));
// The client leaves errors of its renewal to nobody.
process.on("uncaughtException", (error) => report({ uncaught: String(error) }));

/** What a page would attach: a file at an address that its script can read. */
const files = http.createServer((request, response) => response.end(Buffer.alloc(Number(request.url.slice(1)), "x")));

const commands = {
  say: ({ text }) => post({ type: "message", text }),
  upload: ({ text, sizes }) => files.listen(0, "127.0.0.1", () => post({
    type: "message", text, attachments: sizes.map((size) => ({
      contentType: "text/plain", name: "note.txt", contentUrl: `http://127.0.0.1:${files.address().port}/${size}` })) },
  () => files.close())),
  seen: () => report({ seen }),
};

function post(activity, done = () => {}) {
  directLine.postActivity({ ...activity, from: { id: "ignored" }, channelData: { clientActivityID: activity.text } }).subscribe(
    (id) => { report({ posted: activity.text, id }); done(); },
    (error) => { report({ posted: activity.text, error: error.status }); done(); });
}

const input = readline.createInterface({ input: process.stdin });
input.on("line", (line) => {
  const command = JSON.parse(line);
  commands[command.do](command);
});
input.on("close", () => process.exit(0));
