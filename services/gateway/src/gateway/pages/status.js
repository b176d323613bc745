"use strict";

const WORDS = {
  ja: {
    heading: "稼働状況", on: "接続中", off: "再接続しています", orders: "注文", other: "English",
    answers: "採用された回答", pace: "回答 / 分", granted: "付与ポイント", left: "預り金の残り", paid: "付与", escrow: "預り金", tasks: "タスク",
    empty: "まだ注文はありません。", unknown: "—", untitled: "(題名なし)",
    away: (names) => `応答していないサービス: ${names}。分かっている最後の値を表示しています。`,
    share: (done, all) => `${done} / ${all} 件`, waiting: (leased, submitted) => `回答中 ${leased}・判定待ち ${submitted}`,
    service: { "task-catalog": "注文", "order-screening": "審査", "assignment": "割り当て", "points-ledger": "ポイント台帳" },
    down: "停止中",
    state: {
      draft: "下書き", screening: "審査中", approved: "承認済み", changes_asked: "修正待ち", in_review: "担当者が審査中",
      refused: "掲載不可", funding: "入金確認中", unfunded: "残高不足", funded: "入金済み", live: "公開中",
      paused: "一時停止", closed: "受付終了", settled: "精算済み",
    },
  },
  en: {
    heading: "Live status", on: "live", off: "reconnecting", orders: "Orders", other: "日本語",
    answers: "Answers accepted", pace: "Answers / min", granted: "Points granted", left: "Left in escrow", paid: "Granted", escrow: "In escrow", tasks: "Tasks",
    empty: "No orders yet.", unknown: "—", untitled: "(untitled)",
    away: (names) => `Services away: ${names}. The last known figures are shown.`,
    share: (done, all) => `${done} of ${all} answers`, waiting: (leased, submitted) => `${leased} being answered · ${submitted} undecided`,
    service: { "task-catalog": "Orders", "order-screening": "Screening", "assignment": "Assignment", "points-ledger": "Points ledger" },
    down: "away",
    state: {
      draft: "Draft", screening: "Screening", approved: "Approved", changes_asked: "Changes asked", in_review: "In review",
      refused: "Refused", funding: "Funding", unfunded: "Unfunded", funded: "Funded", live: "Live",
      paused: "Paused", closed: "Closed", settled: "Settled",
    },
  },
};
const MOOD = { live: "good", settled: "good", refused: "bad", unfunded: "bad", draft: "still", paused: "still", closed: "still" };
const PACE_SECONDS = 15;

let language = localStorage.getItem("language") || (navigator.language.startsWith("ja") ? "ja" : "en");
let connected = false;
let shown = { services: {}, orders: [] };
let history = [];
const cards = new Map();

const find = (id) => document.getElementById(id);
const words = () => WORDS[language];
const number = (value) => (value == null ? words().unknown : value.toLocaleString(language));
const points = (value) => (value == null ? words().unknown : `${number(value)} pt`);
const yen = (value) => (value == null ? words().unknown : `¥${number(value)}`);
const sum = (field) => {
  const known = shown.orders.map((order) => order[field]).filter((value) => value != null);
  return known.length ? known.reduce((total, value) => total + value, 0) : null;
};

function translate(root) {
  for (const element of root.querySelectorAll("[data-word]")) element.textContent = words()[element.dataset.word];
}

function showLink() {
  find("link").className = `link ${connected ? "on" : "off"}`;
  find("link").lastElementChild.textContent = connected ? words().on : words().off;
}

function showServices() {
  const entries = Object.entries(shown.services);
  find("services").replaceChildren(...entries.map(([name, up]) => {
    const item = document.createElement("li");
    item.className = up ? "up" : "away";
    const label = words().service[name] || name;
    item.append(document.createElement("i"), up ? label : `${label} · ${words().down}`);
    return item;
  }));
  const away = entries.filter(([, up]) => !up).map(([name]) => words().service[name] || name);
  find("notice").hidden = away.length === 0;
  find("notice").textContent = away.length ? words().away(away.join(", ")) : "";
}

function pace() {
  const now = performance.now() / 1000;
  const answers = sum("accepted");
  if (answers == null) return null;
  history = history.filter(([at]) => now - at <= PACE_SECONDS);
  history.push([now, answers]);
  const [at, before] = history[0];
  return now - at < 2 ? null : Math.max(0, Math.round(((answers - before) / (now - at)) * 60));
}

function showTotals() {
  find("total-answers").textContent = number(sum("accepted"));
  find("total-granted").textContent = points(sum("paid_points"));
  find("total-left").textContent = yen(sum("left_jpy"));
}

function card(order) {
  if (!cards.has(order.order_id)) {
    cards.set(order.order_id, find("order").content.firstElementChild.cloneNode(true));
  }
  const element = cards.get(order.order_id);
  const inside = (name) => element.querySelector(name);
  const all = order.places || 0;
  translate(element);
  element.classList.toggle("unbegun", !order.begun);
  inside("h3").textContent = order.title || words().untitled;
  inside(".state").textContent = words().state[order.state] || order.state;
  inside(".state").className = `state ${MOOD[order.state] || ""}`;
  for (const part of ["accepted", "submitted", "leased"]) {
    inside(`.${part}`).style.width = all ? `${(100 * (order[part] || 0)) / all}%` : "0";
  }
  inside(".bar").setAttribute("aria-valuemax", all);
  inside(".bar").setAttribute("aria-valuenow", order.accepted || 0);
  inside(".bar").setAttribute("aria-label", words().answers);
  inside(".share").textContent = words().share(number(order.accepted), number(order.places));
  const open = (order.leased || 0) + (order.submitted || 0);
  inside(".waiting").textContent = open ? words().waiting(number(order.leased), number(order.submitted)) : "";
  inside(".tasks").textContent = number(order.tasks);
  inside(".granted").textContent = points(order.paid_points);
  inside(".left").textContent = yen(order.left_jpy);
  inside(".id").textContent = order.order_id;
  return element;
}

function showOrders() {
  find("empty").hidden = shown.orders.length > 0 || shown.services["task-catalog"] !== true;
  find("orders").classList.toggle("old", shown.services["task-catalog"] === false);
  const list = shown.orders.map(card);
  const old = find("orders").children;
  if (list.length !== old.length || list.some((element, index) => element !== old[index])) {
    find("orders").replaceChildren(...list);
  }
}

function showAll() {
  document.documentElement.lang = language;
  find("language").textContent = words().other;
  find("language").lang = language === "ja" ? "en" : "ja";
  translate(document);
  showLink();
  showServices();
  showTotals();
  showOrders();
}

function listen() {
  const events = new EventSource("/status/events");
  events.onopen = () => { connected = true; showLink(); };
  events.onmessage = (event) => { shown = JSON.parse(event.data); showAll(); };
  events.onerror = () => {
    connected = false;
    showLink();
    if (events.readyState === EventSource.CLOSED) setTimeout(listen, 2000);
  };
}

find("language").addEventListener("click", () => {
  language = language === "ja" ? "en" : "ja";
  localStorage.setItem("language", language);
  showAll();
});
setInterval(() => { find("total-pace").textContent = number(pace()); }, 1000);
showAll();
listen();
