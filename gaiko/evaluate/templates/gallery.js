'use strict';
const form = document.getElementById('filters');
const articles = [...document.querySelectorAll('main article')];
const count = document.getElementById('count');

function filter() {
  const kinds = new Set([...form.elements.kind].filter(box => box.checked).map(box => box.value));
  const type = form.elements.type.value;
  const words = form.elements.words.value.trim().toLowerCase().split(/\s+/);
  let shown = 0;
  for (const article of articles) {
    const text = article.textContent.toLowerCase();
    article.hidden = !kinds.has(article.dataset.kind) || (type && type !== article.dataset.type)
      || !words.every(word => text.includes(word));
    shown += !article.hidden;
  }
  count.textContent = shown === 1 ? '1 error' : shown + ' errors';
  document.getElementById('none').hidden = shown > 0;
}

function step(by) {
  const shown = articles.filter(article => !article.hidden);
  const at = shown.indexOf(document.activeElement);
  const next = shown[at < 0 ? 0 : Math.min(Math.max(at + by, 0), shown.length - 1)];
  if (next) next.focus();
}

const keys = {
  j: () => step(1),
  k: () => step(-1),
  t: () => form.elements.type.focus(),
  '/': () => form.elements.words.focus(),
};
['1', '2', '3'].forEach((key, number) => { keys[key] = () => form.elements.kind[number].click(); });

document.addEventListener('keydown', event => {
  if (event.key === 'Escape') document.activeElement.blur();
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.target.matches('select, input[type=search]') || !(event.key in keys)) return;
  event.preventDefault();
  keys[event.key]();
});
form.addEventListener('input', filter);
form.addEventListener('submit', event => event.preventDefault());
filter();
