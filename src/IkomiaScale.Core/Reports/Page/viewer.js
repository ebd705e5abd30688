// One run, as large as the window.

import { h, icon } from './dom.js';
import { onChange } from './settings.js';
import { draw } from './draw.js';
import { fillDetails } from './details.js';
import { listed } from './gallery.js';
import { hideTip, tellShapes } from './tooltip.js';
import { Zoom } from './zoom.js';

const title = h('h2', { id: 'viewer-name' });
const where = h('p', { 'aria-live': 'polite' });
const level = h('output', { class: 'level', 'aria-label': 'Zoom' });
const stage = h('div', { class: 'stage' });
const details = h('div', { class: 'details', tabindex: '0', role: 'region', 'aria-label': 'Details' });
let current = null;
let panes = [];

function button(name, act, ...lines) {
  return h('button', { type: 'button', class: 'button', 'aria-label': name, title: name, onclick: act }, icon(...lines));
}

const zoom = new Zoom(stage, () => {
  panes.forEach(pane => draw(pane.sheet, pane.picture, zoom.scaleOf(pane), true));
  level.textContent = panes.length > 0 ? `${Math.round(100 * zoom.scaleOf(panes[0]))} %` : '';
  pick(null);
});

const dialog = h('dialog', { class: 'viewer', 'aria-labelledby': 'viewer-name' },
  h('header', {},
    h('div', { class: 'bar' },
      button('Previous (left arrow)', () => step(-1), 'M15 5l-7 7 7 7'),
      button('Next (right arrow)', () => step(1), 'M9 5l7 7-7 7')),
    h('div', { class: 'name' }, title, where),
    h('div', { class: 'bar' },
      button('Smaller (minus)', () => zoom.zoomAt(1 / 1.5), 'M5 12h14'),
      level,
      button('Larger (plus)', () => zoom.zoomAt(1.5), 'M5 12h14', 'M12 5v14'),
      button('Whole picture (0)', () => zoom.fit(), 'M4 9V4h5', 'M20 9V4h-5', 'M4 15v5h5', 'M20 15v5h-5'),
      button('Real size (1)', () => zoom.actual(), 'M6 8l3-2v12', 'M15 8l3-2v12', 'M12.5 10v.01', 'M12.5 15v.01')),
    h('div', { class: 'bar' }, button('Close (Escape)', () => dialog.close(), 'M6 6l12 12', 'M18 6L6 18'))),
  h('div', { class: 'body' }, stage, details));

// Which thing is pointed at, on the picture and in the list.
function pick(key, isOn = true) {
  const [picture, number] = key && isOn ? key.split('.') : [];
  panes.forEach((pane, index) => {
    const svg = pane.sheet.querySelector('svg.shapes');
    svg?.classList.toggle('picked', String(index) === picture);
    svg?.querySelectorAll('.on').forEach(part => part.classList.remove('on'));
    if (String(index) === picture) {
      svg?.querySelectorAll(`[data-s="${number}"]`).forEach(part => part.classList.add('on'));
    }
  });
  details.querySelectorAll('[data-key]').forEach(row => row.setAttribute('aria-pressed', String(row.dataset.key === key && isOn)));
}

function paneOf(frame, picture) {
  const video = frame.querySelector('video');
  if (video) {
    const copy = h('video', { controls: true, src: video.src, 'aria-label': picture.name });
    return { element: h('div', { class: 'pane' }, copy) };
  }
  const sheet = h('div', { class: 'sheet' }, ...[...frame.children].filter(part => part.matches('img, .blank, .masks')).map(part => part.cloneNode(true)));
  sheet.querySelector('img')?.removeAttribute('loading');
  return { element: h('div', { class: 'pane' }, sheet), sheet, picture, width: picture.width, height: picture.height };
}

function showRun(run) {
  current = run;
  const all = run.frames.map((frame, index) => paneOf(frame, run.data.pictures[index]));
  if (all.length > 1) {
    all.forEach((pane, index) => pane.element.append(h('span', { class: 'caption' }, run.data.pictures[index].name)));
  }
  panes = all.filter(pane => pane.sheet);
  stage.replaceChildren(...(all.length > 0 ? all.map(pane => pane.element) : [h('p', { class: 'nothing' }, run.data.problem ?? 'There is no picture.')]));
  title.textContent = run.name;
  const at = listed.indexOf(run);
  where.textContent = at >= 0 ? `${at + 1} of ${listed.length}` : '';
  fillDetails(details, run, pick);
  details.scrollTop = 0;
  zoom.show(panes);
}

function step(by) {
  const next = listed[listed.indexOf(current) + by];
  if (next) {
    hideTip();
    showRun(next);
  }
}

export function openViewer(run) {
  dialog.showModal();
  showRun(run);
}

export function startViewer() {
  document.body.append(dialog);
  tellShapes(stage, group => panes.find(pane => pane.sheet.contains(group)).picture, group => pick(
    group && `${panes.findIndex(pane => pane.sheet.contains(group))}.${group.dataset.s}`));
  onChange(() => dialog.open && (zoom.apply(), fillDetails(details, current, pick)));
  dialog.addEventListener('close', () => {
    hideTip();
    stage.replaceChildren();
    panes = [];
    const heading = current.element.querySelector('h2 button');
    current.element.scrollIntoView({ block: 'nearest' });
    heading.focus({ preventScroll: true });
  });
  dialog.addEventListener('keydown', event => {
    if (event.target.matches('video, input') || event.ctrlKey || event.metaKey || event.altKey) {
      return;
    }
    const act = {
      ArrowRight: () => step(1), ArrowLeft: () => step(-1), '+': () => zoom.zoomAt(1.5), '=': () => zoom.zoomAt(1.5),
      '-': () => zoom.zoomAt(1 / 1.5), 0: () => zoom.fit(), 1: () => zoom.actual(),
    }[event.key];
    if (act) {
      event.preventDefault();
      act();
    }
  });
}
