import { Trouble } from "./api.js";
import { settings, texts } from "./texts.js";

const PATIENCE_MS = 20_000;

/** What the widget wrote into the address of the frame. A wrong origin there means only that nobody hears us. */
const given = new URLSearchParams(location.hash.slice(1));
const origin = given.get("origin");
const isFramed = window.parent !== window;
const isAllowed = settings.origins.includes(origin) || (settings.development && origin === location.origin);

const waiting = new Map();
const shownListeners = [];
let asked = 0;

function tell(type, more) {
  if (isFramed && isAllowed) window.parent.postMessage({ type: `supportbot:${type}`, ...more }, origin);
}

addEventListener("message", ({ origin: from, source, data }) => {
  if (!isFramed || !isAllowed || source !== window.parent || from !== origin) return;
  if (data?.type === "supportbot:shown") {
    hostPage.isShown = data.shown === true;
    shownListeners.forEach((listener) => listener({ shown: hostPage.isShown, focus: data.focus === true }));
  }
  if (data?.type === "supportbot:token") {
    waiting.get(data.id)?.(data);
    waiting.delete(data.id);
  }
});

const link = (address) => {
  const url = URL.parse?.(address) ?? null;
  return url && ["https:", "http:"].includes(url.protocol) ? url.href : undefined;
};

/** The shop's page around the frame, which the widget speaks for. */
export const hostPage = {
  isThere: isFramed && isAllowed,
  title: given.get("title"),
  kept: { conversationId: given.get("conversation") ?? undefined, seen: given.get("seen") ?? undefined },
  isShown: given.get("shown") !== "no",

  onShown: (listener) => shownListeners.push(listener),
  ready: () => tell("ready"),
  close: () => tell("close"),
  keep: (more) => tell("keep", more),
  unread: (count) => tell("unread", { count }),

  /** Asks the shop for a token that vouches for its customer. @throws {Trouble} when nobody is signed in, or no answer comes */
  async token() {
    const id = ++asked;
    const answer = await new Promise((resolve) => {
      waiting.set(id, resolve);
      setTimeout(() => resolve({}), PATIENCE_MS);
      tell("token-wanted", { id });
    });
    waiting.delete(id);
    if (typeof answer.token === "string") return answer.token;
    if (answer.refusal === "sign-in") throw new Trouble(texts.SignInTitle, texts.SignInText, { status: 401, signIn: link(answer.signIn) });
    throw new Trouble(texts.OutOfReachTitle, texts.OutOfReachText, { passing: true });
  },
};
