// What the console needs from the browser itself: times in the agent's own zone, keys, drafts that outlive a lost
// connection, the sound, and words while the server is away. Texts come from customers: never as HTML.
(() => {
  'use strict';
  const kept = { sound: 'supportbot.console.sound', shortcuts: 'supportbot.console.shortcuts' };
  const typingEvery = 3000;
  const sendPatience = 15000;
  const nearEnd = 80;
  let page = null;

  const clock = new Intl.DateTimeFormat(undefined, { hour: '2-digit', minute: '2-digit' });
  const day = new Intl.DateTimeFormat(undefined, { day: 'numeric', month: 'short' });
  const full = new Intl.DateTimeFormat(undefined, { dateStyle: 'full', timeStyle: 'medium' });

  class LocalTime extends HTMLElement {
    static observedAttributes = ['datetime'];
    attributeChangedCallback() {
      const at = new Date(this.getAttribute('datetime'));
      if (Number.isNaN(at.getTime())) return;
      const isToday = at.toDateString() === new Date().toDateString();
      this.textContent = isToday ? clock.format(at) : `${day.format(at)}, ${clock.format(at)}`;
      this.title = full.format(at);
    }
  }

  class WaitingTime extends HTMLElement {
    static observedAttributes = ['datetime'];
    attributeChangedCallback() { this.tick(); }
    tick() {
      const seconds = Math.max(0, Math.floor((Date.now() - new Date(this.getAttribute('datetime')).getTime()) / 1000));
      const two = number => String(number).padStart(2, '0');
      const hours = Math.floor(seconds / 3600);
      const rest = `${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}`;
      this.textContent = hours > 0 ? `${hours}:${rest}` : rest;
      this.classList.toggle('long', seconds >= 300);
    }
  }

  customElements.define('local-time', LocalTime);
  customElements.define('waiting-time', WaitingTime);
  setInterval(() => document.querySelectorAll('waiting-time').forEach(time => time.tick()), 1000);

  // Drafts, by handoff and kind. A text keeps its id until it has been sent, so that sending it again never doubles it.
  const draftKey = box => `supportbot.console.draft.${box.dataset.handoff}.${box.dataset.kind}`;
  const readDraft = box => JSON.parse(sessionStorage.getItem(draftKey(box)) ?? 'null') ?? { text: '', id: null };
  const newId = () => [...crypto.getRandomValues(new Uint8Array(16))].map(byte => byte.toString(16).padStart(2, '0')).join('');

  function keepDraft(box) {
    const draft = readDraft(box);
    if (draft.text.trim() !== box.value.trim()) draft.id = null;
    draft.text = box.value;
    if (draft.text) sessionStorage.setItem(draftKey(box), JSON.stringify(draft));
    else sessionStorage.removeItem(draftKey(box));
    return draft;
  }

  // Each kind has a box of its own that is never drawn anew, so that nothing typed is lost or sent as the other kind.
  // Which one is shown is decided here, without the server.
  let composer = null;
  let chosen = null;
  const boxOf = kind => composer?.querySelector(`textarea[data-kind="${kind}"]`);
  const filled = new WeakSet();

  function showBoxes() {
    const now = document.getElementById('composer');
    if (now !== composer) {
      composer = now;
      chosen = null;
    }
    if (!composer) return;
    for (const box of composer.querySelectorAll('textarea')) {
      if (!filled.has(box)) box.value = readDraft(box).text;
      filled.add(box);
    }
    const kind = chosen ?? 'reply';
    composer.dataset.kind = boxOf(kind) ? kind : '';
    for (const button of composer.querySelectorAll('[data-compose]'))
      button.setAttribute('aria-pressed', String(button.dataset.compose === composer.dataset.kind));
  }

  function write(kind) {
    showBoxes();
    const unsent = document.getElementById('unsent');
    if (unsent && chosen !== kind) unsent.textContent = '';
    chosen = kind;
    showBoxes();
    wanted = `box-${kind}`;
    focusWanted();
  }

  const isSending = new Set();

  async function send(box) {
    const text = box.value.trim();
    const key = draftKey(box);
    if (!text || isSending.has(key)) return;
    isSending.add(key);
    const { handoff, kind } = box.dataset;
    const draft = keepDraft(box);
    draft.id ??= newId();
    sessionStorage.setItem(key, JSON.stringify(draft));
    const unsent = document.getElementById('unsent');
    let problem;
    try {
      const late = new Promise((_, reject) => setTimeout(reject, sendPatience, new Error('late')));
      problem = await Promise.race([page.invokeMethodAsync('SendAsync', handoff, kind, text, draft.id), late]);
    } catch {
      problem = unsent?.dataset.words ?? '!';
    }
    isSending.delete(key);
    if (problem === '') {
      for (const shown of [box, boxOf(kind)]) {
        if (shown && draftKey(shown) === key && shown.value.trim() === text) shown.value = '';
      }
      const now = JSON.parse(sessionStorage.getItem(key) ?? 'null');
      if (now?.id === draft.id) sessionStorage.removeItem(key);
      toEnd();
    }
    if (unsent) unsent.textContent = problem;
  }

  const isBox = element => Boolean(element.dataset?.handoff) && element.matches('textarea');
  let typed = 0;

  document.addEventListener('input', event => {
    if (!isBox(event.target)) return;
    keepDraft(event.target);
    if (event.target.dataset.kind !== 'reply' || Date.now() - typed < typingEvery) return;
    typed = Date.now();
    page?.invokeMethodAsync('TypingAsync', event.target.dataset.handoff).catch(() => { /* A sign of typing may be lost. */ });
  });

  document.addEventListener('click', event => {
    const kind = event.target.closest('[data-compose]');
    if (kind) write(kind.dataset.compose);
    const box = event.target.closest('.send')?.parentElement.querySelector('textarea');
    if (box) void send(box);
    if (event.target.closest('#newest')) toEnd();
    if (event.target.closest('#earlier')) holdPlace();
  });

  const hasShortcuts = () => localStorage.getItem(kept.shortcuts) !== 'off';

  document.addEventListener('keydown', event => {
    const at = event.target;
    if (isBox(at)) {
      if (event.key === 'Enter' && !event.shiftKey && !event.isComposing && event.keyCode !== 229) {
        event.preventDefault();
        void send(at);
      } else if (event.key === 'Escape') {
        (document.querySelector('.ticket[aria-current]') ?? document.getElementById('talk')).focus();
      }
      return;
    }
    if (at.id === 'search' && event.key === 'Escape') at.blur();
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || event.repeat || !page || !hasShortcuts()
      || at.closest('input, textarea, select, [contenteditable], [role=dialog], dialog')) return;
    if (event.key === '/') {
      event.preventDefault();
      document.getElementById('search')?.focus();
    } else if (event.key === 'r' || event.key === 'n') {
      event.preventDefault();
      const kind = event.key === 'r' ? 'reply' : 'note';
      if (boxOf(kind)) write(kind);
    } else if ('jkac?'.includes(event.key)) {
      event.preventDefault();
      void page.invokeMethodAsync('ShortcutAsync', event.key);
    }
  });

  // The conversation follows its end while the agent is there.
  let log = null;
  let follows = true;

  function toEnd() {
    if (!log) return;
    follows = true;
    log.scrollTop = log.scrollHeight;
    showNewest();
  }

  function showNewest() {
    const newest = document.getElementById('newest');
    if (newest) newest.hidden = follows;
  }

  function watchLog() {
    const now = document.getElementById('log');
    if (now === log) {
      if (follows && log) log.scrollTop = log.scrollHeight;
      return;
    }
    log = now;
    if (!log) return;
    const scrolled = log;
    log.addEventListener('scroll', () => {
      if (scrolled !== log) return;
      follows = log.scrollHeight - log.scrollTop - log.clientHeight < nearEnd;
      showNewest();
    });
    new ResizeObserver(() => { if (scrolled === log && follows) log.scrollTop = log.scrollHeight; }).observe(log);
    toEnd();
  }

  // Earlier messages come in above: what was read stays where it is.
  let held = null;

  function holdPlace() {
    const line = log?.querySelector('.line');
    if (!line) return;
    follows = false;
    held = { place: line.dataset.place, top: line.getBoundingClientRect().top };
  }

  function keepPlace() {
    const first = log?.querySelector('.line');
    if (!held || first?.dataset.place === held.place) return;
    const line = log?.querySelector(`.line[data-place="${held.place}"]`);
    if (line) log.scrollTop += line.getBoundingClientRect().top - held.top;
    held = null;
    if (!document.getElementById('earlier')) log?.focus({ preventScroll: true });
  }

  let wanted = null;

  function focusWanted() {
    const element = wanted && document.getElementById(wanted);
    if (!element) return;
    wanted = null;
    element.focus();
    element.scrollIntoView({ block: 'nearest' });
  }

  window.desk = {
    start(reference) {
      page = reference;
      document.body.classList.add('ready');
      return localStorage.getItem(kept.sound) === 'on';
    },
    rendered(title) {
      document.title = title;
      watchLog();
      keepPlace();
      showBoxes();
      focusWanted();
    },
    write,
    focus(id) {
      wanted = id;
      focusWanted();
    },
    // A dialog takes the focus to itself first, some frames after it is there.
    focusInDialog(id, frames = 60) {
      const element = document.getElementById(id);
      if (!element || (frames > 0 && !document.activeElement?.closest('.mud-dialog-container, [role=dialog]')))
        requestAnimationFrame(() => window.desk.focusInDialog(id, frames - 1));
      else element.focus();
    },
    sound(isOn) {
      localStorage.setItem(kept.sound, isOn ? 'on' : 'off');
      if (isOn) window.desk.ring();
      return isOn;
    },
    ring() {
      const audio = window.desk.audio ??= new AudioContext();
      void audio.resume();
      [660, 880].forEach((pitch, i) => {
        const tone = audio.createOscillator();
        const volume = audio.createGain();
        const from = audio.currentTime + i * 0.14;
        tone.frequency.value = pitch;
        volume.gain.setValueAtTime(0.0001, from);
        volume.gain.exponentialRampToValueAtTime(0.15, from + 0.02);
        volume.gain.exponentialRampToValueAtTime(0.0001, from + 0.3);
        tone.connect(volume).connect(audio.destination);
        tone.start(from);
        tone.stop(from + 0.32);
      });
    },
    hasShortcuts,
    shortcuts(isOn) {
      localStorage.setItem(kept.shortcuts, isOn ? 'on' : 'off');
      return isOn;
    },
  };

  // While the server is away: Blazor tries by itself; when it gives up, or the server has been started anew, the page is
  // loaded again as soon as somebody answers. Drafts are kept, see above.
  const away = document.getElementById('components-reconnect-modal');
  let knocking = null;

  async function knock() {
    try {
      if ((await fetch('health/live', { cache: 'no-store' })).ok) location.reload();
    } catch { /* Still away. */ }
  }

  away?.addEventListener('components-reconnect-state-changed', ({ detail: { state } }) => {
    if (state === 'show' && !away.open) away.showModal();
    else if (state === 'hide') away.close();
    else if (state === 'rejected' || state === 'resume-failed') location.reload();
    else if (state === 'failed') {
      document.getElementById('reconnect-text').textContent = away.dataset.gone;
      knocking ??= setInterval(knock, 3000);
    }
  });
})();
