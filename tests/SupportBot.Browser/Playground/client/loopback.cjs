// Loaded before the Playground, which would listen on all interfaces and has no setting for it.
const { Server } = require("node:net");

const { listen } = Server.prototype;
Server.prototype.listen = function listenOnLoopback(port, ...rest) {
  return listen.call(this, { port, host: "127.0.0.1" }, ...rest.filter((argument) => typeof argument === "function"));
};
