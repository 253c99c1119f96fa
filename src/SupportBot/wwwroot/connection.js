import { call } from "./api.js";
import { oneBubble } from "./reply-bubbles.js";

const BASE = "v3/directline/conversations";
const BEAT_MS = 15_000;
const RENEW_MS = 15 * 60_000;

/** A session ends whoever renews its token. One that ends this soon is followed by another before anybody misses it. */
const LAST_S = 2 * RENEW_MS / 1_000;
const POLL_MS = 2_000;

/**
 * A stream can die though nobody is told: the network changes or forgets it, the device sleeps. The server says at least an
 * empty word every 20 seconds, so that after this long without one there is no stream.
 */
const SILENT_MS = 45_000;

/** What whoever comes back to the page, perhaps after a long time, doesn't wait for: one word of the server is overdue. */
const OVERDUE_MS = 25_000;

/** What the server took is in the stream within this time. */
const ECHO_MS = 5_000;

/** Some proxies swallow a socket's beginning. */
const OPENING_MS = 8_000;

/** A connection that held this long counts as a good one. */
const HELD_MS = 10_000;

const PAUSES_MS = [300, 1_000, 2_000, 4_000, 8_000, 15_000];

/** Sockets that never open although calls work: some networks let none through. One that hangs costs twice the patience. */
const SOCKETS_TO_TRY = 3;

/** A message that makes the server stumble this often is given up. */
const TRIES_FOR_ONE = 5;

const REFUSED = [401, 403, 404];

// What Web Chat reads as connectionStatus$.
const CONNECTING = 1;
const ONLINE = 2;

const observable = (subscribe) => ({
  subscribe(next, error, complete) {
    const observer = typeof next === "object" ? next : { next, error, complete };
    const stop = subscribe(observer);
    return { unsubscribe: () => stop?.() };
  },
});

/**
 * One conversation, as Web Chat's `directLine`. Unlike botframework-directlinejs it tells when its connection is lost,
 * tries again at once and for as long as it takes, asks for a new token when the old one is refused, and keeps what
 * could not be sent; the server knows a message that comes twice by its clientActivityID. Web Chat sees none of that.
 */
export class Connection {
  #token;
  #id;
  #renew;
  #tell;
  #read;
  #watermark = null;
  #past = [];
  #oneBubble = oneBubble();
  #listeners = new Set();
  #status = CONNECTING;
  #statusListeners = new Set();
  #unsent = [];
  #sending = false;
  #connected = false;
  #socketsFailed = 0;
  #heard = 0;
  #ended = false;
  #over = null;
  #drop = () => {};
  #wake = () => {};
  #renewal;

