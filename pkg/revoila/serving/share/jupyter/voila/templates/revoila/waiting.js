// Asks whether it is this page's turn, and comes again with its ticket when it is.
{
  const { poll, base, cookie, ticket } = document.currentScript.dataset;
  const status = document.querySelector("[data-status]");
  const secure = location.protocol === "https:" ? "; Secure" : "";
  const present = (value, age) => {
    document.cookie = `${cookie}=${value}; Path=${base}; Max-Age=${age}; SameSite=Strict${secure}`;
  };
  const text = (ahead) =>
    ahead === 0
      ? "You are the next."
      : ahead === 1
        ? "One visitor waits before you."
        : `${ahead} visitors wait before you.`;

  const comeAgain = () => {
    present(ticket, 15);
    location.reload();
  };

  const ask = async () => {
    let pause = 5;
    try {
      const answer = await fetch(poll, { cache: "no-store", headers: { Accept: "application/json" } });
      // A ticket that is not known any more: the page asks for another one.
      if (answer.status === 404 || answer.status === 403) return comeAgain();
      if (answer.ok) {
        const { ahead, ready, pause: told } = await answer.json();
        if (ready) return comeAgain();
        pause = told;
        // Only a change is read out.
        if (status.textContent !== text(ahead)) status.textContent = text(ahead);
      }
    } catch {
      // No network, or the server restarts: the next time.
    }
    setTimeout(ask, pause * 1000);
  };

  // As for the handle of a tab: a reload by hand keeps the place in the queue.
  present("", 0);
  addEventListener("beforeunload", () => present(ticket, 15));
  addEventListener("pageshow", (event) => event.persisted && location.reload());
  setTimeout(ask, 1000);
}
