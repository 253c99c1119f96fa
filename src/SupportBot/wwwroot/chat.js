import { Trouble } from "./api.js";
import { customer, kept, openSession } from "./session.js";
import { label } from "./message-label.js";
import { Connection } from "./connection.js";
import { webChatStyle } from "./web-chat-style.js";
import { hostPage } from "./host-page.js";
import { settings, texts } from "./texts.js";

/** A connection that comes back this fast was never missed. */
const UNNOTICED_MS = 800;

const page = Object.fromEntries(
  ["chat", "notice", "notice-title", "notice-text", "sign-in", "retry", "new", "close", "customer"].map((id) => [id, document.getElementById(id)]));

const who = customer(page.customer);
let line = null;
let conversation = null;
let attempt = 0;
let lost = null;
let unread = 0;
let last = null;
let focusWanted = false;
let isSignInMissing = false;

function showNotice(title, { text = "", retry = null, signIn = null, over = false } = {}) {
  page["notice-title"].textContent = title;
  page["notice-text"].textContent = text;
  page["sign-in"].hidden = !signIn;
  if (signIn) page["sign-in"].href = signIn;
  page.retry.hidden = !retry;
  page.retry.textContent = retry?.label ?? "";
  page.retry.onclick = retry?.act ?? null;
  page.notice.classList.toggle("over", over);
  page.notice.hidden = false;
  page.chat.hidden = !over;
}

function showChat() {
  page.notice.hidden = true;
  page.chat.hidden = false;
}

const tryAgain = { label: texts.TryAgain, act: () => (window.WebChat ? start() : location.reload()) };
const startNew = { label: texts.StartNewChat, act: () => start({ fresh: true }) };

function showTrouble(trouble, over) {
  isSignInMissing = trouble.status === 401;
  if (over && trouble.status === 403) showNotice(texts.EndedTitle, { text: texts.EndedText, retry: startNew, over });
  else showNotice(trouble.message, { text: trouble.text, signIn: trouble.signIn, retry: tryAgain, over });
}

/** How the connection fares. Everything but «online» is said above the conversation, which stays in sight. */
function tell(state, trouble) {
  clearTimeout(lost);
  if (state === "online") {
    showChat();
    if (focusWanted) focusIn();
  }
  if (state === "lost") lost = setTimeout(() => showNotice(texts.Lost, { over: true }), UNNOTICED_MS);
  if (state === "over") showTrouble(trouble, true);
}

/** Sees each message before it is shown. */
function read(activity) {
  if (activity.type === "message" && activity.from?.role === "bot" && activity.id > (kept.read().seen ?? "")) {
    last = activity.id;
    unread++;
    if (hostPage.isShown) markSeen();
    else hostPage.unread(unread);
  }
  return label(activity);
}

function markSeen() {
  if (last) kept.add({ seen: last });
  unread = 0;
  hostPage.unread(0);
}

function render(session) {
  line = new Connection(session, { renew: () => who.session(session.conversationId), tell, read });
  conversation = {
    directLine: line,
    userID: session.userId,
    // What is being written and sent is in it.
    store: window.WebChat.createStore(),
    locale: navigator.language,
    sendTypingIndicator: true,
    overrideLocalizedStrings: (strings, language) =>
      language.startsWith(settings.language) ? { ...strings, TEXT_INPUT_PLACEHOLDER: texts.AskHere } : strings,
  };
  draw();
}

/** Draws the conversation, or draws it again in the colours that hold now. */
function draw() {
  if (conversation) window.WebChat.renderWebChat({ ...conversation, ...webChatStyle() }, page.chat);
}

function leave() {
  clearTimeout(lost);
  line?.end();
  line = conversation = null;
}

async function start({ fresh = false } = {}) {
  const mine = ++attempt;
  leave();
  if (fresh) kept.write({});
  isSignInMissing = false;
  showNotice(texts.Opening);
  try {
    if (!window.WebChat) throw new Trouble(texts.BundleMissingTitle, texts.BundleMissingText);
    const session = await openSession(who, { fresh });
    if (mine !== attempt) return;
    kept.write(session);
    unread = 0;
    last = null;
    page.new.hidden = false;
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
    if (trouble instanceof Trouble) showTrouble(trouble, false);
    else {
      showNotice(texts.CannotOpenTitle, { text: texts.PageFailedText, retry: tryAgain });
      throw trouble;
    }
  }
}

/** Where the keyboard goes when the widget opens; on a phone not into the box, which would bring up half a screen of keys. */
function focusIn() {
  const box = page.chat.hidden ? null : page.chat.querySelector("[data-id='webchat-sendbox-input']");
  (box && matchMedia("(hover: hover)").matches ? box : page.close).focus();
  focusWanted = !box;
}

function live() {
  page.new.addEventListener("click", () => start({ fresh: true }));
  page.customer?.addEventListener("change", () => start({ fresh: true }));
  page.customer?.form.addEventListener("submit", (event) => event.preventDefault());
  page.close?.addEventListener("click", hostPage.close);
  addEventListener("keydown", (event) => {
    if (event.key === "Escape" && !event.defaultPrevented) hostPage.close();
  });
  if (hostPage.title) document.querySelector("h1").textContent = document.title = hostPage.title;
  hostPage.onShown(({ shown, focus }) => {
    if (!shown) return;
    markSeen();
    if (focus) focusIn();
    // Whoever was sent to sign in may have done so by now.
    if (isSignInMissing) start();
  });
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", draw);
}

live();
hostPage.ready();
start();
