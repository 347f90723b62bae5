// Elements without markup: texts only ever become text nodes and attributes.
const SVG = "http://www.w3.org/2000/svg";
const byId = (id) => document.getElementById(id);

function el(tag, attributes = {}, ...children) {
  return dress(document.createElement(tag), attributes, children);
}

function svg(tag, attributes = {}, ...children) {
  return dress(document.createElementNS(SVG, tag), attributes, children);
}

function dress(element, attributes, children) {
  for (const [name, value] of Object.entries(attributes)) {
    if (typeof value === "function") element.addEventListener(name, value);
    else if (value === true) element.setAttribute(name, "");
    else if (value !== false && value != null) element.setAttribute(name, value);
  }
  element.append(...children.filter((child) => child != null && child !== false));
  return element;
}

function button(content, click, attributes = {}, ...more) {
  return el("button", { type: "button", click, ...attributes }, content, ...more);
}

// Half- and full-width, katakana and hiragana, case and separators do not matter.
function normal(text) {
  return text
    .normalize("NFKC")
    .toLowerCase()
    .replace(/[\u30a1-\u30f6]/g, (sign) => String.fromCharCode(sign.charCodeAt(0) - 0x60))
    .replace(/[\s・=＝\-‐.]/g, "");
}

const webAddress = (url) => (/^https?:\/\//i.test(url) ? url : null);

function shorten(text, most) {
  const signs = [...text];
  return signs.length > most ? signs.slice(0, most - 1).join("") + "…" : text;
}

function download(content, name, kind) {
  const blob = content instanceof Blob ? content : new Blob([content], { type: kind });
  const url = URL.createObjectURL(blob);
  el("a", { href: url, download: name }).click();
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}

async function copy(text) {
  try {
    await navigator.clipboard.writeText(text);
    toast(say("copied"));
  } catch {
    copyByField(text); // a sandboxed frame has no clipboard
  }
}

function copyByField(text) {
  const field = el("textarea", { class: "field", readonly: true, "aria-label": say("link") });
  field.value = text;
  document.body.append(field);
  field.select();
  const done = document.execCommand("copy");
  toast(say(done ? "copied" : "notCopied"));
  setTimeout(() => field.remove(), done ? 0 : 15_000);
}

let toastEnd = 0;

function toast(text) {
  byId("toast").textContent = text;
  clearTimeout(toastEnd);
  toastEnd = setTimeout(() => {
    byId("toast").textContent = "";
  }, 4_000);
}

function counted(list) {
  const counts = new Map();
  for (const one of list) counts.set(one, (counts.get(one) ?? 0) + 1);
  return [...counts].sort((a, b) => b[1] - a[1] || a[0] - b[0]);
}
