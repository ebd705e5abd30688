// What is under the pointer, in words.

import { h } from './dom.js';
import { report } from './runs.js';
import { boundsOf, colorOf, nameOf } from './draw.js';

const tip = h('div', { class: 'tip', popover: 'manual', 'aria-hidden': 'true' });
document.body.append(tip);

export function describe(shape) {
  const lines = [];
  const bounds = boundsOf(shape);
  if (shape.text) {
    lines.push(report.classes[shape.class].name);
  }
  if (shape.score !== undefined) {
    lines.push(`confidence ${shape.score.toFixed(3)}`);
  }
  if (shape.share !== undefined) {
    lines.push(`${(100 * shape.share).toFixed(1)} % of the picture`);
  }
  if (bounds && shape.kind !== 'area') {
    lines.push(`at ${Math.round(bounds[0])}, ${Math.round(bounds[1])}`, `${Math.round(bounds[2])} × ${Math.round(bounds[3])} pixels`);
  }
  if (shape.points) {
    lines.push(`${shape.points.length / 2} keypoints`);
  }
  if (shape.id !== undefined) {
    lines.push(`id ${shape.id}`);
  }
  return lines;
}

function showTip(shape, point, x, y) {
  const words = h('span', { class: 'values' });
  const head = point === undefined ? [] : [`${shape.names[point] ?? point} at ${shape.points[2 * point]}, ${shape.points[2 * point + 1]}`];
  words.textContent = [...head, ...describe(shape)].join('\n');
  const name = h('b', {}, h('i', { class: `swatch ${colorOf(shape)}` }));
  name.append(nameOf(shape));
  tip.replaceChildren(name, words);
  if (!tip.matches(':popover-open')) {
    tip.showPopover();
  }
  const [width, height] = [tip.offsetWidth, tip.offsetHeight];
  tip.style.left = `${Math.max(4, Math.min(x + 14, innerWidth - width - 4))}px`;
  tip.style.top = `${y + 18 + height > innerHeight ? Math.max(4, y - height - 10) : y + 18}px`;
}

export function hideTip() {
  if (tip.matches(':popover-open')) {
    tip.hidePopover();
  }
}

// Tells of the shapes in an element. pictureOf: the picture of a frame.
export function tellShapes(element, pictureOf, pick = () => {}) {
  element.addEventListener('pointermove', event => {
    const group = event.target.closest?.('.shapes .shape');
    if (!group || event.buttons) {
      hideTip();
      pick(null);
      return;
    }
    const shape = pictureOf(group).shapes[group.dataset.s];
    showTip(shape, event.target.dataset.p, event.clientX, event.clientY);
    pick(group);
  });
  element.addEventListener('pointerleave', () => {
    hideTip();
    pick(null);
  });
}