  /**
   * @param {{token: string, conversationId: string}} session
   * @param {object} ways
   * @param {() => Promise<{token: string}>} ways.renew gives a fresh token for the same conversation, or throws a Trouble
   * @param {(state: "online"|"lost"|"over", trouble?: Error) => void} ways.tell
   * @param {(activity: object) => object} ways.read sees each activity before Web Chat does and may change it
   */
  constructor({ token, conversationId }, { renew, tell, read }) {
    this.#token = token;
    this.#id = conversationId;
    this.#renew = renew;
    this.#read = read;
    this.#tell = (state, trouble) => this.#ended || tell(state, trouble);
    // When this fails, the next call finds out and does what is needed.
    this.#renewal = setInterval(() => this.#prolong().catch(() => {}), RENEW_MS);
    addEventListener("online", this.#onNetwork);
    document.addEventListener("visibilitychange", this.#onSeen);
    this.#run();
  }

  /** Web Chat reads in it who its user is. */
  get token() {
    return this.#token;
  }

  activity$ = observable((observer) => {
    this.#past.forEach((activity) => observer.next(activity));
    this.#listeners.add(observer);
    return () => this.#listeners.delete(observer);
  });

  connectionStatus$ = observable((observer) => {
    observer.next(this.#status);
    this.#statusListeners.add(observer);
    return () => this.#statusListeners.delete(observer);
  });

  postActivity(activity) {
    return observable((observer) => {
      if (activity.type === "typing") this.#sayTyping(activity, observer);
      else if (this.#over) observer.error(this.#over);
      else this.#unsent.push({ activity, observer, tries: 0 });
      this.#send();
    });
  }

  /** Agents see that the customer types. Late it would be wrong, so that it is sent now or never. */
  #sayTyping(activity, observer) {
    if (this.#connected && !this.#over)
      call("POST", `${BASE}/${this.#id}/activities`, { token: this.#token, body: activity }).catch(() => { /* May be lost. */ });
    observer.next("");
    observer.complete?.();
  }

  /** Leaves. What Web Chat calls when it is gone, and the page when another conversation begins. */
  end() {
    this.#ended = true;
    clearInterval(this.#renewal);
    removeEventListener("online", this.#onNetwork);
    document.removeEventListener("visibilitychange", this.#onSeen);
    this.#drop();
    this.#wake();
  }

  /** What was open before was open over another network. */
  #onNetwork = () => {
    this.#drop();
    this.#wake();
  };

  #onSeen = () => {
    if (!document.hidden && Date.now() - this.#heard > OVERDUE_MS) this.#onNetwork();
  };

  async #run() {
    for (let failures = 0; !this.#ended; failures++) {
      const began = Date.now();
      try {
        await this.#stay(await this.#open());
      } catch (trouble) {
        if (!trouble.passing) {
          this.#over = trouble;
          this.#unsent.splice(0).forEach(({ observer }) => observer.error(trouble));
          this.#tell("over", trouble);
          return;
        }
      }
      this.#connected = false;
      this.#tell("lost");
      if (Date.now() - began > HELD_MS) failures = 0;
      await this.#pause(PAUSES_MS[Math.min(failures, PAUSES_MS.length - 1)]);
    }
  }

  async #prolong() {
    const { token, expires_in: left } = await call("POST", "v3/directline/tokens/refresh", { token: this.#token });
    this.#token = token;
    if (left < LAST_S) this.#token = (await this.#renew()).token;
  }

  /** Starts the conversation, or goes on where the last frame ended. */
  async #open() {
    const open = () => this.#watermark === null
      ? call("POST", BASE, { token: this.#token, body: { locale: navigator.language } })
      : call("GET", `${BASE}/${this.#id}?watermark=${encodeURIComponent(this.#watermark)}`, { token: this.#token });
    try {
      return await open();
    } catch (trouble) {
      if (!REFUSED.includes(trouble.status)) throw trouble;
      const { token } = await this.#renew();
      this.#token = token;
      return await open();
    }
  }

  async #stay({ token, streamUrl }) {
    if (this.#ended) return;
    this.#token = token;
    if (streamUrl && this.#socketsFailed < SOCKETS_TO_TRY) await this.#listen(streamUrl);
    else await this.#poll();
  }

  #listen(url) {
    return new Promise((resolve) => {
      const socket = new WebSocket(url);
      let opened = false;
      const drop = (failed = 0) => {
        clearInterval(beat);
        clearTimeout(opening);
        // A socket that hangs takes its time to close; nobody waits for it.
        socket.onopen = socket.onmessage = socket.onclose = null;
        socket.close();
        this.#drop = () => {};
        if (!opened) this.#socketsFailed += failed;
        resolve();
      };
      const opening = setTimeout(() => drop(2), OPENING_MS);
      const beat = setInterval(() => {
        if (Date.now() - this.#heard >= SILENT_MS) drop();
        else if (opened) socket.send("");
      }, BEAT_MS);
      this.#heard = Date.now();
      this.#drop = () => drop();
      socket.onopen = () => {
        clearTimeout(opening);
        opened = true;
        this.#socketsFailed = 0;
        this.#heard = Date.now();
        this.#online();
      };
      socket.onmessage = ({ data }) => {
        this.#heard = Date.now();
        if (data) this.#take(JSON.parse(data));
      };
      socket.onclose = () => drop(1);
    });
  }

  async #poll() {
    let over = false;
    this.#drop = () => {
      over = true;
      this.#wake();
    };
    this.#online();
    while (!over && !this.#ended) {
      try {
        const news = await call("GET", `${BASE}/${this.#id}/activities?watermark=${encodeURIComponent(this.#watermark ?? "")}`, { token: this.#token });
        this.#heard = Date.now();
        this.#take(news);
      } catch (trouble) {
        // Opening the conversation again asks for a new token.
        if (REFUSED.includes(trouble.status)) return;
        throw trouble;
      }
      await this.#pause(POLL_MS);
    }
  }

  #online() {
    this.#connected = true;
    this.#tell("online");
    if (this.#status !== ONLINE) {
      this.#status = ONLINE;
      this.#statusListeners.forEach((observer) => observer.next(ONLINE));
    }
    this.#send();
  }

  #take({ activities, watermark }) {
    for (const raw of activities) {
      const activity = this.#oneBubble(this.#read(raw));
      if (!activity) continue;
      // Web Chat subscribes late and more than once.
      if (activity.type !== "typing") this.#past.push(activity);
      this.#listeners.forEach((observer) => observer.next(activity));
    }
    if (watermark) this.#watermark = watermark;
  }

  /** Sends what waits, one after the other. */
  async #send() {
    if (this.#sending) return;
    this.#sending = true;
    while (this.#connected && !this.#ended && this.#unsent.length > 0) {
      const post = this.#unsent[0];
      try {
        const { id } = await call("POST", `${BASE}/${this.#id}/activities`, { token: this.#token, body: post.activity });
        this.#unsent.shift();
        post.observer.next(id);
        post.observer.complete?.();
        this.#expect(post.activity, id);
      } catch (trouble) {
        const hopeless = trouble.status && ++post.tries >= TRIES_FOR_ONE;
        if (!hopeless && (trouble.passing || REFUSED.includes(trouble.status))) {
          this.#connected = false;
          this.#drop();
        } else {
          this.#unsent.shift();
          post.observer.error(trouble);
        }
      }
    }
    this.#sending = false;
  }

  /** Calls go through over a new network while the stream still hangs in the old one: what was taken must come back. */
  #expect({ type }, id) {
    // Nobody sees an invoke.
    if (type === "invoke") return;
    const stream = this.#drop;
    setTimeout(() => {
      // A newer stream brings it by itself.
      if (stream === this.#drop && !this.#past.some((activity) => activity.id === id)) stream();
    }, ECHO_MS);
  }

  #pause(ms) {
    if (this.#ended) return Promise.resolve();
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, ms);
      this.#wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }
}
