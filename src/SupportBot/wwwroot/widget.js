/*
 * The chat on a page of the shop, by one line:
 *
 *   <script src="https://bot.example/widget.js" data-session="/my-shop/chat-token"></script>
 *
 * It draws a button in the corner, and opens the chat in a frame from its own origin, so that shop and chat can't read
 * each other and their styles don't mix. See docs/web-chat.md.
 */
(() => {
  if (window.SupportBot) return;
  const script = document.currentScript ?? document.querySelector("script[data-session][src$='/widget.js']");
  const options = script.dataset;
  const home = new URL(".", script.src);
  const language = "{{language}}";
  const texts = {
    Title: "{{Title}}",
    OpenChat: "{{OpenChat}}",
    CloseChat: "{{CloseChat}}",
    UnreadOne: "{{UnreadOne}}",
    UnreadMany: "{{UnreadMany}}",
  };

  const KEPT = "supportbot.widget";
  const PHONE = matchMedia("(max-width: 520px), (max-height: 480px)");

  // Constructed, because a shop's content rules may forbid styles in the page.
  const STYLE = `
    :host { all: initial; }
    .corner {
      --accent: #0b6b62; --on-accent: #fff; --edge: rgb(16 32 29 / 12%); --alert: #b3261e; --gap: 20px;
      position: fixed; z-index: 2147483000;
      bottom: calc(var(--gap) + env(safe-area-inset-bottom)); right: calc(var(--gap) + env(safe-area-inset-right));
      font: 600 15px/1.2 system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", Arial, sans-serif;
      color-scheme: light dark;
    }
    .corner.left { right: auto; left: calc(var(--gap) + env(safe-area-inset-left)); }
    @media (prefers-color-scheme: dark) { .corner { --accent: #5fd0c1; --on-accent: #06201d; --edge: rgb(255 255 255 / 14%); --alert: #ffb4ab; } }
    button {
      display: grid; place-items: center; width: 56px; height: 56px; margin: 0; padding: 0;
      border: 1px solid var(--edge); border-radius: 50%; background: var(--accent); color: var(--on-accent);
      box-shadow: 0 2px 4px rgb(16 32 29 / 14%), 0 8px 24px rgb(16 32 29 / 18%); cursor: pointer; font: inherit;
    }
    button:hover { filter: brightness(1.08); }
    button:focus-visible { outline: 3px solid var(--accent); outline-offset: 3px; }
    svg { width: 26px; height: 26px; fill: none; stroke: currentcolor; stroke-width: 1.8; stroke-linecap: round; stroke-linejoin: round; }
    button[aria-expanded="true"] .talk, button[aria-expanded="false"] .shut { display: none; }
    .badge {
      position: absolute; top: -4px; right: -4px; box-sizing: border-box; min-width: 22px; height: 22px; padding: 0 6px;
      border-radius: 11px; background: var(--alert); color: #fff; font-size: 13px; line-height: 22px; text-align: center;
    }
    @media (prefers-color-scheme: dark) { .badge { color: #41000a; } }
    .badge:empty { display: none; }
    .said { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
    dialog {
      position: fixed; inset: auto; z-index: 2147483000; display: block; box-sizing: border-box; margin: 0; padding: 0; overflow: hidden;
      right: calc(20px + env(safe-area-inset-right)); bottom: calc(92px + env(safe-area-inset-bottom));
      width: min(400px, calc(100vw - 40px)); max-width: none; height: min(660px, calc(100vh - 116px)); max-height: none;
      border: 1px solid rgb(16 32 29 / 14%); border-radius: 18px; background: #fff;
      box-shadow: 0 4px 12px rgb(16 32 29 / 10%), 0 16px 48px rgb(16 32 29 / 20%);
    }
    dialog.left { right: auto; left: calc(20px + env(safe-area-inset-left)); }
    @media (prefers-color-scheme: dark) { dialog { background: #161e1d; border-color: rgb(255 255 255 / 16%); } }
    /* Hidden rather than gone: the chat in it goes on, and keeps its place. */
    dialog:not([open]) { visibility: hidden; opacity: 0; transform: translateY(8px); pointer-events: none; }
    dialog.phone { inset: 0; width: 100%; height: 100dvh; border: 0; border-radius: 0; }
    dialog::backdrop { background: none; }
    iframe { display: block; width: 100%; height: 100%; border: 0; color-scheme: light dark; }
    @media (prefers-reduced-motion: no-preference) {
      dialog { transition: opacity 140ms ease-out, transform 140ms ease-out, visibility 140ms; }
      button { transition: filter 120ms; }
    }
    @media print { .corner, dialog { display: none; } }`;

  const kept = {
    read() {
      try {
        return JSON.parse(sessionStorage.getItem(KEPT)) ?? {};
      } catch {
        return {};
      }
    },
    add(more) {
      try {
        sessionStorage.setItem(KEPT, JSON.stringify({ ...kept.read(), ...more }));
      } catch {
        // Then the next page begins with the chat closed.
      }
    },
  };

  function element(name, attributes = {}, ...children) {
    const made = document.createElement(name);
    for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
    made.append(...children);
    return made;
  }

  function icon(name, path) {
    const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
    const line = document.createElementNS("http://www.w3.org/2000/svg", "path");
    svg.setAttribute("viewBox", "0 0 24 24");
    svg.setAttribute("class", name);
    svg.setAttribute("aria-hidden", "true");
    line.setAttribute("d", path);
    svg.append(line);
    return svg;
  }

  const title = options.title || texts.Title;
  const host = element("div", { lang: language });
  const root = host.attachShadow({ mode: "open" });
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(STYLE);
  root.adoptedStyleSheets = [sheet];

  const badge = element("span", { class: "badge", "aria-hidden": "true" });
  const said = element("span", { class: "said", role: "status" });
  const launcher = element("button", { type: "button", "aria-expanded": "false", "aria-haspopup": "dialog", "aria-controls": "panel" },
    icon("talk", "M4 6.5A2.5 2.5 0 0 1 6.5 4h11A2.5 2.5 0 0 1 20 6.5v7a2.5 2.5 0 0 1-2.5 2.5H11l-4.5 4v-4A2.5 2.5 0 0 1 4 13.5zM8.5 10h.01M12 10h.01M15.5 10h.01"),
    icon("shut", "m6 9 6 6 6-6"));
  const corner = element("div", { class: "corner" }, launcher, badge, said);
  const panel = element("dialog", { id: "panel", "aria-label": title });
  root.append(panel, corner);
  for (const part of [panel, corner]) part.classList.toggle("left", options.position === "left");

  let frame = null;
  let unread = 0;
  let focusOnLoad = false;
  let isReady = false;
  let begun = false;
  let wanted = options.open === "true";

  const isOpen = () => panel.open;
  const send = (message) => isReady && frame.contentWindow.postMessage(message, home.origin);
  const tellShown = (focus) => send({ type: "supportbot:shown", shown: isOpen(), focus });

  function load() {
    if (frame) return;
    const { conversation, seen } = kept.read();
    const given = new URLSearchParams({
      origin: location.origin,
      shown: isOpen() ? "yes" : "no",
      ...(options.title && { title }),
      ...(conversation && { conversation }),
      ...(seen && { seen }),
    });
    frame = element("iframe", { src: `${new URL("widget/", home)}#${given}`, title, allow: "clipboard-write" });
    panel.append(frame);
    kept.add({ used: true });
  }

  function show(focus) {
    // On a phone the chat covers the page, which must not be reached behind it then.
    panel.classList.toggle("phone", PHONE.matches);
    if (PHONE.matches) panel.showModal();
    // The attribute, because the method would move the focus each time.
    else panel.setAttribute("open", "");
    launcher.setAttribute("aria-expanded", "true");
    load();
    if (focus) frame.focus();
    focusOnLoad = focus;
    tellShown(focus);
    describe();
  }

  function open() {
    wanted = true;
    if (!begun || isOpen()) return;
    show(true);
    kept.add({ open: true });
  }

  function close() {
    wanted = false;
    if (!isOpen()) return;
    panel.close();
    launcher.setAttribute("aria-expanded", "false");
    kept.add({ open: false });
    tellShown(false);
    describe();
    launcher.focus();
  }

  function describe() {
    const news = unread === 0 ? "" : unread === 1 ? texts.UnreadOne : texts.UnreadMany.replace("{0}", unread);
    launcher.setAttribute("aria-label", [isOpen() ? texts.CloseChat : texts.OpenChat, news].filter(Boolean).join(", "));
    badge.textContent = unread === 0 ? "" : unread > 9 ? "9+" : unread;
    if (said.textContent !== news) said.textContent = news;
  }

  function setUnread(count) {
    if (count === unread) return;
    unread = count;
    describe();
    window.dispatchEvent(new CustomEvent("supportbot:unread", { detail: { count } }));
  }

  /** Asks the shop, as its own page, for the token that vouches for its customer. */
  async function token() {
    try {
      const answer = await fetch(new URL(options.session ?? "", location.href), {
        credentials: "include", cache: "no-store", headers: { Accept: "application/json" },
      });
      if (answer.status === 401 || answer.status === 403) {
        return { refusal: "sign-in", signIn: options.signIn && new URL(options.signIn, location.href).href };
      }
      if (!answer.ok) throw new Error(`${answer.status}`);
      const { token } = await answer.json();
      if (typeof token !== "string") throw new Error("no token");
      return { token };
    } catch (error) {
      console.error(`SupportBot: data-session="${options.session ?? ""}" must be an address of the shop that answers {"token": "…"}; it gave: ${error.message}.`);
      return { refusal: "trouble" };
    }
  }

  async function hear({ type, id, count, conversationId, seen }) {
    if (type === "supportbot:ready") {
      isReady = true;
      if (focusOnLoad) frame.focus();
      tellShown(focusOnLoad);
    }
    if (type === "supportbot:close") close();
    // From browsers that let the frame keep nothing itself.
    if (type === "supportbot:keep") kept.add({ conversation: conversationId, seen });
    if (type === "supportbot:unread" && Number.isInteger(count)) setUnread(count);
    if (type === "supportbot:token-wanted") send({ type: "supportbot:token", id, ...await token() });
  }

  function begin() {
    begun = true;
    launcher.addEventListener("click", () => (isOpen() ? close() : open()));
    // A dialog that covers the page is left by Escape, too, and by the back button of some phones.
    panel.addEventListener("cancel", (event) => {
      event.preventDefault();
      close();
    });
    host.addEventListener("keydown", ({ key }) => key === "Escape" && close());
    addEventListener("message", ({ origin, source, data }) => {
      if (frame && source === frame.contentWindow && origin === home.origin && data) hear(data);
    });
    PHONE.addEventListener("change", () => {
      if (!isOpen()) return;
      panel.close();
      show(false);
    });
    describe();
    document.body.append(host);

    const before = kept.read();
    // Where the chat covers the whole page, it doesn't come back by itself: the customer wants to see the page.
    if ((before.open ?? wanted) && !PHONE.matches) show(false);
    // Whoever has talked already hears of news on every page.
    else if (before.used) load();
  }

  async function isAllowed() {
    const answer = await fetch(new URL("api/webchat/origin", home)).then((response) => response.json(), () => null);
    if (answer?.allowed) return true;
    console.error(answer
      ? `SupportBot: this page, ${location.origin}, may not show the chat. Add its origin to the bot's setting WebChat:AllowedOrigins.`
      : `SupportBot: the bot at ${home} can't be reached.`);
    return false;
  }

  async function run() {
    if (!await isAllowed()) return;
    if (document.body) begin();
    else addEventListener("DOMContentLoaded", begin);
  }

  window.SupportBot = Object.freeze({ open, close });
  run();
})();
