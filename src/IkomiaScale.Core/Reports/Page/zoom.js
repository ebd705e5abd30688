// Zoom and pan of pictures beside one another, all of them the same way.

import { soon } from './dom.js';

const MOST = 40;

export class Zoom {
  // changed: told when the sheets have another place.
  constructor(stage, changed) {
    this.stage = stage;
    this.changed = changed;
    this.panes = [];
    this.level = 1;
    this.center = [0.5, 0.5];
    this.update = soon(() => this.apply());
    new ResizeObserver(this.update).observe(stage);
    stage.addEventListener('wheel', event => this.onWheel(event), { passive: false });
    stage.addEventListener('pointerdown', event => this.onDown(event));
    stage.addEventListener('dblclick', event => this.zoomAt(this.level > 1.01 ? 1 / this.level : 2.5, event));
  }

  // panes: what is shown, each with its element, its sheet, and the width and height of its picture.
  show(panes) {
    this.panes = panes;
    this.fit();
  }

  fit() {
    this.level = 1;
    this.center = [0.5, 0.5];
    this.apply();
  }

  // One pixel of the first picture is one of the screen.
  actual() {
    if (this.panes.length > 0) {
      this.zoomAt(1 / this.scaleOf(this.panes[0]));
    }
  }

  fitScaleOf(pane) {
    return Math.min(pane.element.clientWidth / pane.width, pane.element.clientHeight / pane.height) || 1;
  }

  scaleOf(pane) {
    return this.fitScaleOf(pane) * this.level;
  }

  zoomAt(factor, event) {
    const level = Math.max(1, Math.min(MOST, this.level * factor));
    const pane = event && this.panes.find(item => item.element.contains(event.target));
    if (pane && level !== this.level) {
      // What is under the pointer stays there.
      const box = pane.element.getBoundingClientRect();
      const from = [event.clientX - box.left - box.width / 2, event.clientY - box.top - box.height / 2];
      const size = [pane.width * this.fitScaleOf(pane), pane.height * this.fitScaleOf(pane)];
      this.center = this.center.map((value, axis) => value + from[axis] / size[axis] * (1 / this.level - 1 / level));
    }
    this.level = level;
    this.update();
  }

  onWheel(event) {
    if (this.panes.length > 0) {
      event.preventDefault();
      this.zoomAt(Math.exp(-event.deltaY * (event.deltaMode === 1 ? 0.06 : 0.0018)), event);
    }
  }

  onDown(event) {
    const pane = this.panes.find(item => item.element.contains(event.target));
    if (!pane || event.button !== 0) {
      return;
    }
    pane.element.setPointerCapture(event.pointerId);
    let last = [event.clientX, event.clientY];
    const size = [pane.width * this.scaleOf(pane), pane.height * this.scaleOf(pane)];
    const move = moved => {
      pane.element.classList.add('moving');
      this.center = this.center.map((value, axis) => value - ([moved.clientX, moved.clientY][axis] - last[axis]) / size[axis]);
      last = [moved.clientX, moved.clientY];
      this.update();
    };
    pane.element.addEventListener('pointermove', move);
    pane.element.addEventListener('lostpointercapture', () => {
      pane.element.classList.remove('moving');
      pane.element.removeEventListener('pointermove', move);
    }, { once: true });
  }

  apply() {
    if (this.level <= 1) {
      this.center = [0.5, 0.5];
    }
    this.center = this.center.map(value => Math.max(0, Math.min(1, value)));
    for (const pane of this.panes) {
      const scale = this.scaleOf(pane);
      const [width, height] = [pane.width * scale, pane.height * scale];
      Object.assign(pane.sheet.style, {
        width: `${width}px`,
        height: `${height}px`,
        left: `${pane.element.clientWidth / 2 - width * this.center[0]}px`,
        top: `${pane.element.clientHeight / 2 - height * this.center[1]}px`,
      });
      pane.sheet.classList.toggle('large', scale > 4);
    }
    this.changed();
  }
}
