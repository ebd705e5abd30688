// What is to be shown. Whoever draws is told of every change.

export const settings = {
  least: 0,
  off: new Set(),
  hidden: new Set(),
  names: true,
  scores: true,
  ids: false,
  opacity: 0.85,
  search: '',
  sort: 'order',
  onlyFound: false,
};

const listeners = [];

export function onChange(listener) {
  listeners.push(listener);
}

export function change(values) {
  Object.assign(settings, values);
  listeners.forEach(listener => listener(values));
}

export function isShown(shape) {
  return !settings.off.has(shape.class) && !settings.hidden.has(shape.kind) && (shape.score === undefined || shape.score >= settings.least);
}
