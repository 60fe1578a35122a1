"""One tornado process, one websocket, plain JavaScript. Arguments: app, port."""

import functools
import json
import sys
import time
from pathlib import Path

import tornado.ioloop
import tornado.web
import tornado.websocket

app, port = sys.argv[1], int(sys.argv[2])
if app not in {"small", "many"}:
    import benchdata

PAGE = (Path(__file__).parent / "page.html").read_text()


@functools.lru_cache
def heavy():
    return benchdata.heavy()


class Page(tornado.web.RequestHandler):
    def get(self):
        self.write(PAGE)


class Socket(tornado.websocket.WebSocketHandler):
    def out(self, **changes):
        return self.write_message(json.dumps(changes))

    def open(self):
        self.set_nodelay(True)
        self.n = self.rev = 0
        text = {"count": "count is 0."}
        if app == "small":
            self.out(buttons=["Add"], slider=1, set={**text, "value": "value is 10."})
        elif app == "many":
            items = {f"i{i}": f"item {i} rev 0." for i in range(1000)}
            self.out(buttons=["Add", "Change"], set={**text, **items})
        elif app == "stream":
            self.out(buttons=["Stream"], set=text)
        elif app == "data":
            self.out(buttons=["Replace"])
            self.rows()
        elif app == "chart":
            self.out(buttons=["Redraw"])
            self.chart()
        elif app == "cache":
            self.out(buttons=["Again"])
            self.cached()

    def rows(self):
        self.out(rows=benchdata.frame(self.n).head(20).values.tolist())

    def chart(self):
        self.out(set={"count": f"count is {self.n}."})
        self.write_message(benchdata.line(self.n).astype("f4").tobytes(), binary=True)

    def cached(self):
        t = time.perf_counter()
        df = heavy()
        ms = (time.perf_counter() - t) * 1e3
        self.out(set={"count": f"count is {self.n}. rows {len(df)} hit {ms:.3f} ms."})

    async def stream(self):
        text = f"run {self.n} "
        for t in [*benchdata.TOKENS[:-1], f"ENDOFSTREAM{self.n}"]:
            text += t
            await self.out(set={"text": text})
        self.out(set={"count": f"count is {self.n}."})

    async def on_message(self, raw):
        message = json.loads(raw)
        button = message.get("click")
        if button is None:
            self.out(set={"value": f"value is {message['value']}."})
        elif button == "Change":
            self.rev += 1
            self.out(set={f"i{i}": f"item {i} rev {self.rev}." for i in range(0, 1000, 5)})
        else:
            self.n += 1
            if button == "Add":
                self.out(set={"count": f"count is {self.n}."})
            elif button == "Stream":
                await self.stream()
            else:
                {"Replace": self.rows, "Redraw": self.chart, "Again": self.cached}[button]()


rules = [("/", Page), ("/ws", Socket)]
tornado.web.Application(rules, websocket_max_message_size=2**28).listen(port, "127.0.0.1")
tornado.ioloop.IOLoop.current().start()
