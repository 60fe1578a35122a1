// What a page shows while one scrolls through its table, and while it takes in a block that is pasted.
(() => {
  const tasks = [];
  new PerformanceObserver((list) => {
    for (const { startTime, duration } of list.getEntries()) tasks.push([startTime, duration]);
  }).observe({ type: "longtask", buffered: false });
  const longSince = (start) =>
    tasks.filter(([at, duration]) => at + duration > start).map(([, duration]) => duration);
  const sum = (numbers) => numbers.reduce((total, one) => total + one, 0);
  const share = (numbers, limit) =>
    (100 * numbers.filter((one) => one > limit).length) / Math.max(1, numbers.length);

  const ROW = 35;
  // Of letters; those of a skeleton are lighter.
  const DARK = 120;
  const canvasOf = () => {
    const seek = (root) => {
      for (const element of root.querySelectorAll("*")) {
        if (element.matches("[data-testid=stDataFrame] canvas")) return element;
        const found = element.shadowRoot && seek(element.shadowRoot);
        if (found) return found;
      }
      return null;
    };
    return seek(document);
  };

  let watching = null;
  let scroller = null;

  // How many rows of the canvas have no text in their first columns.
  const emptyRows = ({ canvas, context, width }) => {
    const ratio = canvas.width / canvas.clientWidth;
    const step = Math.round(ROW * ratio);
    const height = canvas.height - step;
    const { data } = context.getImageData(0, step, Math.round(width * ratio), height);
    const line = Math.round(width * ratio) * 4;
    let empty = 0;
    const rows = Math.floor(height / step);
    for (let row = 0; row < rows; row += 1) {
      let dark = false;
      for (let at = row * step * line; at < (row + 1) * step * line && !dark; at += 4) {
        dark = data[at] < DARK && data[at + 3] > 200;
      }
      if (!dark) empty += 1;
    }
    return [empty, rows];
  };

  const frame = (now) => {
    const seen = watching;
    if (!seen) return;
    seen.times.push(now);
    const [empty, rows] = emptyRows(seen);
    seen.shares.push(empty / rows);
    if (empty > 0) seen.since ??= now;
    else if (seen.since !== null) {
      seen.gaps.push(now - seen.since);
      seen.since = null;
    }
    requestAnimationFrame(frame);
  };

  window.__watch = {
    start(width) {
      const canvas = canvasOf();
      scroller = canvas.closest("[data-testid=stDataFrame]").querySelector(".dvn-scroller");
      watching = { canvas, context: canvas.getContext("2d"), width, times: [], shares: [], gaps: [], since: null };
      watching.started = performance.now();
      requestAnimationFrame(frame);
    },

    async stop() {
      const { started, times, shares, gaps } = watching;
      const ended = performance.now();
      // What is empty now is so until its rows are here.
      while (watching.since !== null && performance.now() < ended + 10_000) {
        await new Promise(requestAnimationFrame);
      }
      const filled = watching.since === null ? performance.now() - ended : Number.POSITIVE_INFINITY;
      watching = null;
      const steps = times.slice(1).map((time, at) => time - times[at]);
      const long = longSince(started);
      return {
        frames: steps.length,
        "scrolled, px": scroller.scrollTop,
        "frames over 16.7 ms, %": share(steps, 17.7),
        "frames over 33 ms, %": share(steps, 34),
        "longest frame, ms": Math.max(0, ...steps),
        "frames with empty rows, %": share(shares, 0),
        "empty rows, %": (100 * sum(shares)) / Math.max(1, shares.length),
        "longest time with empty rows, ms": Math.max(0, ...gaps),
        "until all rows are there, ms": filled,
        "long tasks, ms": sum(long),
      };
    },

    async paste(text, expected) {
      const data = new DataTransfer();
      data.setData("text/plain", text);
      const told = window.__B.expect(expected, { timeout: 120_000 });
      const started = performance.now();
      canvasOf().dispatchEvent(
        new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true }),
      );
      const handled = performance.now();
      // The second frame after it comes when the first was drawn.
      await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
      const responsive = performance.now();
      const { dom } = await told.promise;
      await new Promise((resolve) => setTimeout(resolve, 500));
      const long = longSince(started);
      return {
        "in the handler, ms": handled - started,
        "until the page responds, ms": responsive - started,
        "until the script's text shows, ms": dom - started,
        "longest task, ms": Math.max(0, ...long),
        "long tasks, ms": sum(long),
      };
    },
  };
})();
