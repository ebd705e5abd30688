// What is told of a run beside its pictures.

import { h } from './dom.js';
import { isShown } from './settings.js';
import { colorOf, nameOf } from './draw.js';
import { describe } from './tooltip.js';

function facts(run) {
  const rows = [['Task', run.data.task], ['Time', run.time], ['Run', run.data.uuid]].filter(([, value]) => value);
  return rows.length > 0 && h('dl', {}, ...rows.flatMap(([name, value]) => [h('dt', {}, name), h('dd', {}, value)]));
}

function thing(shape, key, pick) {
  const value = shape.score !== undefined ? shape.score.toFixed(2) : shape.share !== undefined ? `${Math.round(100 * shape.share)}%` : '';
  const bar = h('i');
  bar.style.width = `${Math.round(100 * (shape.score ?? shape.share ?? 0))}%`;
  return h('li', {}, h('button', {
    type: 'button', 'aria-pressed': 'false', 'data-key': key,
    onclick: event => pick(key, event.currentTarget.getAttribute('aria-pressed') !== 'true'),
    onpointerenter: () => pick(key, true), onfocus: () => pick(key, true),
    onpointerleave: () => pick(null), onblur: () => pick(null),
  },
  h('span', { class: `swatch ${colorOf(shape)}` }), h('span', { class: 'what' }, nameOf(shape)),
  h('span', { class: 'meter' }, value && bar), h('span', { class: 'value' }, value),
  h('span', { class: 'unseen' }, describe(shape).filter(line => !line.startsWith('confidence')).join(', '))));
}

// pick: told which thing is pointed at, as "picture.shape".
export function fillDetails(element, run, pick) {
  const things = run.data.pictures.flatMap((picture, index) => picture.shapes
    .map((shape, number) => [shape, `${index}.${number}`])
    .filter(([shape]) => isShown(shape)))
    .sort(([one], [other]) => (other.score ?? other.share ?? 0) - (one.score ?? one.share ?? 0));
  const copies = [...run.element.querySelectorAll('.about .problem, .about .note, .about .path, .picture > .note, .about section.data')].map(part => part.cloneNode(true));
  element.replaceChildren(...[
    facts(run),
    ...copies.filter(copy => copy.matches('p')),
    things.length > 0 && h('section', {}, h('h3', {}, `Objects (${things.length})`), h('ul', { class: 'things' }, ...things.map(([shape, key]) => thing(shape, key, pick)))),
    ...copies.filter(copy => !copy.matches('p')),
  ].filter(Boolean));
}
