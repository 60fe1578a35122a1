// Installed in every page before any page script. Times are performance.now()
// of the page (ms since navigation start). Everything the server-side harness
// wants to know about "when did this text appear" is answered here, so no
// driver round trip is ever inside a measured interval.
(() => {
  if (window.__B) return;
  const B = (window.__B = {activity: 0, mutations: 0, draws: 0});
  const pending = [];
  const roots = new Set();
  const opts = {subtree: true, childList: true, characterData: true, attributes: true, attributeFilter: ['d']};

  const observer = new MutationObserver((records) => {
    B.activity = performance.now();
    B.mutations++;
    for (const r of records) {
      if (r.type === 'attributes') {
        svgCurve(r.target);
        continue;
      }
      if (r.type === 'childList' && r.target.namespaceURI === SVG) {
        for (const n of r.addedNodes) if (n.querySelectorAll) [n, ...n.querySelectorAll('path')].forEach(svgCurve);
      }
      if (!pending.length) continue;
      if (r.type === 'characterData') {
        const p = r.target.parentNode;
        see(p ? p.textContent : r.target.data, p || r.target);
      } else {
        for (const n of r.addedNodes) {
          if (n.nodeType === 3) {
            const p = n.parentNode;
            see(p && p.childNodes.length < 20 ? p.textContent : n.data, p || n);
          } else if (n.nodeType === 1 && n.tagName !== 'SCRIPT' && n.tagName !== 'STYLE') {
            if (n.namespaceURI !== SVG) for (const p of n.getElementsByTagName('path')) svgCurve(p);
            see(n.textContent, n);
          }
        }
      }
    }
  });
  // A curve: a long path, in SVG or stroked on a canvas, that is not the one drawn last.
  const SVG = 'http://www.w3.org/2000/svg';
  let lastCurve = null;
  const curve = (key) => {
    if (key === lastCurve) return;
    lastCurve = key;
    for (const e of [...pending]) if (e.curve) complete(e);
  };
  const svgCurve = (n) => {
    const d = n.getAttribute && n.getAttribute('d');
    if (d && d.length > 3000) curve(d.length + d.slice(1000, 1200));
  };
  const watch = (root) => {
    if (!roots.has(root)) { roots.add(root); observer.observe(root, opts); }
  };
  watch(document);

  // Shadow roots are invisible to document-level observers: record each one.
  const attach = Element.prototype.attachShadow;
  Element.prototype.attachShadow = function (init) {
    const root = attach.call(this, {...init, mode: 'open'});
    watch(root);
    return root;
  };

  // Text that is drawn rather than put in the DOM (data grids, canvas charts).
  const ctxs = [window.CanvasRenderingContext2D, window.OffscreenCanvasRenderingContext2D];
  for (const C of ctxs) {
    if (!C) continue;
    for (const m of ['fillText', 'strokeText']) {
      const f = C.prototype[m];
      C.prototype[m] = function (s, ...a) {
        B.activity = performance.now();
        B.draws++;
        if (pending.length) see(String(s), null);
        return f.call(this, s, ...a);
      };
    }
    const begin = C.prototype.beginPath, line = C.prototype.lineTo, stroke = C.prototype.stroke;
    C.prototype.beginPath = function () { this.__n = this.__s = 0; return begin.call(this); };
    C.prototype.lineTo = function (x, y) { this.__n++; this.__s += y * (this.__n % 97); return line.call(this, x, y); };
    C.prototype.stroke = function (...a) {
      const r = stroke.apply(this, a);
      if (this.__n > 500) curve(this.__n + '/' + this.__s.toFixed(1));
      return r;
    };
    for (const m of ['stroke', 'fill', 'drawImage', 'putImageData', 'clearRect']) {
      const f = C.prototype[m];
      C.prototype[m] = function (...a) { B.activity = performance.now(); return f.apply(this, a); };
    }
  }

  function see(text, node) {
    if (!text) return;
    for (const e of [...pending]) {
      if (e.curve) continue;
      if (e.need === 1) {
        const m = e.re.exec(text);
        e.re.lastIndex = 0;
        if (m) { e.match = m[0]; finish(e, node); }
        else if (e.progress && e.progress.test(text)) e.updates++;
      } else {
        for (const m of text.matchAll(e.re)) e.seen.add(m[0]);
        if (e.seen.size >= e.need) finish(e, node);
      }
    }
  }
  const shown = (n) => {
    const el = n && (n.nodeType === 1 ? n : n.parentElement);
    if (!el) return true; // canvas
    if (!el.isConnected) return false;
    if (!el.checkVisibility) return true;
    return el.checkVisibility({checkOpacity: true, checkVisibilityCSS: true, opacityProperty: true, visibilityProperty: true});
  };
  function finish(e, node) {
    if (e.visible && node && !B.textShown(e.re)) {
      if (!e.waiting) {
        e.waiting = true;
        const again = () => {
          if (e.done) return;
          if (B.textShown(e.re)) complete(e); else requestAnimationFrame(again);
        };
        requestAnimationFrame(again);
      }
      return;
    }
    complete(e);
  }
  function complete(e) {
    if (e.done) return;
    e.done = true;
    e.dom = performance.now();
    pending.splice(pending.indexOf(e), 1);
    requestAnimationFrame(() => {
      const ch = new MessageChannel();
      ch.port1.onmessage = () => { e.paint = performance.now(); e.resolve(e); };
      ch.port2.postMessage(0);
    });
  }

  B.expect = (src, {need = 1, visible = false, progress = null, curve = false, timeout = 60000} = {}) => {
    const e = {re: new RegExp(src, need > 1 ? 'g' : ''), need, curve, visible, seen: new Set(), updates: 0,
               progress: progress ? new RegExp(progress) : null};
    e.promise = new Promise((res, rej) => {
      e.resolve = res;
      setTimeout(() => {
        if (e.done) return;
        e.done = true;
        pending.splice(pending.indexOf(e), 1);
        rej(new Error('timeout waiting for /' + src + '/ (' + e.seen.size + ' of ' + need + ')'));
      }, timeout);
    });
    pending.push(e);
    return e;
  };

  B.all = (sel) => {
    const out = [];
    for (const r of roots) {
      if (r !== document && !r.host.isConnected) { continue; }
      out.push(...r.querySelectorAll(sel));
    }
    return out;
  };
  B.textShown = (re) => {
    for (const r of roots) {
      if (r !== document && !r.host.isConnected) continue;
      const root = r === document ? document.body : r;
      if (!root) continue;
      const w = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
      while (w.nextNode()) { re.lastIndex = 0; if (re.test(w.currentNode.data) && shown(w.currentNode)) return true; }
    }
    return false;
  };
  const cache = new Map();
  B.button = (label) => {
    const c = cache.get(label);
    if (c && c.isConnected && c.textContent.trim() === label) return c;
    const b = B.all('button,[role=button],input[type=button]').find(
      (e) => (e.textContent || e.value || '').trim() === label && shown(e));
    if (b) cache.set(label, b);
    return b;
  };
  B.sleep = (ms) => new Promise((r) => setTimeout(r, ms));
  B.idle = async (quiet = 150, max = 15000) => {
    const t = performance.now();
    while (performance.now() - t < max) {
      if (performance.now() - B.activity > quiet) return;
      await B.sleep(20);
    }
  };
  B.ready = async (label, max = 60000) => {
    const t = performance.now();
    for (;;) {
      const b = B.button(label);
      if (b && !b.disabled) return b;
      if (performance.now() - t > max) throw new Error('no enabled button ' + label);
      await B.sleep(20);
    }
  };
  const result = (e, t0, m0) => ({
    dom: e.dom - t0, paint: e.paint - t0, updates: e.updates, match: e.match, mutations: B.mutations - m0,
  });
  // Click once and wait for the expected text.
  B.act = async (label, src, o = {}) => {
    const b = await B.ready(label);
    const e = B.expect(src, o);
    const m0 = B.mutations;
    const t0 = performance.now();
    b.click();
    await e.promise;
    const out = result(e, t0, m0);
    if (o.settle) { await B.idle(o.settle); out.settled = B.activity - t0; }
    return out;
  };
  // A run of clicks; "{n}" in src is replaced by start+i+1.
  B.acts = async (label, src, start, reps, o = {}) => {
    const out = [];
    for (let i = 0; i < reps; i++) {
      out.push(await B.act(label, src.replaceAll('{n}', String(start + i + 1)), o));
      await B.idle(o.gap || 60, 3000);
    }
    return out;
  };
  // Wait for a key/pointer event that the driver sends as trusted input.
  B.onInput = (type, src, o = {}) => {
    const e = B.expect(src, o);
    const m0 = B.mutations;
    let t0 = null;
    window.addEventListener(type, () => { if (t0 === null) t0 = performance.now(); }, {capture: true, once: true});
    B.inputResult = e.promise.then(() => result(e, t0, m0));
    B.inputResult.catch(() => {});
  };
  // Closed-loop clicking for T1.
  B.startLoop = (label, src, start, seconds) => {
    B.loop = (async () => {
      const lat = [];
      const end = performance.now() + seconds * 1000;
      let n = start, error = null;
      try {
        while (performance.now() < end) {
          const r = await (async () => {
            const b = await B.ready(label);
            const e = B.expect(src.replaceAll('{n}', String(++n)), {timeout: 30000});
            const t0 = performance.now();
            b.click();
            await e.promise;
            return e.dom - t0;
          })();
          lat.push(r);
        }
      } catch (err) { error = String(err); }
      return {lat, error};
    })();
  };
  // First appearance of the app after navigation.
  if (window.__B_first) {
    B.first = B.expect(window.__B_first, {visible: true, timeout: 120000});
    B.first.promise.catch(() => {});
  }
})();
