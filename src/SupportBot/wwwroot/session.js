import { call, Trouble } from "./api.js";
import { hostPage } from "./host-page.js";
import { fill, settings, texts } from "./texts.js";

const KEPT = "supportbot.session";
const FIRST_CUSTOMER = "6";

let withoutStorage = hostPage.kept;

/** What this tab remembers: the conversation and how far the customer has read; not its token, which is good for whoever sits here. */
export const kept = {
  read() {
    try {
      return JSON.parse(sessionStorage.getItem(KEPT)) ?? {};
    } catch {
      return withoutStorage;
    }
  },
  write({ token, ...session }) {
    try {
      sessionStorage.setItem(KEPT, JSON.stringify(session));
    } catch {
      // Browsers that let nothing be kept for frames of other sites: the widget keeps what is no secret. Only who the shop
      // vouches for can go on with a conversation.
      withoutStorage = session;
      hostPage.keep({ conversationId: session.conversationId, seen: session.seen });
    }
  },
  add: (more) => kept.write({ ...kept.read(), ...more }),
};

const ask = (body, token) => call("POST", "api/webchat/session", { body, token });

/** In Development the page just says which sample customer to be. */
function sampleCustomer(picker) {
  return {
    async prepare() {
      if (picker.options.length > 0) return;
      const customers = await call("GET", "api/webchat/customers");
      if (customers.length === 0) throw new Trouble(texts.NoCustomersTitle, texts.NoCustomersText);
      picker.replaceChildren(...customers.map(({ userId, name, orderCount }) => {
        const orders = fill(orderCount === 0 ? texts.OrdersNone : orderCount === 1 ? texts.OrdersOne : texts.OrdersMany, orderCount);
        return new Option([userId, name, orders].filter(Boolean).join(" · "), userId);
      }));
      const wanted = [kept.read().customerId, FIRST_CUSTOMER].find((id) => customers.some(({ userId }) => userId === id));
      if (wanted) picker.value = wanted;
      picker.form.hidden = false;
    },
    isMine: ({ customerId }) => customerId === picker.value,
    session: async (conversationId) => ({ ...await ask({ customerId: picker.value, conversationId }), customerId: picker.value }),
  };
}

/** In the widget the shop vouches for its customer, anew each time. Who was with a person in a tab that is closed comes back to them. */
const customerOfShop = {
  prepare: async () => {},
  isMine: () => true,
  session: async (conversationId, { fresh = false } = {}) =>
    ask({ conversationId, resumeHandoff: !conversationId && !fresh }, await hostPage.token()),
};

const nobody = {
  prepare: async () => {
    throw new Trouble(texts.OpenFromShopTitle, texts.OpenFromShopText);
  },
};

/** Who chats on this page. */
export const customer = (picker) => hostPage.isThere ? customerOfShop : settings.development && picker ? sampleCustomer(picker) : nobody;

/**
 * A session for the conversation of this tab, or for another one.
 * @param {{fresh?: boolean}} how `fresh`: for a new one, whatever else there is
 * @throws {Trouble} when there is none to be had
 */
export async function openSession(who, { fresh = false } = {}) {
  await who.prepare();
  const before = kept.read();
  if (before.conversationId && who.isMine(before)) {
    try {
      return { ...before, ...await who.session(before.conversationId) };
    } catch (trouble) {
      // Nobody is signed in any more: whoever comes next must not find the conversation.
      if (trouble.status === 401) kept.write({});
      // The conversation is gone, or somebody else is signed in: a new one. On any other trouble nobody vouches for
      // whoever sits here, and it may be somebody else by now.
      if (trouble.status !== 403) throw trouble;
    }
  }
  return who.session(undefined, { fresh });
}
