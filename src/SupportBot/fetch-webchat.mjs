// Takes the one file that the chat page needs out of the npm package botframework-webchat. A plain install would bring
// 486 MB of its dependencies, all of which are in that file already.
import { mkdirSync, renameSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { check, fetchFiles } from "../npm-files.mjs";

const PACKAGE = "botframework-webchat@4.18.1";
const TARBALL_SHA512 = "7jpEUJ7olT62Xm+8eh7BhhIcXVfU2xD4pZDaeBt8K4XcNy6K/83UGIxE9BFkXmHMZ4hDEVOzs5cre07GWuaXzg==";
const SCRIPT_SHA256 = "0a68ad0a64fc04d621197da10c3eec0f843e16f7d03f6bcbed29b47517cf9bff";
const FILES = ["webchat.js", "webchat.js.LICENSE.txt"];

const target = process.argv[2] ?? join(dirname(fileURLToPath(import.meta.url)), "wwwroot", "lib");

function fetchWebChat() {
  const names = FILES.map((name) => `package/dist/${name}`);
  const files = fetchFiles(PACKAGE, TARBALL_SHA512, (name) => names.includes(name));
  check("webchat.js", files.get(names[0]) ?? Buffer.alloc(0), "sha256", "hex", SCRIPT_SHA256);

  mkdirSync(target, { recursive: true });
  // The script comes last and in one move: where it is, the rest is whole.
  for (const [i, name] of [...FILES.entries()].reverse()) {
    const part = join(target, `${name}.${process.pid}`);
    writeFileSync(part, files.get(names[i]));
    renameSync(part, join(target, name));
  }
}

try {
  fetchWebChat();
  console.log(`Fetched ${PACKAGE} from npm for the chat page.`);
} catch (error) {
  const reason = error.stderr?.toString().trim() || error.message;
  console.log(`The chat page lacks ${PACKAGE}, because npm could not fetch it:`);
  console.log(reason.split("\n").slice(0, 6).map((line) => `  ${line}`).join("\n"));
  console.log("Everything else works. With npm and a network, build again, or run: node src/SupportBot/fetch-webchat.mjs");
  process.exitCode = 1;
}
