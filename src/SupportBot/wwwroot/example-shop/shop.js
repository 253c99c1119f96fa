// A shop's sign-in, without passwords: it is here to try the widget, and only in Development.
const [form, who, button, state] = ["account", "who", "sign", "state"].map((id) => document.getElementById(id));

const post = (address, body) => fetch(address, { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(body) });

async function show() {
  const { ok } = await fetch("chat-token");
  who.disabled = ok;
  button.textContent = ok ? "Sign out" : "Sign in";
  state.textContent = ok ? "You are signed in." : "Nobody is signed in.";
  return ok;
}

const customers = await (await fetch("../api/webchat/customers")).json();
who.replaceChildren(...customers.map(({ userId, name }) => new Option([userId, name].filter(Boolean).join(" · "), userId)));
who.value = localStorage.getItem("example-shop.customer") ?? "6";

let isSignedIn = await show();
form.addEventListener("submit", async (event) => {
  event.preventDefault();
  localStorage.setItem("example-shop.customer", who.value);
  await post(isSignedIn ? "sign-out" : "sign-in", isSignedIn ? {} : { customerId: who.value });
  // As in most shops, signing in and out loads the page anew.
  location.reload();
});
