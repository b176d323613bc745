// Asks the public API as one member. The token is here alone; no storage and no address has it.

const WAITS = [400, 1200, 2500];
const PATIENCE = 30_000;
let token = "";
let ahead = 0;
const keys = new Map();
const underWay = new Map();

export class Problem extends Error {
  constructor(status, code, detail = "", errors = []) {
    super(detail);
    Object.assign(this, { status, code, detail, errors });
  }
  get mayComeLater() { return this.status === 0 || this.status === 408 || this.status === 429 || this.status >= 500; }
}

/** The time of the platform; a phone's clock may be wrong. */
export const now = () => Date.now() + ahead;

export function signIn(given) { token = given; }

export const read = (path) => send("GET", path, undefined, {}, AbortSignal.timeout(PATIENCE));

export const check = (path, body, signal) => send("POST", path, body, {}, signal);

export async function visit(id) {
  signIn("");
  const made = await send("POST", "/v1/dev/token", { role: "member", id }, {}, AbortSignal.timeout(PATIENCE));
  signIn(made.token);
}

/** A write is sent again with the same key until an answer comes, so that it is done once. */
export function write(path, body) {
  const what = `${path} ${body instanceof File ? [body.name, body.size, body.lastModified] : JSON.stringify(body)}`;
  if (!underWay.has(what)) underWay.set(what, insist(what, path, body).finally(() => underWay.delete(what)));
  return underWay.get(what);
}

async function insist(what, path, body) {
  if (!keys.has(what)) keys.set(what, newKey());
  for (let turn = 0; ; turn += 1) {
    try {
      const said = await send("POST", path, body, { "idempotency-key": keys.get(what) }, AbortSignal.timeout(PATIENCE));
      keys.delete(what);
      return said;
    } catch (problem) {
      if (!problem.mayComeLater) keys.delete(what);
      if (!problem.mayComeLater || turn === WAITS.length) throw problem;
      await new Promise((go) => setTimeout(go, WAITS[turn]));
    }
  }
}

async function send(method, path, body, headers, signal) {
  if (token) headers.authorization = `Bearer ${token}`;
  if (body instanceof File) headers["content-type"] = body.type;
  else if (body !== undefined) [headers["content-type"], body] = ["application/json", JSON.stringify(body)];
  let answer, text;
  try {
    answer = await fetch(path, { method, headers, body, signal, cache: "no-store", credentials: "omit" });
    text = await answer.text();
  } catch (error) {
    if (error.name === "AbortError") throw error;
    throw new Problem(0, "offline");
  }
  const at = Date.parse(answer.headers.get("date"));
  if (at) ahead = at - Date.now();
  const said = asJson(text);
  if (answer.ok) return said;
  throw new Problem(answer.status, (said?.type ?? "").split(":").at(-1), said?.detail, said?.errors);
}

function asJson(text) {
  try { return JSON.parse(text); } catch { return null; }
}

function newKey() {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, "0")).join("");
}
