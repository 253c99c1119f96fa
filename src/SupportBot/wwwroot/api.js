import { texts } from "./texts.js";

/** A failure that the page can put into words. */
export class Trouble extends Error {
  /** @param {{status?: number, passing?: boolean, signIn?: string}} more `passing`: worth trying again without anybody's doing */
  constructor(title, text, { status, passing = false, signIn } = {}) {
    super(title);
    Object.assign(this, { text, status, passing, signIn });
  }
}

const PATIENCE_MS = 20_000;

/** Calls our own server. @throws {Trouble} when it is out of reach or refuses */
export async function call(method, path, { body, token } = {}) {
  let response;
  try {
    response = await fetch(new URL(path, import.meta.url), {
      method,
      headers: { ...(body && { "Content-Type": "application/json" }), ...(token && { Authorization: `Bearer ${token}` }) },
      body: body && JSON.stringify(body),
      signal: AbortSignal.timeout(PATIENCE_MS),
    });
    if (response.ok) return await response.json();
  } catch {
    throw new Trouble(texts.OutOfReachTitle, texts.OutOfReachText, { passing: true });
  }
  const problem = await response.json().catch(() => ({}));
  const { status } = response;
  if (status === 401) {
    // Its detail is for whoever connects the shop to the bot.
    console.error(problem.detail ?? problem.error?.message);
    throw new Trouble(texts.SignInTitle, texts.SignInText, { status });
  }
  throw new Trouble(problem.title ?? texts.CannotOpenTitle, problem.detail ?? texts.CannotOpenText, { status, passing: status >= 500 || status === 429 });
}
