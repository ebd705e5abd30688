// What can be set: the side of the page, and the bar above the runs.

import { h } from './dom.js';
import { settings, change } from './settings.js';
import { report, runs } from './runs.js';

const side = document.querySelector('.side');

function startConfidence() {
  const section = document.getElementById('confidence');
  if (!section) {
    return;
  }
  const value = h('output', { for: 'least' }, 'all');
  const bars = [...section.querySelectorAll('.histogram rect')];
  const slider = h('input', { type: 'range', id: 'least', min: 0, max: 1, step: 0.01, value: 0, 'aria-label': 'Least confidence' });
  slider.addEventListener('input', () => {
    const least = Number(slider.value);
    value.textContent = least > 0 ? `≥ ${least.toFixed(2)}` : 'all';
    bars.forEach((bar, index) => bar.classList.toggle('out', (index + 1) / bars.length <= least));
    change({ least });
  });
  section.querySelector('h2').append(value);
  section.append(slider);
}

function startClasses() {
  const section = document.getElementById('classes');
  if (!section) {
    return;
  }
  const boxes = [...section.querySelectorAll('li')].map(row => {
    const number = report.classes.findIndex(item => item.name === row.querySelector('.class').textContent);
    const box = h('input', { type: 'checkbox', checked: true, 'data-class': number });
    box.addEventListener('change', tell);
    row.replaceChildren(h('label', {}, box, ...row.children));
    return box;
  });
  function tell() {
    change({ off: new Set(boxes.filter(box => !box.checked).map(box => Number(box.dataset.class))) });
  }
  function all(isOn) {
    boxes.forEach(box => box.checked = isOn);
    tell();
  }
  if (boxes.length > 1) {
    section.append(h('div', { class: 'text-buttons' },
      h('button', { type: 'button', class: 'text-button', onclick: () => all(true) }, 'All'),
      h('button', { type: 'button', class: 'text-button', onclick: () => all(false) }, 'None')));
  }
}

function toggle(name, key) {
  const box = h('input', { type: 'checkbox', checked: settings[key] });
  box.addEventListener('change', () => change({ [key]: box.checked }));
  return h('label', {}, box, name);
}

function toggleKind(name, kind) {
  const box = h('input', { type: 'checkbox', checked: true, 'data-kind': kind });
  box.addEventListener('change', () => {
    const hidden = new Set(settings.hidden);
    hidden[box.checked ? 'delete' : 'add'](kind);
    change({ hidden });
  });
  return h('label', {}, box, name);
}

function startDisplay() {
  const kinds = { box: 'Boxes', mask: 'Masks', area: 'Areas', keypoints: 'Keypoints', text: 'Texts' };
  const parts = [toggle('Names', 'names'), toggle('Scores', 'scores'), toggle('Ids', 'ids')];
  if (report.kinds.length > 1) {
    parts.push(h('hr'), ...Object.keys(kinds).filter(kind => report.kinds.includes(kind)).map(kind => toggleKind(kinds[kind], kind)));
  }
  if (document.querySelector('.masks')) {
    const slider = h('input', { type: 'range', id: 'opacity', min: 0, max: 1, step: 0.05, value: settings.opacity, 'aria-label': 'Opacity of masks' });
    slider.addEventListener('input', () => change({ opacity: Number(slider.value) }));
    parts.push(h('hr'), h('div', { class: 'slider' }, h('span', { 'aria-hidden': 'true' }, 'Opacity of masks'), slider));
  }
  side.append(h('section', { id: 'display' }, h('h2', {}, 'Shown'), h('div', { class: 'switches' }, ...parts)));
}

function sizes(place) {
  const widths = { S: '220px', M: '340px', L: '460px' };
  const start = runs.length > 24 ? 'S' : runs.length > 6 ? 'M' : 'L';
  function set(name) {
    place.style.setProperty('--card', widths[name]);
    place.classList.toggle('small', name === 'S');
  }
  set(start);
  const words = { S: 'Small', M: 'Medium', L: 'Large' };
  return h('fieldset', { class: 'sizes' }, h('legend', { class: 'unseen' }, 'Size of pictures'), ...Object.keys(widths).map(name => {
    const box = h('input', { type: 'radio', name: 'size', value: name, checked: name === start, 'aria-label': words[name], onchange: () => set(name) });
    return h('label', {}, box, h('span', { 'aria-hidden': 'true' }, name));
  }));
}

function startBar() {
  const place = document.getElementById('runs');
  const search = h('input', { type: 'search', id: 'search', placeholder: 'File or label', 'aria-label': 'Search by file name and label' });
  search.addEventListener('input', () => change({ search: search.value }));
  const orders = { order: 'As run', name: 'Name', objects: 'Most objects', least: 'Least confident', time: 'Slowest', failed: 'Failed first' };
  const sort = h('select', { id: 'sort' }, ...Object.entries(orders).map(([value, name]) => h('option', { value }, name)));
  sort.addEventListener('change', () => change({ sort: sort.value }));
  const only = h('input', { type: 'checkbox', id: 'only-found' });
  only.addEventListener('change', () => change({ onlyFound: only.checked }));
  const shown = h('p', { class: 'shown', role: 'status' });
  document.querySelector('main').prepend(h('div', { class: 'toolbar', role: 'search', 'aria-label': 'Runs' },
    search, h('label', { class: 'field' }, 'Sort', sort), h('label', { class: 'field' }, only, 'Only with objects'), sizes(place), shown));
  return text => shown.textContent = text;
}

export function startPanel() {
  startConfidence();
  startClasses();
  if (report.objects > 0) {
    startDisplay();
  }
  return runs.length > 1 ? startBar() : () => {};
}
