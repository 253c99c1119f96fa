import { look } from "./look.js";
import { oneBubble } from "./one-bubble.js";

const SESSION = "supportbot.session";
const FIRST_CUSTOMER = "6";

// What botframework-directlinejs reports as connectionStatus$.
const ONLINE = 2;
const EXPIRED = 3;
const LOST = [4, 5];

const page = Object.fromEntries(
  ["chat", "notice", "notice-title", "notice-text", "retry", "new", "trial", "customer"].map((id) => [id, document.getElementById(id)]));

let directLine = null;
let attempt = 0;

/** A failure that the page can put into words. */
class Trouble extends Error {
  constructor(title, text, status) {
    super(title);
    this.text = text;
    this.status = status;
  }
}

const kept = {
  read() {
    try {
      return JSON.parse(sessionStorage.getItem(SESSION)) ?? {};
    } catch {
      return {};
    }
  },
  write(session) {
    try {
      sessionStorage.setItem(SESSION, JSON.stringify(session));
    } catch {
      // A browser that keeps nothing still chats; only a reload then starts anew.
    }
  },
};

function showNotice(title, text = "", { retry = false, over = false } = {}) {
  page["notice-title"].textContent = title;
  page["notice-text"].textContent = text;
  page.retry.hidden = !retry;
  page.notice.classList.toggle("over", over);
  page.notice.hidden = false;
  page.chat.hidden = !over;
}

function showChat() {
  page.notice.hidden = true;
  page.chat.hidden = false;
}

async function call(path, options) {
  let response;
  try {
    response = await fetch(path, options);
  } catch {
    throw new Trouble("The chat can't be reached", "Please check your connection and try again.");
  }
  if (!response.ok) {
    const problem = await response.json().catch(() => ({}));
    throw new Trouble(problem.title ?? "The chat can't be opened", problem.detail ?? "Please try again in a minute.", response.status);
  }
  return response.json();
}

const post = (path, body, token) => call(path, {
  method: "POST",
  headers: { "Content-Type": "application/json", ...(token && { Authorization: `Bearer ${token}` }) },
  body: JSON.stringify(body),
});

/** Fills the picker of sample customers, which only the Development environment offers. */
async function offerSampleCustomers() {
  let customers;
  try {
    customers = await call("api/webchat/customers");
  } catch (trouble) {
    if (trouble.status === 404) return false;
    throw trouble;
  }
  if (customers.length === 0) throw new Trouble("There are no customers", "The orders database holds no users to try the chat with.");
  page.customer.replaceChildren(...customers.map(({ userId, name, orderCount }) => {
    const orders = orderCount === 1 ? "1 order" : `${orderCount || "no"} orders`;
    return new Option([userId, name, orders].filter(Boolean).join(" · "), userId);
  }));
  const wanted = [kept.read().customerId, FIRST_CUSTOMER].find((id) => customers.some(({ userId }) => userId === id));
  if (wanted) page.customer.value = wanted;
  page.trial.hidden = false;
  return true;
}

/** A token for the conversation of this tab, or for a new one. */
async function openSession(development) {
  const session = kept.read();
  if (!development) {
    if (!session.token) throw new Trouble("Please open the chat from your account", "To see your orders, the chat needs to know that it is you. You find it in the shop after signing in.");
    const { token } = await post("v3/directline/tokens/refresh", {}, session.token).catch(() => {
      kept.write({});
      throw new Trouble("This chat has ended", "To go on, please open it again from your account in the shop.");
    });
    return { ...session, token };
  }

  const customerId = page.customer.value;
  if (session.conversationId && session.customerId === customerId) {
    try {
      return { ...await post("api/webchat/session", { customerId, conversationId: session.conversationId }), customerId };
    } catch (trouble) {
      // The conversation is gone, for example because the bot's database is new.
      if (trouble.status !== 403) throw trouble;
    }
  }
  return { ...await post("api/webchat/session", { customerId }), customerId };
}

function render(session) {
  directLine = window.WebChat.createDirectLine({ token: session.token, domain: new URL("v3/directline", document.baseURI).href });
  directLine.activity$ = directLine.activity$.map(oneBubble()).filter(Boolean);
  const mine = directLine;
  mine.connectionStatus$.subscribe((status) => {
    if (mine !== directLine) return;
    if (status === ONLINE) showChat();
    // A session for the same conversation brings a fresh token, and what was said comes again.
    if (status === EXPIRED) start();
    if (LOST.includes(status)) showNotice("The connection was lost.", "Your conversation is safe.", { retry: true, over: true });
  });

  window.WebChat.renderWebChat({
    directLine,
    userID: session.userId,
    locale: navigator.language,
    overrideLocalizedStrings: (strings, language) =>
      language.startsWith("en") ? { ...strings, TEXT_INPUT_PLACEHOLDER: "Ask about an order" } : strings,
    ...look(),
  }, page.chat);
}

function leave() {
  const old = directLine;
  directLine = null;
  // The status can't be told apart from a lost connection, so nobody may be listening any more.
  old?.end();
}

async function start({ fresh = false } = {}) {
  const mine = ++attempt;
  leave();
  if (fresh) kept.write({ customerId: page.customer.value });
  showNotice("Opening the chat…");
  try {
    if (!window.WebChat) {
      throw new Trouble("The chat window is missing",
        "The server lacks lib/webchat.js, which the build fetches with npm. On the server, with Node.js 20 and a network, run: node src/SupportBot/fetch-webchat.mjs, then build and start again.");
    }
    const development = !page.trial.hidden || await offerSampleCustomers();
    const session = await openSession(development);
    if (mine !== attempt) return;
    kept.write(session);
    page.new.hidden = !development;
    // Web Chat keeps its messages with its element; a new conversation needs a new one.
    const element = document.createElement("div");
    element.id = "chat";
    element.className = "chat";
    element.hidden = true;
    page.chat.replaceWith(element);
    page.chat = element;
    render(session);
  } catch (trouble) {
    if (mine !== attempt) return;
    if (trouble instanceof Trouble) showNotice(trouble.message, trouble.text, { retry: true });
    else {
      showNotice("The chat can't be opened", "Something unexpected went wrong on this page. Please try again.", { retry: true });
      throw trouble;
    }
  }
}

page.retry.addEventListener("click", () => (window.WebChat ? start() : location.reload()));
page.new.addEventListener("click", () => start({ fresh: true }));
page.customer.addEventListener("change", () => start({ fresh: true }));
page.trial.addEventListener("submit", (event) => event.preventDefault());

// The client renews its token by itself; a reload must not go back to the first one.
addEventListener("pagehide", () => {
  if (directLine?.token) kept.write({ ...kept.read(), token: directLine.token });
});

matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => start());

start();
