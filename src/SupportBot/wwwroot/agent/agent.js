// Lists the handoffs and shows one with its transcript, anew every few seconds. Texts come from customers: never as HTML.
const every = 3000;
const list = document.getElementById('list');
const detail = document.getElementById('detail');
let token = null;
let shown = null;

function element(tag, text, className) {
  const node = document.createElement(tag);
  node.textContent = text;
  if (className) node.className = className;
  return node;
}

async function get(path) {
  if (!token) {
    const signIn = await fetch('/api/agent/session', {
      method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ name: 'Developer' }),
    });
    if (!signIn.ok) throw new Error('Sign-in is possible in Development only.');
    ({ token } = await signIn.json());
  }
  const response = await fetch(`/api/agent/${path}`, { headers: { authorization: `Bearer ${token}` } });
  if (response.status === 401) token = null;
  if (!response.ok) throw new Error(`The server answered ${response.status}.`);
  return response.json();
}

function showDetail(handoff) {
  const lines = document.createElement('ol');
  for (const line of handoff.transcript) {
    const item = element('li', line.text, line.from);
    item.prepend(element('small', `${line.from}, ${new Date(line.at).toLocaleTimeString()}\n`));
    lines.append(item);
  }
  detail.replaceChildren(element('h2', `${handoff.id} · ${handoff.state}`), element('p', handoff.summary), lines);
}

async function refresh() {
  try {
    const handoffs = await get('handoffs');
    if (handoffs.length === 0) return;
    shown ??= handoffs.at(-1).id;
    list.replaceChildren(...handoffs.toReversed().map(handoff => {
      const button = element('button', handoff.customer.name || 'Unknown customer');
      button.append(document.createElement('br'), element('small', `${handoff.id} · ${new Date(handoff.requestedAt).toLocaleString()}`));
      button.setAttribute('aria-current', String(handoff.id === shown));
      button.onclick = () => { shown = handoff.id; void refresh(); };
      return button;
    }));
    showDetail(await get(`handoffs/${shown}`));
  } catch (error) {
    detail.replaceChildren(element('p', `The handoffs can't be read: ${error.message} Trying again.`, 'empty'));
  }
}

await refresh();
setInterval(refresh, every);
